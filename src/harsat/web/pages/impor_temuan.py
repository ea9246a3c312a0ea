"""A finding as a person reads it: where, what and why, what the file says, what is proposed, what was decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.diagnosis.findings import DROP
from harsat.catalogue.diagnosis.kinds import LABELS, Certainty, Kind, Severity
from harsat.catalogue.models import FindingState
from harsat.catalogue.selectors.batch_findings import FindingRow
from harsat.engine.numbers import id_text
from harsat.engine.snapshot import Kategori

TONES = {Severity.DANGER.value: "kritis", Severity.WARNING.value: "terlambat", Severity.INFO.value: "sesuai"}
OF_COMPONENT = frozenset({"koefisien", "satuan", "kategori", "item", "kode_item"})
TYPED = frozenset({"koefisien", "satuan", "satuan_pekerjaan", "kategori", "nama", "item", "kode_item"})
"""Columns whose own value is typed in the row; a kode is chosen row by row beside the lines of its analysis."""
TEXTS = frozenset({"nama", "item"})
TEXT_SHOWN = 80
PARTS_SHOWN = 4
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Said(NamedTuple):
    """A value in three pieces; only `mark` is doubtful, or proposed: "1 ", "m3", "" or "", "83349", " kg"."""

    before: str
    mark: str
    behind: str = ""


@dataclass(frozen=True, slots=True)
class TemuanView:
    """One row of the quarantine."""

    id: int
    kind: str
    label: str
    tone: str
    baris: str
    kode: str
    judul: str
    kode_item: str
    why: str
    was: Said
    was_note: str
    will: Sequence[Said]
    will_note: str
    column: str
    typed: str
    can_type: bool
    can_accept: bool
    splits: bool
    state: str
    chip: str
    outcome: str
    by: str
    repaired: bool
    is_text: bool

    @property
    def open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state == FindingState.TERBUKA and not self.repaired and self.tone != TONES[Severity.INFO.value]


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of the file by row, and in words where a row stands whose number alone does not tell."""

    lines: Mapping[int, Line]
    places: Mapping[int, str]

    @classmethod
    def of(cls, lines: Iterable[Line], places: Mapping[int, str]) -> Source:
        """The lines as they were unpacked."""
        return cls({line.row: line for line in lines}, places)


def temuan_view(row: FindingRow, source: Source) -> TemuanView:
    """Everything a row prints, in words and figures of the trade."""
    line = source.lines.get(row.rows[0]) if row.rows else None
    state, chip = _state(row)
    return TemuanView(
        id=row.id,
        kind=row.kind,
        label=row.label,
        tone=TONES[Severity.INFO.value] if row.repaired else TONES[row.severity],
        baris=_baris(row, source),
        kode=row.kode or (line.kode if line and len(row.rows) == 1 else ""),
        judul=_judul(row),
        kode_item=line.kode_item if line and row.column in OF_COMPONENT else "",
        why=row.reason,
        was=_was(row, line),
        was_note=_("satu analisa") if _splits(row) else "",
        will=_will(row, line),
        will_note=_will_note(row),
        column=row.column,
        typed=_typed(row, line),
        can_type=row.column in TYPED and bool(row.rows),
        can_accept=bool(row.changes),
        splits=_splits(row),
        state=row.state,
        chip=chip,
        outcome=state,
        by=row.decided_by,
        repaired=row.repaired,
        is_text=row.column in TEXTS,
    )


def figure(text: str) -> str:
    """A canonical number the Indonesian way, without grouping: "83.349000" is "83,349", "83349" stays."""
    if not _NUMBER.fullmatch(text):
        return text
    whole, point, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole},{decimals}" if point and decimals else whole


def differing(text: str, other: str) -> Said:
    """Where a text first differs from another, with a word on each side: "… kayu " "Ï†" " 8- …".

    Blanks count only where nothing else differs.
    """
    words, others = text.split(), other.split()
    if words == others:
        words, others = text.split(" "), other.split(" ")
    steps = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    start, end = next(((one[1], one[2]) for one in steps if one[0] != "equal"), (0, len(words)))
    mark = " ".join(words[start:end])
    return Said(
        ("… " if start > 1 else "") + "".join(f"{word} " for word in words[max(start - 1, 0) : start]),
        mark if len(mark) <= TEXT_SHOWN else f"{mark[:TEXT_SHOWN]}…",
        "".join(f" {word}" for word in words[end : end + 1]) + (" …" if len(words) > end + 1 else ""),
    )


def kategori_name(text: str) -> str:
    """The kategori in words, "Tenaga kerja" for TK; what is none of the four stays."""
    names = {
        Kategori.TK.value: _("Tenaga kerja"),
        Kategori.BHN.value: _("Bahan"),
        Kategori.ALT.value: _("Peralatan"),
        Kategori.LAIN.value: _("Lain-lain"),
    }
    return names.get(text, text)


def _baris(row: FindingRow, source: Source) -> str:
    if not row.rows:
        return ""
    return source.places.get(row.rows[0]) or id_text(Decimal(row.rows[0]), 0)


def _judul(row: FindingRow) -> str:
    if not row.rows:
        return _("Seluruh berkas")
    name = row.item if row.column in OF_COMPONENT and len(row.rows) == 1 else row.nama
    return name or row.nama or row.kode


def _splits(row: FindingRow) -> bool:
    return row.kind == Kind.ANALISA_TERGABUNG and bool(row.changes)


def _was(row: FindingRow, line: Line | None) -> Said:
    if _splits(row):
        return Said("", row.original)
    if row.column in TEXTS and row.original == _judul(row):
        return Said("", "")
    if row.column in TEXTS and row.proposal:
        return differing(row.original, row.proposal)
    return _value(row, line, row.original)


def _will(row: FindingRow, line: Line | None) -> list[Said]:
    """What stands after the decision: the proposal, or what was decided instead."""
    if row.state == FindingState.DIUBAH:
        return _changed(row, line, row.decided_changes, row.decided_value)
    if row.column in TEXTS and row.proposal and row.state != FindingState.DITOLAK:
        return [differing(row.proposal, row.original)]
    if row.state == FindingState.DITOLAK:
        return [_value(row, line, row.original)] if row.original and not _splits(row) else [Said("", _("tetap"))]
    if not row.changes and not row.proposal:
        return []
    return _changed(row, line, row.changes, row.proposal)


def _changed(row: FindingRow, line: Line | None, changes: Sequence[Sequence[object]], text: str) -> list[Said]:
    fields = {str(field) for _row, field, _value_ in changes}
    if fields == {DROP}:
        return [Said("", _dropped(len(changes)))]
    if fields == {"kode"}:
        return _parts(changes)
    values = {str(value) for _row, _field, value in changes}
    if len(fields) == 1 and len(values) == 1:
        return [_value(row._replace(column=fields.pop()), line, values.pop())]
    if changes and row.state == FindingState.DIUBAH:
        return [Said("", ngettext("%(n)d sel diubah", "%(n)d sel diubah", len(changes)) % {"n": len(changes)})]
    return [_value(row, line, text)]


def _dropped(count: int) -> str:
    if count == 1:
        return _("Buang baris")
    return _("Buang %(n)d baris") % {"n": count}


def _parts(changes: Sequence[Sequence[object]]) -> list[Said]:
    """The analyses that rows are given to, with how many rows each gets."""
    counts: dict[str, int] = {}
    for _row, _field, kode in changes:
        counts[str(kode)] = counts.get(str(kode), 0) + 1
    said = [Said("", kode, " " + _("%(n)d baris") % {"n": count}) for kode, count in counts.items()]
    if len(said) <= PARTS_SHOWN:
        return said
    more = len(said) - PARTS_SHOWN + 1
    return [*said[: PARTS_SHOWN - 1], Said("", "", _("dan %(n)d lagi") % {"n": more})]


def _value(row: FindingRow, line: Line | None, text: str) -> Said:
    if row.column == "koefisien":
        return Said("", figure(text), f" {line.satuan}" if line and line.satuan and text else "")
    if row.column == "satuan_pekerjaan" and text:
        return Said("1 ", text)
    if row.column == "kategori" and text:
        return Said("", kategori_name(text))
    return Said("", text if len(text) <= TEXT_SHOWN else f"{text[:TEXT_SHOWN]}…")


def _will_note(row: FindingRow) -> str:
    if row.repaired or row.state != FindingState.TERBUKA:
        return ""
    words = {Certainty.LIKELY.value: _("mungkin"), Certainty.TWO_READINGS.value: _("dua bacaan")}
    return words.get(row.certainty, "") if row.changes else ""


def _typed(row: FindingRow, line: Line | None) -> str:
    """What the own value begins with: the proposal, else what the file says."""
    values = {str(value) for _row, field, value in row.changes if field == row.column}
    if len(values) == 1:
        text = values.pop()
    else:
        text = row.original or str(getattr(line, row.column, None) or "") if row.column else ""
    return figure(text) if row.column == "koefisien" else text


def _state(row: FindingRow) -> tuple[str, str]:
    """The decision in a word, and its glyph."""
    if row.state == FindingState.DITERIMA:
        return _("Diterima"), "sesuai"
    if row.state == FindingState.DIUBAH:
        return _("Diubah"), "sesuai"
    if row.state == FindingState.DITOLAK:
        return _("Dipertahankan"), "selesai"
    return "", ""


def kind_label(kind: str) -> str:
    """A kind in words."""
    return str(LABELS[Kind(kind)])
