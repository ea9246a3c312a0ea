"""Newer versions of references taken into a project: one change for all that are chosen, one undo for all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from harsat.catalogue.selectors import analysis_heads
from harsat.catalogue.units import unit_changes
from harsat.engine.bundel_check import bundel_check_all
from harsat.engine.errors import EngineError
from harsat.kernel.errors import CellConflicts, Refused
from harsat.kernel.ids import ids_possible
from harsat.ledger.canonical import Row
from harsat.ledger.write import Answer, Receipt, Write, project_write
from harsat.projects.access import Access
from harsat.rab.models import Komponen, Pekerjaan, Source
from harsat.rab.outline import Outline
from harsat.rab.selectors.acuan_offers import Cara, Jenis, newest_of
from harsat.rab.selectors.outline import Contents, contents_read
from harsat.rab.services.acuan_copy import AcuanSet, Copy, acuan_load, items_insert, items_plan, komponen_insert
from harsat.rab.services.bundel import bundel_graph, refused_of
from harsat.rab.services.codes import Codes
from harsat.rab.services.source import Turn, hosts_of_empty, turn_of, turns_write
from harsat.rab.services.struktur_command import Findings, SourceChange


class AcuanTake(NamedTuple):
    """An offer as the writer saw it: the version it pointed at, the newer one, and how it was to be taken."""

    jenis: Jenis
    id: int
    before: int
    after: int
    cara: Cara


@dataclass(frozen=True, slots=True)
class _Stored:
    """The rows that takes are about, as they are under the lock."""

    pekerjaan: Mapping[int, Row]
    komponen: Mapping[int, Row]

    def host(self, take: AcuanTake) -> Row | None:
        """The pekerjaan a take belongs to, None where it or the bundel row is gone."""
        if take.jenis is Jenis.PEKERJAAN:
            return self.pekerjaan.get(take.id)
        row = self.komponen.get(take.id)
        return self.pekerjaan.get(int(str(row["pekerjaan_id"]))) if row else None

    def version(self, take: AcuanTake) -> int | None:
        """The version a take's row points at now."""
        row = self.pekerjaan.get(take.id) if take.jenis is Jenis.PEKERJAAN else self.komponen.get(take.id)
        now = row and row["analysis_id" if take.jenis is Jenis.PEKERJAAN else "target_analysis_id"]
        return None if now is None else int(str(now))


def acuan_updates_apply(
    *, access: Access, takes: Sequence[AcuanTake], request_key: UUID, request_hash: bytes
) -> Receipt:
    """Take newer versions, wholly or not at all; resources that the project lacks come in without a price.

    The versions are read before the lock: four statements, one more a depth of nesting. Twelve under it for references,
    up to 500 rows a table; bundels need up to six more, new resources and a lost volume their own.

    Raises:
        CellConflicts: rows that are gone, point elsewhere, have another source, or were offered a newer version since.
        CellRefusals: editions that were retired, bundels of another satuan, resources whose kategori clashes.
        Refused: `command_invalid` for a row named twice; the bundel_* codes with their path.
    """
    if len({(take.jenis, take.id) for take in takes}) != len(takes):
        raise Refused(_("Satu baris hanya dapat disebut sekali."), code="command_invalid")
    newest = newest_of(ids_possible(take.before for take in takes))
    acuan = acuan_load({take.after for take in takes})

    def body(write: Write) -> Answer:
        return _taken(write, takes, newest, acuan)

    return project_write(
        access=access,
        action="acuan_updates_apply",
        page="list-pekerjaan",
        request_key=request_key,
        request_hash=request_hash,
        body=body,
    )


def _taken(write: Write, takes: Sequence[AcuanTake], newest: Mapping[int, int], acuan: AcuanSet) -> Answer:
    findings = Findings()
    stored = _stored(write, takes)
    judged = [take for row, take in enumerate(takes, 1) if _judged(row, take, stored, newest, findings)]
    if findings.conflicts:
        raise CellConflicts(findings.conflicts, _("Acuannya sudah berubah sejak ditampilkan; tinjau lagi lalu ulangi."))
    _units_refuse(judged, acuan, findings)
    copied = [take for take in judged if take.jenis is Jenis.PEKERJAAN and take.cara is Cara.PAKAI]
    turns = [_turn(take, stored, acuan) for take in copied]
    contents = contents_read(write.project_id, [turn.id for turn in turns]) if turns else Contents()
    hosts_of_empty(turns, contents, acuan, findings)
    plan = items_plan(write, acuan, _copies(judged), findings)
    findings.raise_any()

    linked = [Turn(take.id, {"analysis_id": take.after}, None, volume_goes=False) for take in _linked(judged)]
    turns_write(write, [*turns, *linked], contents)
    bundels: dict[int, Row] = {
        take.id: {"target_analysis_id": take.after} for take in judged if take.jenis is Jenis.BUNDEL
    }
    if bundels:
        write.update(Komponen, bundels, known=stored.komponen)
    items_insert(write, plan)
    komponen_insert(write, acuan, plan, [(take.id, take.after) for take in copied])
    if bundels or contents.hosts or any(_nests(acuan, take) for take in copied):
        _bundels_check(write)
    return {"changed": _changed(write)}


def _stored(write: Write, takes: Sequence[AcuanTake]) -> _Stored:
    rows = [take.id for take in takes if take.jenis is Jenis.BUNDEL]
    komponen = write.rows(Komponen, ids_possible(rows)) if rows else {}
    hosts = {int(str(row["pekerjaan_id"])) for row in komponen.values()}
    works = hosts | {take.id for take in takes if take.jenis is Jenis.PEKERJAAN}
    return _Stored(write.rows(Pekerjaan, ids_possible(works)), komponen)


def _judged(row: int, take: AcuanTake, stored: _Stored, newest: Mapping[int, int], findings: Findings) -> bool:
    """Whether there is something to do: what points at the newer version already is done, not a conflict."""
    host, now = stored.host(take), stored.version(take)
    if host is None or now is None:
        _conflict(take, None, _("dihapus"), findings)
    elif now == take.after:
        return False
    elif now != take.before:
        _conflict(take, now, _("sudah memakai versi lain"), findings)
    elif not _fits(take, str(host["source"])):
        _conflict(take, host["source"], _("sumbernya sudah diubah"), findings)
    elif take.before not in newest:
        findings.refuse("pekerjaan", _ref(take), "analysis_id", row, _("Edisi acuan ini tidak terbit lagi."))
    elif newest[take.before] != take.after:
        _conflict(take, newest[take.before], _("versi yang lebih baru lagi sudah terbit"), findings)
    return True


def _fits(take: AcuanTake, source: str) -> bool:
    """A reference takes the lines, a modification the link; a bundel turns in any analysis that may be edited."""
    if take.jenis is Jenis.BUNDEL:
        return source != Source.REF and take.cara is Cara.PAKAI
    return source == (Source.REF if take.cara is Cara.PAKAI else Source.REF_MODIFIED)


def _conflict(take: AcuanTake, now: object, reason: str, findings: Findings) -> None:
    findings.conflict("pekerjaan", _ref(take), "analysis_id", now=now, to=take.after, reason=reason)


def _ref(take: AcuanTake) -> str:
    """p41 or b97: ids of the two tables overlap."""
    return f"{take.jenis.value[0]}{take.id}"


def _units_refuse(takes: Sequence[AcuanTake], acuan: AcuanSet, findings: Findings) -> None:
    """A koefisien per m3 is not one per m2. One statement, and only where bundels turn."""
    bundels = [(row, take) for row, take in enumerate(takes, 1) if take.jenis is Jenis.BUNDEL]
    heads = analysis_heads({take.before for _row, take in bundels}) if bundels else {}
    for row, take in bundels:
        if unit_changes(heads[take.before].satuan, acuan.heads[take.after].satuan):
            reason = _("Satuannya berubah; koefisien bundel ini harus ditentukan lagi.")
            findings.refuse("pekerjaan", _ref(take), "target_analysis_id", row, reason)


def _turn(take: AcuanTake, stored: _Stored, acuan: AcuanSet) -> Turn:
    change = SourceChange(take.id, Source.REF, Source.REF, take.after)
    return turn_of(change, stored.pekerjaan[take.id], take.after, acuan, Codes(Outline(), ()))


def _copies(takes: Sequence[AcuanTake]) -> list[Copy]:
    """The versions whose resources must have a price item: all but those that are only linked."""
    return [Copy(_ref(take), take.after, row) for row, take in enumerate(takes, 1) if take.cara is Cara.PAKAI]


def _linked(takes: Sequence[AcuanTake]) -> list[AcuanTake]:
    return [take for take in takes if take.jenis is Jenis.PEKERJAAN and take.cara is Cara.TAUTKAN]


def _nests(acuan: AcuanSet, take: AcuanTake) -> bool:
    return any(line.target_analysis_id is not None for line in acuan.komponen[take.after])


def _bundels_check(write: Write) -> None:
    """No bundel that opens into nothing, or into more lines than an analysis may have."""
    try:
        bundel_check_all(bundel_graph(write).nodes)
    except EngineError as error:
        raise refused_of(error) from error


def _changed(write: Write) -> dict[str, list[int]]:
    """The pekerjaan, and the bundel rows that were turned; lines copied anew are told by their pekerjaan."""
    changed: dict[str, list[int]] = {"pekerjaan": [], "komponen": []}
    for op in write.net.list():
        if op.table in changed and op.kind == "u":
            changed[op.table].append(op.id)
    return {table: ids for table, ids in changed.items() if ids}
