"""The rows of the List Pekerjaan: the tree in printing order, numbered, with what each pekerjaan still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from harsat.engine import snapshot as engine
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import engine_context
from harsat.engine.penomoran import numbering, struktur_tree
from harsat.rab.models import Pekerjaan, Source
from harsat.rab.outline import Table

Tingkat = Literal["penuh", "sebagian", "kosong"]


class Lengkap(NamedTuple):
    """How far a pekerjaan is, part by part."""

    analisa: Tingkat
    volume: Tingkat
    harga: Tingkat


class StrukturRow(NamedTuple):
    """One line; what only a pekerjaan has is None in a klasifikasi or sub-klasifikasi.

    `komponen` counts the rows of the analysis, in the upper levels the pekerjaan inside; `jumlah` of the upper levels
    is the sum of the known. `edition` names the catalogue edition of an AHSP.
    """

    key: str
    table: Table
    id: int
    level: int
    parent: str | None
    no: str
    uraian: str
    komponen: int
    jumlah: Decimal | None
    source: str | None = None
    edition: str | None = None
    analysis_id: int | None = None
    kode: str | None = None
    satuan: str | None = None
    status: str | None = None
    mata_pembayaran: str | None = None
    kena_ppn: bool | None = None
    langsung: bool | None = None
    harga_langsung: Decimal | None = None
    sumber_harga: str | None = None
    buk_persen: Decimal | None = None
    catatan: str | None = None
    lengkap: Lengkap | None = None


class _Extra(NamedTuple):
    """Columns of a pekerjaan that no sum needs."""

    source: str
    sumber_harga: str
    catatan: str
    analysis_id: int | None
    edition: str | None


_NOTHING = _Extra(Source.CUSTOM.value, "", "", None, None)


def struktur_rows(project_id: int, estimate: Estimate) -> list[StrukturRow]:
    """The outline from top to bottom. One query beside the estimate."""
    rows = Pekerjaan.objects.filter(project_id=project_id).values_list(
        "id", "source", "sumber_harga", "catatan", "analysis_id", "analysis__edition__name"
    )
    extra = {row[0]: _Extra(*row[1:]) for row in rows}
    return list(_walk(estimate, extra))


def _walk(estimate: Estimate, extra: dict[int, _Extra]) -> Iterator[StrukturRow]:
    snapshot, numbers, rekap = estimate.snapshot, numbering(estimate.snapshot), estimate.rekap
    for top, parts in struktur_tree(snapshot):
        inside = sum(len(works) for _sub, works in parts)
        no, jumlah = numbers.klasifikasi[top.id], rekap.klasifikasi[top.id].jumlah
        yield StrukturRow(f"k{top.id}", "klasifikasi", top.id, 1, None, no, top.nama, inside, jumlah)
        for sub, works in parts:
            no, jumlah = numbers.sub_klasifikasi[sub.id], rekap.sub_klasifikasi[sub.id].jumlah
            key, above = f"s{sub.id}", f"k{top.id}"
            yield StrukturRow(key, "sub_klasifikasi", sub.id, 2, above, no, sub.nama, len(works), jumlah)
            for work in works:
                yield _pekerjaan(estimate, work, numbers.pekerjaan[work.id], extra.get(work.id, _NOTHING))


def _pekerjaan(estimate: Estimate, row: engine.Pekerjaan, no: str, extra: _Extra) -> StrukturRow:
    return StrukturRow(
        key=f"p{row.id}",
        table="pekerjaan",
        id=row.id,
        level=3,
        parent=f"s{row.sub_klasifikasi_id}",
        no=no,
        uraian=row.uraian,
        komponen=len(estimate.snapshot.komponen.get(row.id, ())),
        jumlah=estimate.rab[row.id].jumlah,
        source=extra.source,
        edition=extra.edition,
        analysis_id=extra.analysis_id,
        kode=row.kode,
        satuan=row.satuan,
        status=row.status.value,
        mata_pembayaran=row.mata_pembayaran,
        kena_ppn=row.kena_ppn,
        langsung=row.langsung,
        harga_langsung=row.harga_langsung,
        sumber_harga=extra.sumber_harga,
        buk_persen=row.buk_persen,
        catatan=extra.catatan,
        lengkap=lengkap(estimate, row),
    )


def lengkap(estimate: Estimate, row: engine.Pekerjaan) -> Lengkap:
    """What a pekerjaan has: an analysis without holes, a volume, a price for each of its resources.

    A direct price stands for the analysis; half an analysis is one that bundles an analysis without rows.
    """
    volume: Tingkat = "penuh" if row.id in estimate.snapshot.volume else "kosong"
    if row.langsung:
        return Lengkap("penuh", volume, "kosong" if row.harga_langsung is None else "penuh")
    form = estimate.harga_satuan[row.id]
    if not estimate.snapshot.komponen.get(row.id):
        return Lengkap("kosong", volume, "kosong")
    analisa: Tingkat = "sebagian" if form.tanpa_analisa else "penuh"
    return Lengkap(analisa, volume, _harga(estimate, row.id))


def _harga(estimate: Estimate, pekerjaan_id: int) -> Tingkat:
    """A price of 0 is a price: what counts is how many there are, not what they come to."""
    form = estimate.harga_satuan[pekerjaan_id]
    if form.lengkap:
        return "penuh"
    with engine_context():
        items = {line.harga_item_id for line in estimate.expander.lines(pekerjaan_id)}
    known = items - {None} - set(form.belum_ada) or form.lain
    return "sebagian" if known else "kosong"
