"""Reads what a curator types instead of a proposal into the canonical text of a cell edit, or refuses it in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from harsat.catalogue.codes import code_plausible, code_read
from harsat.catalogue.diagnosis.findings import DROP, Change
from harsat.catalogue.diagnosis.kategori import kategori_read
from harsat.catalogue.models import DIVISI_MAX, KODE_MAX, SATUAN_MAX, URAIAN_MAX
from harsat.catalogue.quarantine.repair import FIELDS
from harsat.catalogue.units import NOTHING_LEARNED, unit_read
from harsat.engine.errors import NumberRefused
from harsat.engine.fields import KOEFISIEN
from harsat.engine.numbers import canonical, number_read
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import Refused

_MOST = {"nama": URAIAN_MAX, "item": URAIAN_MAX, "divisi": DIVISI_MAX, "kode_item": KODE_MAX, "target_kode": KODE_MAX}
_MAY_BE_EMPTY = frozenset({"divisi", "kode_item", "target_kode"})


def value_read(field: str, text: str, learned: Mapping[str, str] = NOTHING_LEARNED) -> str:
    """The canonical text of a cell: "1,3125" -> "1.312500", "M1" -> "m'", "tenaga kerja" -> "TK".

    `learned` are spellings of units that curators have taught.

    Raises:
        Refused: the field is none of a line, or the text cannot stand in it; the message says what may.
    """
    text = " ".join(text.split())
    if field == "koefisien":
        return _koefisien(text)
    if field == "kategori":
        return _kategori(text)
    if field in {"satuan", "satuan_pekerjaan"}:
        return _satuan(field, text, learned)
    if field == "kode":
        return _kode(text)
    if field in _MOST:
        return _words(field, text)
    raise _refusal(_("Isian ini tidak dapat diubah di sini."))


def changes_check(
    changes: Sequence[Change], rows: frozenset[int], learned: Mapping[str, str] = NOTHING_LEARNED
) -> list[Change]:
    """Own changes with every value read, a drop as it is.

    Raises:
        Refused: a row that is not of the analysis, an unknown field, or a value that cannot stand.
    """
    if any(change.row not in rows or change.field not in {*FIELDS, DROP} for change in changes):
        raise _refusal(_("Perubahan menunjuk baris atau kolom di luar analisa ini."))
    return [
        change if change.field == DROP else change._replace(value=value_read(change.field, change.value, learned))
        for change in changes
    ]


def _koefisien(text: str) -> str:
    try:
        value = number_read(text, KOEFISIEN).value
    except NumberRefused as refusal:
        raise _refusal(refusal.message) from refusal
    if not value:
        raise _refusal(_("Koefisien harus lebih dari nol."))
    return canonical(value, KOEFISIEN.decimals)


def _kategori(text: str) -> str:
    kategori = next((one for one in Kategori if one.value == text.upper()), None) or kategori_read(text)
    if kategori is None:
        raise _refusal(_("Kategori adalah TK, BHN, ALT, atau LAIN."))
    return kategori.value


def _satuan(field: str, text: str, learned: Mapping[str, str]) -> str:
    printed = unit_read(text, learned)
    if printed is None and (field == "satuan_pekerjaan" or not 0 < len(text) <= SATUAN_MAX):
        raise _refusal(_("Satuan “%(text)s” tidak dikenal.") % {"text": text[:SATUAN_MAX]})
    return printed or text


def _kode(text: str) -> str:
    kode = code_read(text).kode
    if not code_plausible(kode) or len(kode) > KODE_MAX:
        raise _refusal(_("“%(text)s” bukan kode analisa.") % {"text": text[:KODE_MAX]})
    return kode


def _words(field: str, text: str) -> str:
    if len(text) > _MOST[field] or (not text and field not in _MAY_BE_EMPTY):
        raise _refusal(_("Teks tidak boleh kosong dan paling panjang %(most)d huruf.") % {"most": _MOST[field]})
    return text


def _refusal(message: str) -> Refused:
    return Refused(message, code="import_value")
