"""What may stand in each column of the outline, and which columns a source locks."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harsat.engine.numbers import HARGA
from harsat.ledger.canonical import Row
from harsat.rab.models import Source
from harsat.rab.models.struktur import StatusItem
from harsat.rab.outline import Ref, Table
from harsat.rab.services.cells import (
    CellRefused,
    Judge,
    buk_judge,
    choice_judge,
    flag_judge,
    number_judge,
    text_judge,
)
from harsat.rab.services.struktur_command import Findings

JUDGES: dict[Table, dict[str, Judge]] = {
    "klasifikasi": {"nama": text_judge(gettext_lazy("Nama klasifikasi"), length=255, empty=False)},
    "sub_klasifikasi": {"nama": text_judge(gettext_lazy("Nama sub-klasifikasi"), length=255, empty=False)},
    "pekerjaan": {
        "kode": text_judge(gettext_lazy("Kode"), length=60, empty=False),
        "uraian": text_judge(gettext_lazy("Uraian pekerjaan"), length=500, empty=False),
        "satuan": text_judge(gettext_lazy("Satuan"), length=20),
        "status": choice_judge(gettext_lazy("Status"), StatusItem.values),
        "langsung": flag_judge,
        "harga_langsung": number_judge(HARGA),
        "sumber_harga": text_judge(gettext_lazy("Sumber harga"), length=200),
        "buk_persen": buk_judge,
        "kena_ppn": flag_judge,
        "mata_pembayaran": text_judge(gettext_lazy("Mata pembayaran"), length=60),
        "catatan": text_judge(gettext_lazy("Catatan"), length=500),
    },
}

NAME_COLUMNS: dict[Table, str] = {"klasifikasi": "nama", "sub_klasifikasi": "nama", "pekerjaan": "uraian"}
"""The column without which a row has no name."""

_IDENTITY = frozenset({"kode", "uraian", "satuan"})
_DIRECT = frozenset({"langsung", "harga_langsung", "sumber_harga"})
_LOCKED: dict[str, frozenset[str]] = {
    Source.REF: _IDENTITY | _DIRECT,
    Source.REF_MODIFIED: _DIRECT,
    Source.CUSTOM: frozenset(),
}
LOCKABLE = _IDENTITY | _DIRECT
"""Columns whose editing depends on the source: a command that touches none needs not look at it."""


def locked(source: str, column: str) -> str:
    """Why this column cannot be typed in a row of this source; empty where it can."""
    if column not in _LOCKED[source]:
        return ""
    if column in _DIRECT:
        return _("Harga langsung hanya untuk pekerjaan buatan; baris ini memakai harga analisanya.")
    return _("Kode, uraian dan satuan baris AHSP mengikuti katalog; ubah dulu menjadi modifikasi.")


def values_judge(
    table: Table, ref: Ref, row: int, values: Mapping[str, str | None], findings: Findings, *, source: str = ""
) -> Row:
    """The values of a new row, judged; what is wrong goes to `findings`, with `row` as its place in the command."""
    judged: Row = {}
    for column, text in values.items():
        judge = JUDGES[table].get(column)
        reason = locked(source, column) if source else ""
        if judge is None:
            reason = _("Kolom ini tidak dapat diisi.")
        if reason or judge is None:
            findings.refuse(table, ref, column, row, reason)
            continue
        try:
            judged[column] = judge(text)
        except CellRefused as no:
            findings.refuse(table, ref, column, row, str(no))
    return judged
