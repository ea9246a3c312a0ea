"""Routes of the results: recapitulation, detail per pekerjaan and resource, resource needs. They only read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema

from harsat.api.v2.access import project_access
from harsat.api.v2.conditional import conditional_read
from harsat.api.v2.encode import figure, volume
from harsat.api.v2.schemas import READ_ERRORS
from harsat.engine.estimate import Estimate
from harsat.engine.kebutuhan import kebutuhan_compute
from harsat.engine.rincian import rincian_compute
from harsat.rab.selectors.rekap import rekap_rows

router = Router(tags=["hasil"])


class RekapRowOut(Schema):
    """One line of the tree; `level` 1 klasifikasi, 2 sub-klasifikasi, 3 pekerjaan."""

    key: str
    id: int
    level: int
    parent: str | None
    no: str
    kode: str
    uraian: str
    satuan: str
    volume: str | None
    harga_satuan: str | None
    jumlah: str | None
    bobot: str | None
    belum_lengkap: int
    dijumlah: bool
    status: str
    kunci: str


class PenutupOut(Schema):
    """The lines from subtotal to total, as printed."""

    subtotal: str
    belum_lengkap: int
    kena_ppn: str
    tidak_kena_ppn: str
    dpp: str
    dpp_nilai_lain: bool
    ppn_persen: str
    ppn: str
    jumlah_dengan_ppn: str
    selisih_pembulatan: str
    total: str
    terbilang: str
    pagu: str | None
    melebihi_pagu: bool


class RekapOut(Schema):
    """The recapitulation at one mark."""

    revision: int
    mark: str
    rows: list[RekapRowOut]
    penutup: PenutupOut


class RincianRowOut(Schema):
    """A resource of a pekerjaan: koefisien x volume = jumlah_satuan, x harga_satuan = jumlah."""

    harga_item_id: int
    kategori: str
    kode: str
    uraian: str
    satuan: str
    koefisien: str
    jumlah_satuan: str | None
    harga_satuan: str | None
    jumlah: str | None


class RincianPekerjaanOut(Schema):
    """A pekerjaan with its resources and the closing lines that tie them to its jumlah."""

    pekerjaan_id: int
    dijumlah: bool
    rows: list[RincianRowOut]
    harga_langsung: str
    biaya_umum_keuntungan: str | None
    selisih_pembulatan: str | None
    jumlah: str | None


class TiesOut(Schema):
    """The closing lines; their sum is the subtotal of the recapitulation."""

    biaya_sumber_daya: str
    harga_langsung: str
    biaya_umum_keuntungan: str
    selisih_pembulatan: str
    belum_lengkap: str
    total: str


class RincianOut(TiesOut):
    """The detail of the budget at one mark."""

    revision: int
    mark: str
    pekerjaan: list[RincianPekerjaanOut]


class KebutuhanRowOut(Schema):
    """A resource of the whole project: jumlah_satuan x harga = biaya."""

    harga_item_id: int
    kategori: str
    kode: str
    uraian: str
    satuan: str
    jumlah_satuan: str
    harga: str | None
    biaya: str | None


class KebutuhanOut(TiesOut):
    """The needs of the whole project at one mark."""

    revision: int
    mark: str
    rows: list[KebutuhanRowOut]
    per_kategori: dict[str, str]


TIES = tuple(TiesOut.model_fields)


@router.get("rekap/", response={200: RekapOut, **READ_ERRORS}, operation_id="rekap")
def rekap(request: HttpRequest, project_id: Path[int]) -> HttpResponse:
    """The budget as a tree, from the pekerjaan to the rounded total."""
    return conditional_read(request, project_access(request, project_id), "rekap", _rekap)


def _rekap(estimate: Estimate) -> dict[str, Any]:
    rows = [{**_figures(row._asdict()), "volume": volume(row.volume)} for row in rekap_rows(estimate)]
    penutup = {name: getattr(estimate.rekap, name) for name in PenutupOut.model_fields if hasattr(estimate.rekap, name)}
    subtotal = estimate.rekap.subtotal
    penutup |= {
        "subtotal": subtotal.jumlah,
        "belum_lengkap": subtotal.belum_lengkap,
        "pagu": estimate.snapshot.pricing.pagu,
    }
    return {"rows": rows, "penutup": _figures(penutup)}


@router.get("rincian-rab/", response={200: RincianOut, **READ_ERRORS}, operation_id="rincian_rab")
def rincian_rab(request: HttpRequest, project_id: Path[int]) -> HttpResponse:
    """Every pekerjaan with its resources, tied to the budget to the sen."""
    return conditional_read(request, project_access(request, project_id), "rincian-rab", _rincian)


def _rincian(estimate: Estimate) -> dict[str, Any]:
    found = rincian_compute(estimate)
    pekerjaan = [
        {**_figures(part._asdict()), "rows": [_figures(row._asdict()) for row in part.rows]} for part in found.pekerjaan
    ]
    return {"pekerjaan": pekerjaan, **_ties(found)}


@router.get("rekap-kebutuhan/", response={200: KebutuhanOut, **READ_ERRORS}, operation_id="rekap_kebutuhan")
def rekap_kebutuhan(request: HttpRequest, project_id: Path[int]) -> HttpResponse:
    """The resources of the whole project, tied to the budget to the sen."""
    return conditional_read(request, project_access(request, project_id), "rekap-kebutuhan", _kebutuhan)


def _kebutuhan(estimate: Estimate) -> dict[str, Any]:
    found = kebutuhan_compute(estimate)
    return {
        "rows": [_figures(row._asdict()) for row in found.rows],
        "per_kategori": {kategori.value: figure(biaya) for kategori, biaya in found.per_kategori.items()},
        **_ties(found),
    }


def _ties(found: Any) -> dict[str, Any]:
    return {name: figure(getattr(found, name)) for name in TIES}


def _figures(values: dict[str, Any]) -> dict[str, Any]:
    return {name: figure(value) if isinstance(value, Decimal) else value for name, value in values.items()}
