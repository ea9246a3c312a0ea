"""Errors as pages, in plain Indonesian, with the id of the request where something of ours failed; JSON under /api/."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from harsat.kernel.context import REQUEST_ID
from harsat.kernel.errors import DomainError


def _page(request: HttpRequest, status: int, code: str, title: str, text: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        body = {"code": code, "message": text}
        if status >= 500:  # noqa: PLR2004  the class of faults
            body["error_id"] = REQUEST_ID.get()
        return JsonResponse(body, status=status)
    context = {"title": title, "text": text, "error_id": REQUEST_ID.get() if status >= 500 else ""}  # noqa: PLR2004
    return render(request, "errors/error.html", context, status=status)


def domain_error(request: HttpRequest, error: DomainError) -> HttpResponse:
    """What a service answered with no, as a page in its own words."""
    titles = {403: _("Tidak diizinkan"), 404: _("Tidak ditemukan"), 503: _("Sedang sibuk")}
    return _page(
        request, error.status, error.code, titles.get(error.status, _("Tidak dapat dikerjakan")), error.message
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django passes it by name
    """400."""
    return _page(request, 400, "request_invalid", _("Permintaan tidak dapat dibaca"), _("Muat ulang lalu coba lagi."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django passes it by name
    """403."""
    return _page(request, 403, "forbidden", _("Tidak diizinkan"), _("Peran Anda tidak mengizinkan halaman ini."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django passes it by name
    """404."""
    text = _("Alamat ini tidak ada, atau bukan milik organisasi Anda.")
    return _page(request, 404, "not_found", _("Tidak ditemukan"), text)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    text = _("Kesalahan ada di pihak kami dan sudah dicatat.")
    return _page(request, 500, "fault", _("Terjadi kesalahan"), text)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django passes it by name
    """403 of a form that was left open too long."""
    text = _("Formulir ini sudah kedaluwarsa. Muat ulang halaman lalu kirim lagi.")
    return _page(request, 403, "csrf", _("Formulir kedaluwarsa"), text)
