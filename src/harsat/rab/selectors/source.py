"""What a pekerjaan would lose and gain by another source, told before it is done."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.selectors import AcuanKomponen, AnalysisHead, analysis_get
from harsat.catalogue.units import unit_changes
from harsat.engine.analisa import target_names
from harsat.engine.bundel import bundel_hosts
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import id_text
from harsat.engine.snapshot import Komponen, Snapshot
from harsat.kernel.errors import NotFound, Refused
from harsat.rab.models import BarisVolume, Pekerjaan, Source


class KomponenDiff(NamedTuple):
    """One line that differs: `before` or `after` is None where the line is only on the other side."""

    kode: str
    uraian: str
    satuan: str
    before: Decimal | None
    after: Decimal | None


class SourcePreview(NamedTuple):
    """The effect of a source change. `lost` are sentences; `hosts` are codes of pekerjaan whose price follows."""

    pekerjaan_id: int
    source: str
    analysis_id: int | None
    kode: str
    uraian: str
    satuan: str
    komponen: list[KomponenDiff]
    volume_goes: bool
    lost: list[str]
    hosts: list[str]


def source_preview(
    project_id: int, estimate: Estimate, pekerjaan_id: int, *, source: str, analysis_id: int | None
) -> SourcePreview:
    """Compare a pekerjaan with what it would become. At most five queries.

    Raises:
        NotFound: no such pekerjaan in the project, or no such analysis.
        Refused: a source that is not one, or an AHSP without analysis.
    """
    row = Pekerjaan.objects.filter(project_id=project_id, id=pekerjaan_id).first()
    if row is None:
        raise NotFound
    if source not in Source.values:
        raise Refused(_("Sumber tidak dikenal."), code="source_unknown")
    hosts = _hosts(estimate.snapshot, pekerjaan_id)
    if source == Source.CUSTOM:
        return _to_own(row, hosts)
    wanted = analysis_id or row.analysis_id
    if wanted is None:
        raise Refused(_("Pilih dulu analisa AHSP dari katalog."), code="analysis_missing")
    detail = analysis_get(wanted)
    if row.source == Source.REF and source == Source.REF_MODIFIED and wanted == row.analysis_id:
        return _kept(row, source, wanted, hosts)
    diff = list(_differences(estimate.snapshot, pekerjaan_id, detail.komponen))
    goes = unit_changes(row.satuan, detail.head.satuan)
    lost = list(_lost(estimate, row, detail.head, diff, volume_goes=goes))
    return SourcePreview(
        pekerjaan_id,
        source,
        wanted,
        detail.head.kode,
        detail.head.uraian,
        detail.head.satuan,
        diff,
        goes and pekerjaan_id in estimate.snapshot.volume,
        lost,
        hosts,
    )


def _to_own(row: Pekerjaan, hosts: list[str]) -> SourcePreview:
    lost = [] if row.analysis_id is None else [_("Tautan ke katalog AHSP; komponen dan volume tetap.")]
    return SourcePreview(row.pk, Source.CUSTOM, None, "", row.uraian, row.satuan, [], False, lost, hosts)  # noqa: FBT003


def _kept(row: Pekerjaan, source: str, analysis_id: int, hosts: list[str]) -> SourcePreview:
    return SourcePreview(row.pk, source, analysis_id, row.kode, row.uraian, row.satuan, [], False, [], hosts)  # noqa: FBT003


def _hosts(snapshot: Snapshot, pekerjaan_id: int) -> list[str]:
    hosts = bundel_hosts(snapshot, pekerjaan_id)
    return [f"{row.kode} {row.uraian}" for row in snapshot.pekerjaan if row.id in hosts]


_LineKey = tuple[str, str]


def _differences(snapshot: Snapshot, pekerjaan_id: int, acuan: Iterable[AcuanKomponen]) -> Iterable[KomponenDiff]:
    """Lines that differ from the reference, lines of one code and unit added together."""
    mine = _summed(_own_line(snapshot, row) for row in snapshot.komponen.get(pekerjaan_id, ()))
    theirs = _summed((row.kode, row.uraian, row.satuan, row.koefisien) for row in acuan)
    for key in {**mine, **theirs}:
        before, after = mine.get(key), theirs.get(key)
        if (before and before[1]) != (after and after[1]):
            uraian = (before or after or ("", None))[0]
            yield KomponenDiff(key[0], uraian, key[1], before[1] if before else None, after[1] if after else None)


def _own_line(snapshot: Snapshot, row: Komponen) -> tuple[str, str, str, Decimal]:
    if row.harga_item_id is not None:
        item = snapshot.harga[row.harga_item_id]
        return item.kode, item.uraian, item.satuan, row.koefisien
    return (*target_names(row, snapshot), row.koefisien)


def _summed(lines: Iterable[tuple[str, str, str, Decimal]]) -> dict[_LineKey, tuple[str, Decimal]]:
    found: dict[_LineKey, tuple[str, Decimal]] = {}
    for kode, uraian, satuan, koefisien in lines:
        known = found.get((kode, satuan), (uraian, Decimal(0)))
        found[kode, satuan] = (known[0], known[1] + koefisien)
    return found


def _lost(
    estimate: Estimate, row: Pekerjaan, head: AnalysisHead, diff: list[KomponenDiff], *, volume_goes: bool
) -> Iterable[str]:
    own = [line for line in diff if line.before is not None]
    if own:
        yield _("%(count)d komponen yang berbeda dari acuan.") % {"count": len(own)}
    if row.uraian != head.uraian:
        yield _("Uraian “%(uraian)s”.") % {"uraian": row.uraian}
    if row.langsung:
        yield _("Harga langsung %(harga)s.") % {"harga": _rupiah(row.harga_langsung)}
    volume = estimate.snapshot.volume.get(row.pk)
    if not volume_goes or volume is None:
        return
    lines = BarisVolume.objects.filter(project_id=row.project_id, pekerjaan_id=row.pk).count()
    text = {"volume": id_text(volume, 4, trim=True), "satuan": row.satuan, "baru": head.satuan, "baris": lines}
    yield _("Volume %(volume)s %(satuan)s, sebab satuannya menjadi %(baru)s.") % text
    if lines:
        yield _("%(baris)d baris lembar ukur.") % text


def _rupiah(harga: Decimal | None) -> str:
    return _("belum ada") if harga is None else id_text(harga, 2)
