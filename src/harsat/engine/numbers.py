"""Numbers in and out: id-ID text <-> Decimal, canonical strings, field limits; the only module that rounds.

Sums inside the engine run in `engine_context()`: 100 digits, so that volume x price at the stated limits is
exact, half-up, and every operation without an answer raises instead of yielding NaN or Infinity.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from functools import cache
from typing import Final, Literal

from harsat.engine.errors import NumberRefused
from harsat.engine.fields import FAKTOR, HARGA, KOEFISIEN, PARAMETER, PERSEN, RENCANA, VOLUME, Field

__all__ = [
    "CONTEXT",
    "FAKTOR",
    "HARGA",
    "KOEFISIEN",
    "PARAMETER",
    "PERSEN",
    "RENCANA",
    "VOLUME",
    "Field",
    "Locale",
    "Origin",
    "Reading",
    "canonical",
    "canonical_read",
    "engine_context",
    "field_fit",
    "id_text",
    "number_exact",
    "number_read",
    "paste_locale",
    "quantize",
    "round_ceiling",
    "round_down",
    "round_floor",
    "round_half_up",
    "round_to_unit",
    "settle",
    "square_root",
    "thirty_digits",
]

Locale = Literal["id", "en"]
Origin = Literal["typed", "pasted"]

CONTEXT: Final = Context(prec=100, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])

# Quotients carry 100 digits; ten fewer are kept where a tie or a step is decided, so that 1/3*3 counts as 1.
_SETTLED: Final = Context(prec=90, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])
_THIRTY: Final = Context(prec=30, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])


@contextmanager
def engine_context() -> Iterator[Context]:
    """Every public engine function computes inside this; also usable as a decorator."""
    with localcontext(CONTEXT) as context:
        yield context


@dataclass(frozen=True, slots=True)
class Reading:
    """The one value of a text at its field's scale, and whether decimals had to be rounded away."""

    value: Decimal
    rounded: bool


# ---------------------------------------------------------------------------------------------- rounding


def quantize(value: Decimal, decimals: int) -> Decimal:
    """Half-up (away from zero) at a number of decimals, as printed figures are: 0,125 -> 0,13."""
    return value.quantize(_scale(decimals), ROUND_HALF_UP, CONTEXT)


round_half_up = quantize


def round_down(value: Decimal, decimals: int) -> Decimal:
    """Toward zero, as the official workbook's ROUNDDOWN: 153.810,80 at 0 decimals -> 153.810."""
    return value.quantize(_scale(decimals), ROUND_DOWN, CONTEXT)


def round_floor(value: Decimal) -> Decimal:
    """The whole number at or below: -1,5 -> -2."""
    return settle(value).to_integral_value(ROUND_FLOOR, CONTEXT)


def round_ceiling(value: Decimal) -> Decimal:
    """The whole number at or above, as purchase units are counted: 4,2 zak -> 5."""
    return settle(value).to_integral_value(ROUND_CEILING, CONTEXT)


def round_to_unit(value: Decimal, unit: int, mode: Literal["turun", "setengah_naik", "naik"]) -> Decimal:
    """Pembulatan of a total to a multiple of `unit`, toward zero, half-up or away from zero.

    12.694.372,162758 to 1.000 half-up = 12.694.000.
    """
    rounding = {"turun": ROUND_DOWN, "setengah_naik": ROUND_HALF_UP, "naik": ROUND_UP}[mode]
    units = CONTEXT.divide(value, Decimal(unit)).to_integral_value(rounding, CONTEXT)
    return CONTEXT.multiply(units, Decimal(unit))


def settle(value: Decimal) -> Decimal:
    """Drop the noise of an inexact quotient before a step or a tie is decided: 1/3*3 = 0,99... -> 1."""
    return _SETTLED.plus(value)


def thirty_digits(value: Decimal) -> Decimal:
    """Thirty significant digits, the precision stated for roots and fractional powers."""
    return _THIRTY.plus(value)


def square_root(value: Decimal) -> Decimal:
    """Root at thirty digits: 2 -> 1,41421356237309504880168872421."""
    return _THIRTY.sqrt(value)


@cache
def _scale(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def field_fit(value: Decimal, field: Field) -> tuple[Decimal, bool]:
    """Bring a figure to its field's scale, half-up, and say whether that changed it.

    Raises:
        NumberRefused: number_negative or number_too_large, the limit named.
    """
    if not value.is_finite():
        raise NumberRefused("number_unreadable", f"{field.label} harus berupa angka.")
    if value < 0 and not field.signed:
        raise NumberRefused("number_negative", f"{field.label} tidak boleh negatif.")
    if value and value.adjusted() >= field.integers:
        raise _too_large(field)
    fitted = quantize(value, field.decimals)
    # 999,995 % has three integer digits before rounding and four after.
    if fitted and fitted.adjusted() >= field.integers:
        raise _too_large(field)
    return CONTEXT.plus(fitted), fitted != value


def _too_large(field: Field) -> NumberRefused:
    return NumberRefused("number_too_large", f"{field.label} lebih dari {field.integers} angka di depan koma.")


# ------------------------------------------------------------------------------------------ text -> Decimal

_LONGEST_TEXT: Final = 100
_MINUS: Final = "\u2212"

_DRESSED = re.compile(
    r"""\s*(?P<sign>[-+\u2212])?\s*
        (?P<rupiah>rp\.?)?\s*
        (?P<inner_sign>[-+\u2212])?\s*
        (?P<body>[0-9.,](?:[0-9.,_]|\s(?=[0-9]))*?)
        (?P<tail>,[-\u2013\u2212]{1,2}|\s*%)?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?:[_\s][0-9]{3})+(?:[.,][0-9]+)?")
_READ_AS: Final[dict[Locale, re.Pattern[str]]] = {
    "id": re.compile(r"(?=,?[0-9])(?P<whole>[0-9]*|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,(?P<part>[0-9]+))?"),
    "en": re.compile(r"(?=\.?[0-9])(?P<whole>[0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]+))?"),
}


def number_read(text: str, field: Field, *, origin: Origin = "typed", locale: Locale | None = None) -> Reading:
    """Read what a person typed or pasted, by the rules of id-ID, or refuse to guess.

    "." groups thousands and "," is the decimal mark; a text that can be read in one way only is read so
    ("1,234.56", "1.5", "0.125"). One separator with one to three digits before and three behind could be
    both: a volume takes id-ID (1.250 = 1250), money refuses the comma, a koefisien asks, unless `locale`,
    proved by the rest of the pasted column, decides.

    Args:
        text: as it stands in the cell; surrounding spaces, a real minus and, for money, "Rp" are understood.
        field: the limits and the reading rules.
        origin: "pasted" for anything that came from another program or file.
        locale: the answer of `paste_locale` for the column.

    Raises:
        NumberRefused: number_empty, number_unreadable, number_ambiguous (with both readings), number_negative
            or number_too_large.
    """
    negative, body = _undressed(text, field)
    exact = _chosen(body, text, field, origin=origin, locale=locale)
    value, rounded = field_fit(-exact if negative else exact, field)
    return Reading(value, rounded)


def number_exact(text: str) -> Decimal:
    """The unrounded value of bare digits and separators, read as a volume: "1.000,25" -> 1000.25.

    Raises:
        NumberRefused: number_unreadable.
    """
    return _chosen(text, text, VOLUME, origin="typed", locale=None)


def paste_locale(texts: Sequence[str], field: Field) -> Locale | None:
    """Which locale wrote a pasted column: one text with visible groups proves it for all.

    A plain decimal proves nothing, but "0,5" contradicts a column proved English; "0.5" is legal id-ID.

    Raises:
        NumberRefused: paste_contradiction, when two texts prove different locales.
    """
    proofs: dict[Locale, str] = {}
    decimal_comma: str | None = None
    for text in texts:
        match _witness(text, field):
            case ("id", True):
                proofs.setdefault("id", text)
            case ("en", True):
                proofs.setdefault("en", text)
            case ("id", False):
                decimal_comma = decimal_comma or text
    against = proofs.get("id") or decimal_comma
    if "en" in proofs and against is not None:
        raise NumberRefused(
            "paste_contradiction",
            f"{field.label}: “{against.strip()}” memakai koma desimal,"
            f" “{proofs['en'].strip()}” titik desimal; samakan dahulu tulisan kolom ini.",
        )
    return next(iter(proofs), None)


def _undressed(text: str, field: Field) -> tuple[bool, str]:
    """Sign and bare body of a text, without currency, percent sign and grouping spaces."""
    if not text.strip():
        raise NumberRefused("number_empty", f"{field.label} kosong.")
    dressed = _DRESSED.fullmatch(text) if len(text) <= _LONGEST_TEXT else None
    if dressed is None or not _dress_allowed(dressed, field):
        raise _unreadable(text, field)
    body = dressed["body"]
    if _SPACED.fullmatch(body):
        body = re.sub(r"[_\s]", "", body)
    return (dressed["sign"] or dressed["inner_sign"]) in {"-", _MINUS}, body


def _dress_allowed(dressed: re.Match[str], field: Field) -> bool:
    tail = (dressed["tail"] or "").strip()
    rupiah = bool(dressed["rupiah"]) or tail.startswith(",")
    return (
        (field.kind == "money" or not rupiah)
        and (field.kind == "percent" or tail != "%")
        and not (dressed["sign"] and dressed["inner_sign"])
    )


def _readings(body: str) -> dict[Locale, Decimal]:
    """Every locale in which the body is well formed, with its value there."""
    found: dict[Locale, Decimal] = {}
    for locale, pattern in _READ_AS.items():
        if match := pattern.fullmatch(body):
            whole = re.sub(r"[.,]", "", match["whole"]) or "0"
            found[locale] = Decimal(f"{whole}.{match['part'] or ''}")
    return found


def _chosen(body: str, text: str, field: Field, *, origin: Origin, locale: Locale | None) -> Decimal:
    readings = _readings(body)
    if not readings:
        raise _unreadable(text, field)
    if len(readings) == 1:
        return _only_reading(readings, body, text, field, locale)
    if locale is not None:
        return readings[locale]
    if readings["id"] != readings["en"] and _asks(body, field, origin):
        raise _ambiguous(text, readings, field)
    return readings["id"]


def _only_reading(
    readings: dict[Locale, Decimal], body: str, text: str, field: Field, locale: Locale | None
) -> Decimal:
    """The single reading, unless another locale was proved; a lone point is legal id-ID too."""
    found, value = next(iter(readings.items()))
    lone_point = body.count(".") == 1 and "," not in body
    if locale is None or found == locale or (locale == "id" and lone_point):
        return value
    raise _unreadable(text, field)


def _asks(body: str, field: Field, origin: Origin) -> bool:
    """Whether a body with two readings is refused: money has no third decimal, a factor may be both."""
    if field.kind == "money":
        return "," in body
    return field.kind == "factor" and (origin == "pasted" or "." in body)


def _witness(text: str, field: Field) -> tuple[Locale, bool] | None:
    """The only locale a text can be read in, and whether it shows groups, which makes it a proof."""
    try:
        _, body = _undressed(text, field)
    except NumberRefused:
        return None
    readings = _readings(body)
    if len(readings) != 1:
        return None
    return next(iter(readings)), body.count(".") + body.count(",") > 1


def _unreadable(text: str, field: Field) -> NumberRefused:
    shown = text.strip()[:_LONGEST_TEXT]
    return NumberRefused("number_unreadable", f"{field.label}: “{shown}” tidak terbaca sebagai angka.")


def _ambiguous(text: str, readings: dict[Locale, Decimal], field: Field) -> NumberRefused:
    low, high = sorted(readings.values())
    shown = " atau ".join(id_text(value, field.decimals, trim=True) for value in (low, high))
    return NumberRefused(
        "number_ambiguous",
        f"{field.label}: “{text.strip()}” dapat berarti {shown}; tulis salah satunya.",
        readings=[canonical(value, field.decimals) for value in (low, high)],
    )


# ------------------------------------------------------------------------------------------ Decimal -> text

_CANONICAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_TO_ID: Final = str.maketrans({",": ".", ".": ",", "-": _MINUS})


def canonical(value: Decimal, decimals: int | None) -> str:
    """The one machine text of a figure, for JSON, ledger and browser: no exponent, no -0.

    At `decimals` half-up, or, with None, unrounded with trailing zeros cut: 11436371.3178, 1000.
    """
    if decimals is not None:
        value = quantize(value, decimals)
    text = format(abs(value) if value.is_zero() else value, "f")
    if decimals is None and "." in text:
        return text.rstrip("0").rstrip(".")
    return text


def canonical_read(text: str, field: Field) -> Decimal:
    """Read a JSON string in machine form ("1234.5") at the field's scale, half-up.

    Raises:
        NumberRefused: number_unreadable, number_negative or number_too_large.
    """
    if len(text) > _LONGEST_TEXT or not _CANONICAL.fullmatch(text):
        raise _unreadable(text, field)
    return field_fit(Decimal(text), field)[0]


def id_text(value: Decimal, decimals: int, *, grouping: bool = True, trim: bool = False) -> str:
    """Print as id-ID: 1234.5 at 2 decimals -> "1.234,50", negative with a real minus.

    Without grouping the text is what an Indonesian Excel reads back: "-1234,50", with the keyboard's minus.
    `trim` cuts trailing zeros: "1.234,5".
    """
    figure = canonical(value, decimals)
    if trim and "." in figure:
        figure = canonical(Decimal(figure), None)
    if not grouping:
        return figure.replace(".", ",")
    return format(Decimal(figure), ",f").translate(_TO_ID)
