"""Terbilang: an amount of rupiah in Indonesian words, as bills and budgets print it under their total."""

from decimal import Decimal
from typing import Final

from harsat.engine.errors import EngineError
from harsat.engine.numbers import quantize

_LIMIT: Final = 10**36
_UNITS: Final = (
    "",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_SCALES: Final = (
    "",
    "ribu",
    "juta",
    "miliar",
    "triliun",
    "kuadriliun",
    "kuintiliun",
    "sekstiliun",
    "septiliun",
    "oktiliun",
    "noniliun",
    "desiliun",
)


def terbilang(value: Decimal | int) -> str:
    """Amount in words, at two decimals half-up: 1.500.000 -> "satu juta lima ratus ribu rupiah".

    Sen follow when there are any: 1,50 -> "satu rupiah dan lima puluh sen".

    Raises:
        EngineError: terbilang_too_large from 10^36 rupiah, beyond any figure within the limits of the fields.
    """
    amount = quantize(abs(Decimal(value)), 2)
    if amount >= _LIMIT:
        raise EngineError("terbilang_too_large", "Terbilang hanya untuk jumlah di bawah 10^36 rupiah.")
    rupiah, sen = divmod(int(amount.scaleb(2)), 100)
    words = ["minus"] if value < 0 and amount else []
    words += [*(_words(rupiah) or ["nol"]), "rupiah"]
    words += ["dan", *_words(sen), "sen"] if sen else []
    return " ".join(words)


def _words(number: int) -> list[str]:
    """Words of a whole number, [] for 0."""
    groups: list[str] = []
    for scale in _SCALES:
        number, group = divmod(number, 1000)
        groups[:0] = _group_words(group, scale)
    return groups


def _group_words(group: int, scale: str) -> list[str]:
    if group == 0:
        return []
    if group == 1 and scale == "ribu":
        return ["seribu"]
    return [*_below_thousand(group), scale] if scale else _below_thousand(group)


def _below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    if hundreds == 0:
        return _below_hundred(rest)
    head = ["seratus"] if hundreds == 1 else [_UNITS[hundreds], "ratus"]
    return head + _below_hundred(rest)


def _below_hundred(number: int) -> list[str]:
    tens, unit = divmod(number, 10)
    if number < len(_UNITS):
        return [_UNITS[number]] if number else []
    if tens == 1:
        return [_UNITS[unit], "belas"]
    return [_UNITS[tens], "puluh"] + ([_UNITS[unit]] if unit else [])
