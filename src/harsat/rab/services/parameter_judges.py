"""What a parameter may be called and may hold, judged cell by cell."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harsat.engine.errors import EngineError
from harsat.engine.formula import formula_parse
from harsat.engine.formula_tree import Number
from harsat.engine.numbers import PARAMETER, canonical, canonical_read, field_fit
from harsat.ledger.canonical import Canonical
from harsat.rab.services.cells import CellRefused, Judge, text_judge
from harsat.rab.services.volume_text import formula_clean, is_formula

NAME = re.compile(r"[a-z_][a-z0-9_]*")
CANONICAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
NAME_LONGEST = 60


def name_judge(text: str | None) -> Canonical:
    """A lower-case word: "P_Fondasi" is "p_fondasi"."""
    name = (text or "").strip().lower()
    if not NAME.fullmatch(name):
        raise CellRefused(_("Nama parameter hanya huruf kecil, angka dan garis bawah, dan tidak diawali angka."))
    if len(name) > NAME_LONGEST:
        raise CellRefused(_("Nama parameter paling panjang %(length)d huruf.") % {"length": NAME_LONGEST})
    return name


def definition_judge(text: str | None) -> Canonical:
    """A number in machine form ("1.234" is one and a bit), else a formula in id-ID; a bare "9,5" becomes a number."""
    if text is None or not text.strip():
        raise CellRefused(_("Isi parameter harus diisi."))
    try:
        if CANONICAL.fullmatch(text.strip()):
            return canonical(canonical_read(text.strip(), PARAMETER), PARAMETER.decimals)
        formula = formula_clean(text)
        tree = formula_parse(formula).tree
        if isinstance(tree, Number) and not is_formula(text):
            return canonical(field_fit(tree.value, PARAMETER)[0], PARAMETER.decimals)
    except EngineError as error:
        raise CellRefused(error.message) from error
    return formula


def definition_text(stored: str) -> str:
    """A stored definition in the one form that is compared and told: "9" is "9.0000", "p*l" is "=p*l"."""
    if CANONICAL.fullmatch(stored):
        return canonical(canonical_read(stored, PARAMETER), PARAMETER.decimals)
    return formula_clean(stored)


JUDGES: dict[str, Judge] = {
    "nama": name_judge,
    "label": text_judge(gettext_lazy("Keterangan"), length=200),
    "satuan": text_judge(gettext_lazy("Satuan"), length=20),
    "formula": definition_judge,
}
