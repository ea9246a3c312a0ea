"""Reads by mark: a browser that has the newest answer gets 304 for one statement, everyone else bytes made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from harsat.engine.estimate import Estimate
from harsat.engine.version import ENGINE_VERSION
from harsat.kernel.cache import ByteBoundCache
from harsat.projects.access import Access
from harsat.rab.selectors.estimate import estimate_at

PAYLOADS: ByteBoundCache[bytes] = ByteBoundCache(32 * 1024 * 1024)

_encode = msgspec.json.Encoder().encode

Make = Callable[[Estimate], dict[str, Any]]


def conditional_read(request: HttpRequest, access: Access, endpoint: str, make: Make, *parameters: str) -> HttpResponse:
    """Answer with what `make` says of the estimate at the project's mark, adding revision, mark and `can_edit`.

    The ETag names everything the bytes depend on: mark, engine, language, role; address and parameters are the URL's.
    """
    language = get_language() or "id"
    etag = f'"{access.mark}-{ENGINE_VERSION}-{language}-{access.role}"'
    if request.headers.get("If-None-Match") == etag:
        return _answered(HttpResponse(status=304), etag)
    key = (access.project_id, etag, endpoint, *parameters)
    body = PAYLOADS.get(key)
    if body is None:
        estimate = estimate_at(access.project_id, access.mark)
        mark = estimate.snapshot.mark
        body = _encode({"revision": int(mark.split(".")[0]), "mark": mark, **make(estimate)})
        if mark != access.mark:  # a writer came between: right bytes, newer name
            etag = etag.replace(access.mark, mark)
            key = (access.project_id, etag, endpoint, *parameters)
        PAYLOADS.put(key, body, len(body) + 300)
    return _answered(HttpResponse(body, content_type="application/json"), etag)


def _answered(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response
