"""What every template knows: the nonce of this answer, and the theme that a cookie keeps."""

from __future__ import annotations

from django.http import HttpRequest

THEMES = ("light", "dark", "auto")


def page_context(request: HttpRequest) -> dict[str, str]:
    """`{{ csp_nonce }}` and `{{ theme }}`; the server writes the theme, so nothing flashes."""
    theme = request.COOKIES.get("tema", "auto")
    return {"csp_nonce": getattr(request, "csp_nonce", ""), "theme": theme if theme in THEMES else "auto"}
