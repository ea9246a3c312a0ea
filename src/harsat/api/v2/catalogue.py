"""Routes of the catalogue inside a project: analyses found by code or words, priced at the project's prices."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from harsat.api.v2.access import project_access
from harsat.api.v2.encode import figure, koefisien, money
from harsat.api.v2.schemas import READ_ERRORS
from harsat.catalogue.models import Bidang
from harsat.catalogue.search import Match
from harsat.catalogue.selectors import analysis_search, editions_published
from harsat.kernel.errors import NotFound
from harsat.rab.selectors.acuan import acuan_detail, acuan_forms
from harsat.rab.selectors.estimate import estimate_at

router = Router(tags=["katalog"])

MatchName = Literal["kode", "awalan_kode", "semua_kata", "padanan", "kata_mirip", "memuat"]


class SearchIn(Schema):
    """What is looked for: words or a code; `divisi` is a chapter such as 2.2.1, `satuan` a unit as printed."""

    q: str = Field("", max_length=200)
    limit: int = Field(30, ge=1, le=100)
    edition: int | None = None
    divisi: str = Field("", max_length=50)
    satuan: str = Field("", max_length=20)
    bidang: Bidang | None = None


class HitOut(Schema):
    """A found analysis. `harga_satuan` is F at the project's prices, null while `belum_ada` of them lack a price.

    `padanan` says what was read as what: "cor = beton".
    """

    analysis_id: int
    edition_id: int
    edition: str
    kode: str
    uraian: str
    satuan: str
    match: MatchName
    padanan: list[str]
    komponen: int
    harga_satuan: str | None
    belum_ada: int


class HitsOut(Schema):
    """What a search came to, best first."""

    hits: list[HitOut]


class AcuanBarisOut(Schema):
    """One line of the form; `harga_satuan` null is "belum ada", or "lihat rincian" of a nested analysis."""

    kategori: str
    kode: str
    uraian: str
    satuan: str
    koefisien: str
    harga_satuan: str | None
    jumlah: str | None


class AcuanOut(Schema):
    """One analysis of the catalogue as it would be priced here, form A to F."""

    analysis_id: int
    edition: str
    kode: str
    uraian: str
    satuan: str
    tenaga_kerja: str
    bahan: str
    peralatan: str
    lain: str
    biaya_langsung: str | None
    buk_persen: str
    biaya_umum_keuntungan: str | None
    harga_satuan: str | None
    belum_ada: int
    baris: list[AcuanBarisOut]


@router.get("search-ahsp/", response={200: HitsOut, **READ_ERRORS}, operation_id="search_ahsp")
def search(request: HttpRequest, project_id: Path[int], asked: Query[SearchIn]) -> dict[str, Any]:
    """Analyses by code, beginning of code, or words in any order; of all published editions, or of one."""
    access = project_access(request, project_id)
    if asked.edition is not None and asked.edition not in {row.id for row in editions_published()}:
        raise NotFound
    hits = analysis_search(
        asked.q,
        edition_id=asked.edition,
        limit=asked.limit,
        division=asked.divisi,
        satuan=asked.satuan,
        bidang=asked.bidang or "",
    )
    forms = acuan_forms(estimate_at(project_id, access.mark), hits)
    return {
        "hits": [
            {
                **hit._asdict(),
                "match": _match(hit.match),
                "komponen": forms[hit.analysis_id].komponen,
                "harga_satuan": figure(forms[hit.analysis_id].form.harga_satuan),
                "belum_ada": len(forms[hit.analysis_id].form.belum_ada),
            }
            for hit in hits
        ]
    }


def _match(match: Match) -> str:
    return match.name.lower()


@router.get("search-ahsp/{int:analysis_id}/", response={200: AcuanOut, **READ_ERRORS}, operation_id="search_ahsp_one")
def detail(request: HttpRequest, project_id: Path[int], analysis_id: int) -> dict[str, Any]:
    """One analysis with its lines, priced as it would be in this project."""
    access = project_access(request, project_id)
    head, form, baris = acuan_detail(estimate_at(project_id, access.mark), analysis_id)
    figures = {name: figure(getattr(form, name)) for name in _FIGURES}
    return {
        "analysis_id": head.id,
        "edition": head.edition,
        "kode": head.kode,
        "uraian": head.uraian,
        "satuan": head.satuan,
        **figures,
        "belum_ada": len(form.belum_ada),
        "baris": [
            {
                **line._asdict(),
                "kategori": line.kategori.value,
                "koefisien": koefisien(line.koefisien),
                "harga_satuan": money(line.harga_satuan),
                "jumlah": figure(line.jumlah),
            }
            for line in baris
        ],
    }


_FIGURES = (
    "tenaga_kerja",
    "bahan",
    "peralatan",
    "lain",
    "biaya_langsung",
    "buk_persen",
    "biaya_umum_keuntungan",
    "harga_satuan",
)
