"""Every error as JSON: the domain's with their code, a bad body with the place, a fault with its id alone."""

from __future__ import annotations

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from harsat.engine.errors import EngineError
from harsat.kernel.context import REQUEST_ID
from harsat.kernel.errors import Busy, DomainError

logger = logging.getLogger("harsat.api")


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
        return _answer(request, 422, error.code, error.message)

    @api.exception_handler(ValidationError)
    def body(request: HttpRequest, error: ValidationError) -> HttpResponse:
        places = [{"at": [str(step) for step in one["loc"]], "reason": one["msg"]} for one in error.errors]
        return _answer(request, 422, "body_invalid", _("Isi permintaan tidak sesuai."), errors=places)

    @api.exception_handler(HttpError)
    def http(request: HttpRequest, error: HttpError) -> HttpResponse:
        return _answer(request, error.status_code, "request_invalid", _("Permintaan tidak dapat dibaca."))

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, _error: Http404) -> HttpResponse:
        return _answer(request, 404, "not_found", _("Tidak ditemukan."))

    @api.exception_handler(Exception)
    def fault(request: HttpRequest, error: Exception) -> HttpResponse:
        logger.error("fault in %s %s", request.method, request.path, exc_info=error)
        return _answer(request, 500, "fault", _("Terjadi kesalahan di server."), error_id=REQUEST_ID.get())

    def _answer(request: HttpRequest, status: int, code: str, message: str, **extra: Any) -> HttpResponse:
        return api.create_response(request, {"code": code, "message": message, **extra}, status=status)
