"""Reads by mark: a browser that has the newest answer gets 304 for one statement, everyone else bytes made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags
from django.utils.translation import get_language

from harsat.engine.estimate import Estimate
from harsat.engine.version import ENGINE_VERSION
from harsat.kernel.cache import ByteBoundCache
from harsat.ledger.snapshot_read import read_snapshot
from harsat.projects.access import Access
from harsat.rab.selectors.estimate import estimate_at, estimate_current

PAYLOADS: ByteBoundCache[bytes] = ByteBoundCache(32 * 1024 * 1024)

_encode = msgspec.json.Encoder().encode

Make = Callable[[Estimate], dict[str, Any]]


def conditional_read(request: HttpRequest, access: Access, endpoint: str, make: Make, *parameters: str) -> HttpResponse:
    """Answer with what `make` says of the estimate at the project's mark, adding revision and mark.

    The ETag names everything the bytes depend on: mark, engine, language, role; address and parameters are the URL's.
    """
    etag = _etag(access, access.mark)
    if _holds(request, etag):
        return _answered(HttpResponse(status=304), etag)
    body = PAYLOADS.get((access.project_id, etag, endpoint, *parameters))
    if body is None:
        mark, body = _made(access, make)
        etag = _etag(access, mark)
        PAYLOADS.put((access.project_id, etag, endpoint, *parameters), body, len(body) + 300)
    return _answered(HttpResponse(body, content_type="application/json"), etag)


def _made(access: Access, make: Make) -> tuple[str, bytes]:
    """Bytes and the mark they are of, which is newer than the one asked for where a writer came between.

    The estimate is computed outside the read snapshot, which must be short; what `make` reads besides, it reads inside,
    at the estimate's own mark.
    """
    estimate_at(access.project_id, access.mark)
    with read_snapshot():
        estimate = estimate_current(access.project_id)
        mark = estimate.snapshot.mark
        return mark, _encode({"revision": int(mark.split(".")[0]), "mark": mark, **make(estimate)})


def _etag(access: Access, mark: str) -> str:
    return f'"{mark}-{ENGINE_VERSION}-{get_language() or "id"}-{access.role}"'


def _holds(request: HttpRequest, etag: str) -> bool:
    """Whether the browser has these bytes; a proxy that compressed them made the tag a weak one."""
    return etag in {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}


def _answered(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response
