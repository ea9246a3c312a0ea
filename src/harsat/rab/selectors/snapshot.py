"""The engine's input: marks and parts of one moment, parts from the cache where their mark is known."""

from __future__ import annotations

from collections.abc import Mapping

from harsat.catalogue.selectors import AcuanKomponen
from harsat.engine.snapshot import Acuan, HargaItem, Komponen, Snapshot
from harsat.ledger.marks import Marks, marks_get
from harsat.ledger.snapshot_read import read_snapshot
from harsat.rab.selectors import parts
from harsat.rab.selectors.parts import AcuanRows, HargaPart, part_get


def snapshot_current(project_id: int) -> Snapshot:
    """The project as of this moment. Seven queries with cold parts, two with a changed price, one with nothing new."""
    with read_snapshot():
        return snapshot_of(project_id, marks_get(project_id))


def snapshot_of(project_id: int, marks: Marks) -> Snapshot:
    """The snapshot at marks that were read inside the same read snapshot."""
    pricing = part_get(project_id, "proyek", marks.parts["proyek"], parts.proyek_read)
    struktur = part_get(project_id, "struktur", marks.parts["struktur"], parts.struktur_read)
    analisa = part_get(project_id, "analisa", marks.parts["analisa"], parts.analisa_read)
    harga = part_get(project_id, "harga", marks.parts["harga"], parts.harga_read)
    volume = part_get(project_id, "volume", marks.parts["volume"], parts.volume_read)
    acuan, unpriced = _acuan_with_prices(analisa.acuan, harga)
    return Snapshot(
        mark=marks.mark,
        pricing=pricing,
        klasifikasi=struktur.klasifikasi,
        sub_klasifikasi=struktur.sub_klasifikasi,
        pekerjaan=struktur.pekerjaan,
        komponen=analisa.komponen,
        acuan=acuan,
        harga={**harga.items, **unpriced} if unpriced else harga.items,
        volume=volume,
    )


def _acuan_with_prices(
    rows: Mapping[int, AcuanRows], harga: HargaPart
) -> tuple[dict[int, Acuan], dict[int, HargaItem]]:
    """Point the resources of catalogue analyses at the project's items.

    A resource that the project lacks becomes an item without price under a negative id, so that it shows as missing.
    """
    acuan: dict[int, Acuan] = {}
    unpriced: dict[int, HargaItem] = {}
    for found in rows.values():
        komponen = tuple(komponen_priced(row, harga.by_code, unpriced) for row in found.komponen)
        acuan[found.id] = Acuan(found.id, found.kode, found.uraian, found.satuan, komponen)
    return acuan, unpriced


def komponen_priced(
    row: AcuanKomponen, by_code: Mapping[tuple[str, str], int], unpriced: dict[int, HargaItem]
) -> Komponen:
    """A catalogue line at the project's item of its code and unit; one that is lacking goes into `unpriced`."""
    if row.target_analysis_id is not None:
        return Komponen(row.id, row.kategori, row.koefisien, None, None, row.target_analysis_id)
    item_id = by_code.get((row.kode, row.satuan), -row.id)
    if item_id < 0:
        unpriced.setdefault(item_id, HargaItem(item_id, row.kategori, row.kode, row.uraian, row.satuan, None))
    return Komponen(row.id, row.kategori, row.koefisien, item_id, None, None)
