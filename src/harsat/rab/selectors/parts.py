"""The parts of a project as the engine reads them, each cached under its own mark: a price edit reloads prices only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import F

from harsat.catalogue.selectors import AcuanKomponen, analysis_heads, analysis_komponen
from harsat.engine import snapshot as engine
from harsat.engine.ppn import ppn_rate
from harsat.kernel.cache import ByteBoundCache
from harsat.rab import models

T = TypeVar("T")

PARTS_CACHE: ByteBoundCache[Any] = ByteBoundCache(96 * 1024 * 1024)


class Struktur(NamedTuple):
    """The work breakdown in printing order."""

    klasifikasi: tuple[engine.Klasifikasi, ...]
    sub_klasifikasi: tuple[engine.SubKlasifikasi, ...]
    pekerjaan: tuple[engine.Pekerjaan, ...]


class AnalisaPart(NamedTuple):
    """Komponen by pekerjaan, and the catalogue analyses that bundles point at, with all they nest."""

    komponen: Mapping[int, tuple[engine.Komponen, ...]]
    acuan: Mapping[int, AcuanRows]


class AcuanRows(NamedTuple):
    """A catalogue analysis before its resources have found their prices in the project."""

    id: int
    kode: str
    uraian: str
    satuan: str
    komponen: tuple[AcuanKomponen, ...]


class HargaPart(NamedTuple):
    """The price list, and the way from code and unit to the item."""

    items: Mapping[int, engine.HargaItem]
    by_code: Mapping[tuple[str, str], int]


def part_get(project_id: int, part: str, mark: str, read: Callable[[int], tuple[T, int]]) -> T:
    """The part under its mark; `read` returns it with its size in bytes."""
    found: T = PARTS_CACHE.get_or_make((project_id, part, mark), lambda: read(project_id))
    return found


def proyek_read(project_id: int) -> tuple[engine.Pricing, int]:
    """Pricing with the PPN rate of the project's document date: an estimate asks no clock. One query."""
    policy = (
        models.PricingPolicy.objects.filter(project_id=project_id)
        .annotate(pagu=F("project__pagu"), tanggal=F("project__tanggal_dokumen"))
        .values()
        .get()
    )
    pricing = engine.Pricing(
        buk_persen=policy["buk_persen"],
        ppn=_ppn(policy),
        rounding=engine.RoundingPolicy(policy["rounding"]),
        bulatkan_baris=policy["bulatkan_baris"],
        pembulatan_satuan=policy["pembulatan_satuan"],
        pembulatan_cara=engine.PembulatanCara(policy["pembulatan_cara"]),
        pagu=policy["pagu"],
    )
    return pricing, 1_000


def _ppn(policy: Mapping[str, Any]) -> engine.PpnRate:
    if policy["ppn_persen"] is None:
        return ppn_rate(policy["tanggal"].isoformat())
    return engine.PpnRate(policy["ppn_persen"], policy["ppn_pembilang"], policy["ppn_penyebut"], policy["ppn_alasan"])


def struktur_read(project_id: int) -> tuple[Struktur, int]:
    """The tree in printing order, siblings by (order, id). Three queries."""
    klasifikasi = [
        engine.Klasifikasi._make(row)
        for row in models.Klasifikasi.objects.filter(project_id=project_id)
        .order_by("order", "id")
        .values_list("id", "nama")
    ]
    place = {row.id: position for position, row in enumerate(klasifikasi)}
    sub = [
        engine.SubKlasifikasi._make(row)
        for row in models.SubKlasifikasi.objects.filter(project_id=project_id)
        .order_by("order", "id")
        .values_list("id", "klasifikasi_id", "nama")
    ]
    sub.sort(key=lambda row: place[row.klasifikasi_id])
    sub_place = {row.id: position for position, row in enumerate(sub)}
    pekerjaan = [_pekerjaan(row) for row in _pekerjaan_rows(project_id)]
    pekerjaan.sort(key=lambda row: sub_place[row.sub_klasifikasi_id])
    return Struktur(tuple(klasifikasi), tuple(sub), tuple(pekerjaan)), 2_000 + 700 * len(pekerjaan)


def _pekerjaan_rows(project_id: int) -> Iterable[tuple[Any, ...]]:
    return (
        models.Pekerjaan.objects.filter(project_id=project_id)
        .order_by("order", "id")
        .values_list(*engine.Pekerjaan._fields)
    )


def _pekerjaan(row: tuple[Any, ...]) -> engine.Pekerjaan:
    made = engine.Pekerjaan._make(row)
    return made._replace(status=engine.StatusItem(made.status))


def analisa_read(project_id: int) -> tuple[AnalisaPart, int]:
    """All komponen of the project grouped by pekerjaan, with the catalogue analyses they need. One query and a few.

    Raw, for this is the one part of a hundred thousand rows, and the ORM reads decimals of SQLite thrice as slowly.
    """
    kinds = {kind.value: kind for kind in engine.Kategori}
    exact = _decimal_of_sqlite if connection.vendor == "sqlite" else Decimal
    grouped: dict[int, list[engine.Komponen]] = defaultdict(list)
    targets: set[int] = set()
    with connection.cursor() as cursor:
        cursor.execute(_KOMPONEN, [project_id])
        rows = cursor.fetchall()
    for pekerjaan_id, komponen_id, kategori, koefisien, *points in rows:
        grouped[pekerjaan_id].append(engine.Komponen._make((komponen_id, kinds[kategori], exact(koefisien), *points)))
        if points[-1] is not None:
            targets.add(points[-1])
    part = AnalisaPart({key: tuple(found) for key, found in grouped.items()}, _acuan(targets))
    return part, 2_000 + 260 * len(rows)


_KOMPONEN = (
    "SELECT pekerjaan_id, id, kategori, koefisien, harga_item_id, target_pekerjaan_id, target_analysis_id"
    ' FROM rab_komponen WHERE project_id = %s ORDER BY pekerjaan_id, "order", id'
)


def _decimal_of_sqlite(stored: float) -> Decimal:
    """SQLite holds a koefisien as an integer or a double of at most 15 digits: printed at six decimals it is exact."""
    return Decimal(f"{stored:.6f}")


def _acuan(targets: set[int]) -> dict[int, AcuanRows]:
    if not targets:
        return {}
    komponen = analysis_komponen(targets)
    heads = analysis_heads(komponen)
    return {
        found: AcuanRows(found, heads[found].kode, heads[found].uraian, heads[found].satuan, rows)
        for found, rows in komponen.items()
    }


def harga_read(project_id: int) -> tuple[HargaPart, int]:
    """The price list, ordered by id. One query."""
    items = {
        row[0]: engine.HargaItem(row[0], engine.Kategori(row[1]), *row[2:])
        for row in models.HargaItem.objects.filter(project_id=project_id)
        .order_by("id")
        .values_list(*engine.HargaItem._fields)
    }
    by_code = {(item.kode, item.satuan): item.id for item in items.values()}
    return HargaPart(items, by_code), 2_000 + 600 * len(items)


def volume_read(project_id: int) -> tuple[Mapping[int, Decimal], int]:
    """Known volumes by pekerjaan. One query."""
    rows = models.Volume.objects.filter(project_id=project_id).values_list("pekerjaan_id", "nilai")
    volume = {pekerjaan_id: nilai for pekerjaan_id, nilai in rows if nilai is not None}
    return volume, 1_000 + 200 * len(volume)
