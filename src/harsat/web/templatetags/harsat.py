"""Icons and figures for templates: `{% icon "plus" %}`, `{{ total|angka:2 }}`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from harsat.engine.numbers import id_text

register = template.Library()

PATHS: dict[str, str] = {
    "arrow-down": '<path d="M8 2.5v7M5.5 7 8 9.5 10.5 7"/><path d="M3 9v4h10V9"/>',
    "arrow-up": '<path d="M8 9.5v-7M5.5 5 8 2.5 10.5 5"/><path d="M3 9v4h10V9"/>',
    "book": '<path d="M8 4c-1.5-1-3.5-1.3-5.5-1v9c2-.3 4 0 5.5 1 1.5-1 3.5-1.3 5.5-1V3c-2-.3-4 0-5.5 1zM8 4v9"/>',
    "check": '<path d="m3 8.5 3.2 3.2L13 5"/>',
    "close": '<path d="m4 4 8 8M12 4l-8 8"/>',
    "download": '<path d="M8 2.5v7M5 7l3 3 3-3M3 11v2.5h10V11"/>',
    "edit": '<path d="M3 13l.6-2.8L10.8 3 13 5.2l-7.2 7.2z"/>',
    "fold": '<path d="m4 6 4 4 4-4"/>',
    "list": '<path d="M5.5 4H13M5.5 8H13M5.5 12H13M2.7 4v.1M2.7 8v.1M2.7 12v.1"/>',
    "more": '<path d="M3.5 8h.1M8 8h.1M12.5 8h.1"/>',
    "next": '<path d="m6 4 4 4-4 4"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "previous": '<path d="m10 4-4 4 4 4"/>',
    "print": '<path d="M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2"/><path d="M4.5 9.5h7v4h-7z"/>',
    "redo": '<path d="M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10"/><path d="m10.5 3.5 3 3-3 3"/>',
    "search": '<circle cx="7" cy="7" r="4.25"/><path d="m10.2 10.2 3.3 3.3"/>',
    "sheet": '<path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6 3.5v9"/>',
    "menu": '<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11"/>',
    "sigma": '<path d="M12 3.5H4.5L8.5 8l-4 4.5H12"/>',
    "sign-out": '<path d="M9 3H3.5v10H9M7 8h6.5M11 5.5 13.5 8 11 10.5"/>',
    "theme": '<circle cx="8" cy="8" r="5"/><path d="M8 3a5 5 0 0 1 0 10z" fill="currentColor"/>',
    "upload": '<path d="M8 10V3M5 5.5 8 2.5l3 3M3 11v2.5h10V11"/>',
    "undo": '<path d="M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6"/><path d="M5.5 3.5 2.5 6.5l3 3"/>',
    "volume": '<path d="M8 2 13.5 5v6L8 14 2.5 11V5zM2.5 5 8 8l5.5-3M8 8v6"/>',
}


MARK = (
    '<svg class="mark" viewBox="0 0 18 18" aria-hidden="true">'
    '<path d="M1 1h4v16H1zM13 1h4v16h-4zM5 11.5c3.5 0 3.5-5 8-5v3.2c-3.2 0-3.5 5-8 5z"/></svg>'
)

# The library of accounts has words of its own for these, and placeholders that repeat them.
DOOR_LABELS = {
    "login": _("Surel"),
    "email": _("Surel"),
    "password": _("Kata sandi"),
    "password1": _("Kata sandi"),
    "password2": _("Kata sandi, sekali lagi"),
    "oldpassword": _("Kata sandi sekarang"),
}


@register.simple_tag
def mark() -> SafeString:
    """The mark of the product."""
    return mark_safe(MARK)  # noqa: S308  a constant of this module


@register.filter
def door_label(field: BoundField) -> str:
    """What a field of signing in is called here."""
    return str(DOOR_LABELS.get(field.name, field.label))


@register.simple_tag
def control(field: BoundField, size: str = "") -> SafeString:
    """The input of a field in our look, tied to its errors for a screen reader."""
    ticked = isinstance(field.field, forms.BooleanField)
    attrs: dict[str, Any] = {} if ticked else {"class": f"input {size}".strip(), "placeholder": False}
    if field.errors:
        described = [f"{field.id_for_label}_helptext"] if field.help_text else []
        attrs |= {"aria-invalid": "true", "aria-describedby": " ".join([*described, f"{field.id_for_label}_galat"])}
    return field.as_widget(attrs=attrs)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line drawing of 16 x 16 that takes the colour of its text and is silent to a screen reader."""
    paths = mark_safe(PATHS[name])  # noqa: S308  a constant of this module
    return format_html('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', paths)


@register.filter
def angka(value: Decimal | int | None, decimals: int = 2) -> str:
    """1234.5 at two decimals is "1.234,50"; what is not known is printed as nothing."""
    return "" if value is None else id_text(Decimal(value), decimals)


@register.filter
def lepas(value: Decimal | int | None, decimals: int = 2) -> str:
    """A figure without its sign, for words that say the direction: "melebihi 3.910.000,00"."""
    return "" if value is None else id_text(abs(Decimal(value)), decimals)


@register.filter
def utuh(value: Decimal | int | None) -> str:
    """A figure at as many decimals as it has: 17.2800 is "17,28"."""
    return "" if value is None else id_text(Decimal(value), 6, trim=True)


@register.inclusion_tag("web/share_bar.html")
def share_bar(total: Decimal, pagu: Decimal) -> dict[str, object]:
    """A bar of 96 px for the total as a share of the pagu; 92 of 100 fills 88,3 px."""
    share = total / pagu * 100 if pagu else Decimal(0)
    return {"share": share, "pagu": pagu, "over": total > pagu, "width": min(share, Decimal(100)) * 96 / 100}
