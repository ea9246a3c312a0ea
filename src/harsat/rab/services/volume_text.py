"""What a volume cell says: a number in machine form, or a formula after "=" kept as it was typed.

The text, not the result, is what a writer saw and what an undo brings back; `nilai` is what it comes to.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from harsat.engine.errors import EngineError
from harsat.engine.formula import formula_parse, formula_value
from harsat.engine.formula_tokens import Kind, tokens_read
from harsat.engine.numbers import VOLUME, canonical, canonical_read
from harsat.ledger.canonical import Row
from harsat.rab.models import JenisVolume


class Filling(NamedTuple):
    """A volume as it is stored; `rounded` tells that decimals of a typed number had to go."""

    jenis: str
    nilai: str | None
    formula: str
    rounded: bool = False

    def row(self) -> Row:
        """The columns of the row."""
        return {"jenis": self.jenis, "nilai": self.nilai, "formula": self.formula}


EMPTY = Filling(JenisVolume.ANGKA, None, "")


def is_formula(text: str | None) -> bool:
    """Whether a text asks to be computed."""
    return text is not None and text.lstrip().startswith("=")


def formula_clean(text: str) -> str:
    """One "=" in front, no line breaks, the rest as typed: " = 5 + 2" is "=5 + 2"."""
    return "=" + " ".join(text.split()).removeprefix("=").strip()


def volume_read(text: str | None, parameters: Mapping[str, Decimal]) -> Filling:
    """Read a cell: nothing is "belum ada", "0" is none of it, "=2*(p+l)" is computed and rounded to 4 decimals.

    Raises EngineError: what the formula or the number is refused for; a negative result is.
    """
    if text is None or not text.strip():
        return EMPTY
    if is_formula(text):
        formula = formula_clean(text)
        value = formula_value(formula, parameters, VOLUME).value
        return Filling(JenisVolume.FORMULA, canonical(value, VOLUME.decimals), formula)
    value = canonical_read(text, VOLUME)
    return Filling(JenisVolume.ANGKA, canonical(value, VOLUME.decimals), "", rounded=value != Decimal(text))


def volume_text(row: Row | None) -> str | None:
    """What the cell of a stored volume says; that of a sheet says its sum."""
    if row is None:
        return None
    if row["jenis"] == JenisVolume.FORMULA:
        return formula_clean(str(row["formula"]))
    return None if row["nilai"] is None else str(row["nilai"])


def same_text(one: str | None, other: str | None) -> bool:
    """Whether two cell texts say the same: "12.5" and "12.5000", "=2*P" and "= 2 * p", nothing and ""."""
    if not one or not other or is_formula(one) != is_formula(other):
        return (one or "") == (other or "")
    try:
        if is_formula(one):
            return formula_parse(one).tree == formula_parse(other).tree
        return canonical_read(one, VOLUME) == canonical_read(other, VOLUME)
    except EngineError:
        return one == other


def formula_renamed(text: str, names: Mapping[str, str]) -> str:
    """The formula with parameters called by their new names, all else as typed: "=2 * P" with p -> luas is "=2 * luas".

    Names swap safely, because all are replaced at once; a name before "(" is a function and stays.
    """
    for token, follower in reversed(list(pairwise(tokens_read(text)))):
        new = names.get(token.text.lower())
        if token.kind is Kind.NAME and follower.kind is not Kind.OPEN and new is not None:
            text = text[: token.at] + new + text[token.at + len(token.text) :]
    return text
