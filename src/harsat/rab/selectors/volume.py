"""The rows of the page Volume: the tree with every volume and how it came about, take-off sheets, and parameters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count

from harsat.engine.estimate import Estimate
from harsat.engine.formula import formula_parse
from harsat.engine.penomoran import numbering, numbers_full, struktur_tree
from harsat.engine.snapshot import Pekerjaan
from harsat.engine.volume import BarisVolume as Baris
from harsat.engine.volume import baris_jumlah, baris_measured
from harsat.rab.models import BarisVolume, JenisVolume, Parameter, Volume
from harsat.rab.services.volume_text import formula_clean


class VolumeRow(NamedTuple):
    """A line of the tree. Only a pekerjaan has figures; `volume` and `jumlah` None are "belum ada".

    `formula` is the text as typed, after "="; `baris` counts the lines of its sheet.
    """

    key: str
    table: str
    id: int
    level: int
    parent: str | None
    no: str
    uraian: str
    satuan: str = ""
    jenis: str = ""
    volume: Decimal | None = None
    formula: str | None = None
    harga_satuan: Decimal | None = None
    jumlah: Decimal | None = None
    baris: int = 0
    dijumlah: bool = True


class StoredVolume(NamedTuple):
    """How the volume of a pekerjaan came about."""

    jenis: str
    nilai: Decimal | None
    formula: str


NO_VOLUME = StoredVolume(JenisVolume.ANGKA.value, None, "")


class SheetLine(NamedTuple):
    """A measured line; `jumlah` is exact and negative for a deduction, None for a heading without figures."""

    id: int
    uraian: str
    n: Decimal | None
    p: Decimal | None
    l: Decimal | None  # noqa: E741  the form's letter
    t: Decimal | None
    faktor: Decimal | None
    pengurang: bool
    jumlah: Decimal | None


class ParameterRow(NamedTuple):
    """A parameter; `formula` is a number in machine form or a formula after "=".

    `dipakai` counts volumes that depend on it, through other parameters as well, `dipakai_parameter` parameters that
    name it.
    """

    id: int
    nama: str
    label: str
    satuan: str
    formula: str
    nilai: Decimal
    dipakai: int
    dipakai_parameter: int


# ------------------------------------------------------------------------------------------------- the tree


def volume_rows(project_id: int, estimate: Estimate) -> list[VolumeRow]:
    """The tree in printing order. Two queries."""
    stored = _volumes(project_id)
    counts = dict(
        BarisVolume.objects.filter(project_id=project_id)
        .order_by()
        .values_list("pekerjaan_id")
        .annotate(Count("id"))
        .values_list("pekerjaan_id", "id__count")
    )
    return list(_tree(estimate, stored, counts))


def _volumes(project_id: int) -> dict[int, StoredVolume]:
    found = Volume.objects.filter(project_id=project_id).values_list("pekerjaan_id", *StoredVolume._fields)
    return {row[0]: StoredVolume._make(row[1:]) for row in found}


def _tree(estimate: Estimate, stored: Mapping[int, StoredVolume], counts: Mapping[int, int]) -> Iterator[VolumeRow]:
    numbers = numbering(estimate.snapshot)
    for top, parts in struktur_tree(estimate.snapshot):
        above = f"klasifikasi:{top.id}"
        yield VolumeRow(above, "klasifikasi", top.id, 1, None, numbers.klasifikasi[top.id], top.nama)
        for sub, works in parts:
            key, no = f"sub_klasifikasi:{sub.id}", numbers.sub_klasifikasi[sub.id]
            yield VolumeRow(key, "sub_klasifikasi", sub.id, 2, above, no, sub.nama)
            for work in works:
                volume = stored.get(work.id, NO_VOLUME)
                yield _pekerjaan(estimate, work, numbers.pekerjaan[work.id], volume, counts.get(work.id, 0))


def _pekerjaan(estimate: Estimate, row: Pekerjaan, no: str, volume: StoredVolume, baris: int) -> VolumeRow:
    priced = estimate.rab[row.id]
    return VolumeRow(
        key=f"pekerjaan:{row.id}",
        table="pekerjaan",
        id=row.id,
        level=3,
        parent=f"sub_klasifikasi:{row.sub_klasifikasi_id}",
        no=no,
        uraian=row.uraian,
        satuan=row.satuan,
        jenis=volume.jenis,
        volume=volume.nilai,
        formula=formula_clean(volume.formula) if volume.formula else None,
        harga_satuan=priced.harga_satuan,
        jumlah=priced.jumlah,
        baris=baris,
        dijumlah=priced.dijumlah,
    )


def pekerjaan_labels(estimate: Estimate) -> dict[int, str]:
    """How messages call a pekerjaan: "II.A.2 Urukan kembali galian tanah"."""
    places = numbers_full(estimate.snapshot)
    return {row.id: f"{places[row.id]} {row.uraian}" for row in estimate.snapshot.pekerjaan}


# ------------------------------------------------------------------------------------------------- the sheet


def volume_stored(project_id: int, pekerjaan_id: int) -> StoredVolume:
    """The volume of one pekerjaan as it came about. One query."""
    found = Volume.objects.filter(project_id=project_id, pekerjaan_id=pekerjaan_id).values_list(*StoredVolume._fields)
    row = found.first()
    return StoredVolume._make(row) if row else NO_VOLUME


def sheet_lines(project_id: int, pekerjaan_id: int) -> list[SheetLine]:
    """The measured lines of one pekerjaan in order, each with its exact jumlah. One query."""
    columns = ("uraian", "n", "p", "l", "t", "faktor", "pengurang")
    found = (
        BarisVolume.objects.filter(project_id=project_id, pekerjaan_id=pekerjaan_id)
        .order_by("order", "id")
        .values_list("id", *columns)
    )
    return [_line(row[0], Baris._make(row[1:])) for row in found]


def _line(line_id: int, baris: Baris) -> SheetLine:
    jumlah = baris_jumlah(baris) if baris_measured(baris) else None
    return SheetLine(line_id, *baris, jumlah)


# ------------------------------------------------------------------------------------------------- parameters


def parameter_values(project_id: int) -> dict[str, Decimal]:
    """Value by name, in the order of the list. One query."""
    return dict(Parameter.objects.filter(project_id=project_id).order_by("order", "id").values_list("nama", "nilai"))


def parameter_rows(project_id: int) -> list[ParameterRow]:
    """The list with its uses. Two queries."""
    found = Parameter.objects.filter(project_id=project_id).order_by("order", "id")
    rows = [ParameterRow._make((*row, 0, 0)) for row in found.values_list(*ParameterRow._fields[:-2])]
    uses = {row.nama: set(formula_parse(row.formula).names) for row in rows}
    volumes = Volume.objects.filter(project_id=project_id, jenis=JenisVolume.FORMULA).values_list("formula", flat=True)
    by_volume: Counter[str] = Counter()
    for formula in volumes:
        by_volume.update(_reached(formula_parse(formula).names, uses))
    by_parameter = Counter(name for names in uses.values() for name in names)
    return [row._replace(dipakai=by_volume[row.nama], dipakai_parameter=by_parameter[row.nama]) for row in rows]


def _reached(names: tuple[str, ...], uses: Mapping[str, set[str]]) -> set[str]:
    """The parameters behind these names, through as many definitions as it takes."""
    reached: set[str] = set()
    waiting = [name for name in names if name in uses]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [used for used in uses[name] if used in uses]
    return reached
