"""A pekerjaan taking another source: AHSP, modified AHSP, or one of the project's own.

What stays and what goes (the page lists it before, one undo brings it back):
- AHSP to modified of the same analysis: everything stays, the code becomes mod.n-.
- to AHSP, or to another analysis, or back to the reference: komponen, kode, uraian and satuan become the catalogue's,
  a direct price goes. The volume stays unless the satuan becomes another one: 12 m3 are not 12 m2.
- to one of the project's own: komponen, uraian and satuan stay, the link to the catalogue goes, the code becomes CUST-.
Order, number, status, catatan and the bundels that point here stay in every case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from harsat.catalogue.units import unit_changes
from harsat.kernel.ids import ids_possible
from harsat.ledger.canonical import Row
from harsat.ledger.write import Write
from harsat.rab.models import BarisVolume, Komponen, Pekerjaan, Source, Volume
from harsat.rab.selectors.outline import Contents
from harsat.rab.services.acuan_copy import AcuanSet, Copy
from harsat.rab.services.codes import Codes
from harsat.rab.services.struktur_command import Findings, SourceChange
from harsat.rab.services.struktur_delete import rows_delete


@dataclass(frozen=True, slots=True)
class Turn:
    """A source change, judged: the columns it sets, whether komponen are copied anew, whether the volume goes."""

    id: int
    columns: Row
    copies: int | None
    volume_goes: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The analysis that each change comes to, by pekerjaan, and the analyses as the catalogue has them."""

    wanted: Mapping[int, int]
    acuan: AcuanSet


def analysis_wanted(project_id: int, sources: Sequence[SourceChange]) -> dict[int, int]:
    """The analysis of each change by pekerjaan: the one named, or the one it has. One statement where it is needed."""
    kept = ids_possible(one.id for one in sources if one.analysis_id is None and one.after != Source.CUSTOM)
    stored = Pekerjaan.objects.filter(project_id=project_id, id__in=kept, analysis__isnull=False)
    found = dict(stored.values_list("id", "analysis_id")) if kept else {}
    return found | {one.id: one.analysis_id for one in sources if one.analysis_id is not None}


def sources_judge(
    write: Write, sources: Sequence[SourceChange], choice: Choice, codes: Codes, findings: Findings
) -> list[Turn]:
    """What each change comes to; a row that is gone or has another source by now is a conflict. One statement."""
    if not sources:
        return []
    stored = write.rows(Pekerjaan, [one.id for one in sources])
    turns = []
    for place, one in enumerate(sources, 1):
        row = stored.get(one.id)
        if row is None or row["source"] != one.before:
            now = row["source"] if row else None
            reason = _("sudah diubah") if row else _("dihapus")
            findings.conflict("pekerjaan", one.id, "source", now=now, to=one.after, reason=reason)
        elif one.after == Source.CUSTOM:
            turns.append(Turn(one.id, _own(codes), None, volume_goes=False))
        elif _available(one, place, row, choice, findings):
            turns.append(turn_of(one, row, choice.wanted[one.id], choice.acuan, codes))
    return turns


def _own(codes: Codes) -> Row:
    return {"source": Source.CUSTOM.value, "analysis_id": None, "kode": codes.custom()}


def _available(one: SourceChange, place: int, row: Row, choice: Choice, findings: Findings) -> bool:
    """An analysis is offered while its edition is published; the one a row already has can always be gone back to."""
    analysis_id = choice.wanted.get(one.id)
    if analysis_id is None:
        findings.refuse("pekerjaan", one.id, "analysis_id", place, _("Pilih dulu analisa AHSP dari katalog."))
        return False
    if analysis_id not in choice.acuan.offered and analysis_id != row["analysis_id"]:
        reason = _("Analisa ini tidak ada di katalog yang terbit.")
        findings.refuse("pekerjaan", one.id, "analysis_id", place, reason)
        return False
    return True


def turn_of(one: SourceChange, row: Row, analysis_id: int, acuan: AcuanSet, codes: Codes) -> Turn:
    """The change to AHSP or modified AHSP of a row as it is stored."""
    head = acuan.heads[analysis_id]
    same = row["analysis_id"] == analysis_id
    if same and one.before == Source.REF and one.after == Source.REF_MODIFIED:
        return Turn(one.id, {"source": one.after, "kode": codes.modified(head.kode)}, None, volume_goes=False)
    kode = head.kode
    if one.after == Source.REF_MODIFIED:
        kode = str(row["kode"]) if same and one.before == one.after else codes.modified(head.kode)
    columns: Row = {
        "source": one.after,
        "analysis_id": analysis_id,
        "kode": kode,
        "uraian": head.uraian,
        "satuan": head.satuan,
        "langsung": False,
        "harga_langsung": None,
        "sumber_harga": "",
    }
    return Turn(one.id, columns, analysis_id, volume_goes=unit_changes(str(row["satuan"]), head.satuan))


def copies_of(turns: Iterable[Turn], first_row: int = 1) -> list[Copy]:
    """The analyses that are copied anew."""
    return [Copy(turn.id, turn.copies, row) for row, turn in enumerate(turns, first_row) if turn.copies is not None]


def hosts_of_empty(turns: Sequence[Turn], contents: Contents, acuan: AcuanSet, findings: Findings) -> None:
    """Refuse to empty an analysis that others bundle."""
    bundled = {target for targets in contents.hosts.values() for target in targets}
    for place, turn in enumerate(turns, 1):
        if turn.copies is not None and turn.id in bundled and not acuan.komponen[turn.copies]:
            reason = _("Analisa ini tidak punya komponen, sedangkan baris ini dipakai sebagai bundel.")
            findings.refuse("pekerjaan", turn.id, "analysis_id", place, reason)


def turns_write(write: Write, turns: Sequence[Turn], contents: Contents) -> None:
    """Set the columns and remove what goes; the new komponen are inserted with those of added rows."""
    if not turns:
        return
    write.update(Pekerjaan, {turn.id: turn.columns for turn in turns})
    emptied = {turn.id for turn in turns if turn.copies is not None}
    unmeasured = {turn.id for turn in turns if turn.volume_goes}
    rows_delete(write, Komponen, _rows(contents.komponen, emptied))
    rows_delete(write, BarisVolume, _rows(contents.baris_volume, unmeasured))
    rows_delete(write, Volume, _rows(contents.volume, unmeasured))


def _rows(by_pekerjaan: Mapping[int, list[int]], pekerjaan_ids: Collection[int]) -> list[int]:
    return [row for pekerjaan_id, rows in by_pekerjaan.items() if pekerjaan_id in pekerjaan_ids for row in rows]
