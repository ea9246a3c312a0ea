"""A strict content security policy with a nonce a request: no inline script or style, nothing from outside."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_urlsafe

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class CspMiddleware:
    """Puts the nonce on the request for templates, and the policy on every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One nonce a request."""
        nonce = token_urlsafe(16)
        request.csp_nonce = nonce  # type: ignore[attr-defined]  # templates read it through the context processor
        response = self.get_response(request)
        response["Content-Security-Policy"] = POLICY.format(nonce=nonce)
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        return response
