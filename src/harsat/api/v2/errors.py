"""Every error as JSON: the domain's with their code, a bad body with the place, a fault with its id alone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse, UnreadablePostError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from harsat.engine.errors import EngineError
from harsat.kernel.context import REQUEST_ID
from harsat.kernel.errors import Busy, DomainError

logger = logging.getLogger("harsat.api")

PLAIN: dict[type[Exception], tuple[int, str, str | Promise]] = {
    Http404: (404, "not_found", gettext_lazy("Tidak ditemukan.")),
    RequestDataTooBig: (413, "body_too_large", gettext_lazy("Isi permintaan terlalu besar; kirim beberapa bagian.")),
    UnreadablePostError: (400, "request_invalid", gettext_lazy("Permintaan tidak dapat dibaca.")),
}
"""Errors of Django that say no more than their kind."""


def handlers_set(api: NinjaAPI) -> None:
    """Teach the API how each error is told."""

    @api.exception_handler(DomainError)
    def domain(request: HttpRequest, error: DomainError) -> HttpResponse:
        response = api.create_response(request, error.payload(), status=error.status)
        if isinstance(error, Busy):
            response["Retry-After"] = str(error.retry_after)
        return response

    @api.exception_handler(EngineError)
    def engine(request: HttpRequest, error: EngineError) -> HttpResponse:
        return answer(request, 422, error.code, error.message)

    @api.exception_handler(ValidationError)
    def body(request: HttpRequest, error: ValidationError) -> HttpResponse:
        places = [{"at": [str(step) for step in one["loc"]], "reason": one["msg"]} for one in error.errors]
        return answer(request, 422, "body_invalid", _("Isi permintaan tidak sesuai."), errors=places)

    @api.exception_handler(HttpError)
    def http(request: HttpRequest, error: HttpError) -> HttpResponse:
        return answer(request, error.status_code, "request_invalid", _("Permintaan tidak dapat dibaca."))

    def plain(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        status, code, message = PLAIN[error if isinstance(error, type) else type(error)]
        return answer(request, status, code, str(message))

    for kind in PLAIN:
        api.add_exception_handler(kind, plain)

    @api.exception_handler(Exception)
    def fault(request: HttpRequest, error: Exception) -> HttpResponse:
        logger.error("fault in %s %s", request.method, request.path, exc_info=error)
        return answer(request, 500, "fault", _("Terjadi kesalahan di server."), error_id=REQUEST_ID.get())

    def answer(request: HttpRequest, status: int, code: str, message: str, **extra: Any) -> HttpResponse:
        return api.create_response(request, {"code": code, "message": message, **extra}, status=status)


class MethodNotAllowedMiddleware:
    """A 405 in the shape of every other error: the routes of the API answer it in bare text, before any handler."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Keep the `Allow` header, replace the text."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or not request.path.startswith("/api/"):
            return response
        body = {"code": "method_not_allowed", "message": _("Metode ini tidak dikenal di alamat ini.")}
        return JsonResponse(body, status=response.status_code, headers={"Allow": response["Allow"]})
