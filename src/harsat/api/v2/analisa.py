"""Routes of the analyses: the list beside the form, the form A to F, its command, its BUK, and its bundles opened."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from harsat.api.v2.access import project_access, request_hash, request_key
from harsat.api.v2.analisa_schemas import (
    AnalisaFormOut,
    AnalisaIn,
    AnalisaListOut,
    AnalisaReceiptOut,
    BukIn,
    ExpansionOut,
    KomponenHitsOut,
    WarnedReceiptOut,
)
from harsat.api.v2.conditional import conditional_read
from harsat.api.v2.encode import figure, koefisien, money, percent, volume
from harsat.api.v2.schemas import ERRORS, READ_ERRORS
from harsat.engine.estimate import Estimate
from harsat.kernel.errors import NotFound
from harsat.projects.access import Access, Right
from harsat.rab.selectors.analisa import AnalisaForm, analisa_form, analisa_list
from harsat.rab.selectors.analisa_lines import AnalisaBaris, Bundel
from harsat.rab.selectors.analisa_pengaruh import analisa_pengaruh
from harsat.rab.selectors.estimate import estimate_at, totals
from harsat.rab.selectors.komponen_search import komponen_search
from harsat.rab.services.analisa import analisa_pekerjaan_update, analisa_save
from harsat.rab.services.cells import CellChange

router = Router(tags=["analisa"])

Words = Annotated[str, Query(max_length=200)]
KategoriName = Literal["TK", "BHN", "ALT", "LAIN", "bundel"]


@router.get("detail-ahsp/", response={200: AnalisaListOut, **READ_ERRORS}, operation_id="detail_ahsp_list")
def detail_ahsp_list(request: HttpRequest, project_id: Path[int]) -> HttpResponse:
    """Every pekerjaan with its F, in printing order."""
    access = project_access(request, project_id)

    def make(estimate: Estimate) -> dict[str, Any]:
        rows = [
            {**row._asdict(), "harga_satuan": figure(row.harga_satuan)} for row in analisa_list(project_id, estimate)
        ]
        return {"rows": rows, "can_edit": access.may(Right.EDIT), "totals": totals(estimate)}

    return conditional_read(request, access, "detail-ahsp", make)


@router.get(
    "detail-ahsp/{int:pekerjaan_id}/", response={200: AnalisaFormOut, **READ_ERRORS}, operation_id="detail_ahsp"
)
def detail_ahsp(request: HttpRequest, project_id: Path[int], pekerjaan_id: int) -> HttpResponse:
    """The form A to F of one pekerjaan with its stored rows, its bundles opened, and what weighs most."""
    access = project_access(request, project_id)

    def make(estimate: Estimate) -> dict[str, Any]:
        return _form(analisa_form(project_id, estimate, pekerjaan_id), estimate, access)

    return conditional_read(request, access, "detail-ahsp", make, str(pekerjaan_id))


@router.post(
    "detail-ahsp/{int:pekerjaan_id}/save/",
    response={200: AnalisaReceiptOut, **ERRORS},
    operation_id="save_detail_ahsp",
)
def detail_ahsp_save(request: HttpRequest, project_id: Path[int], pekerjaan_id: int, body: AnalisaIn) -> dict[str, Any]:
    """Cells, new rows, moves and deletions of one analysis as one undoable command."""
    receipt = analisa_save(
        access=project_access(request, project_id, Right.EDIT),
        pekerjaan_id=pekerjaan_id,
        command=body.command(),
        request_key=request_key(request),
        request_hash=request_hash(request),
    )
    return receipt.payload()


@router.post(
    "pekerjaan/{int:pekerjaan_id}/pricing/",
    response={200: WarnedReceiptOut, **ERRORS},
    operation_id="save_pekerjaan_pricing",
)
def pekerjaan_pricing(request: HttpRequest, project_id: Path[int], pekerjaan_id: int, body: BukIn) -> dict[str, Any]:
    """Override the BUK of one pekerjaan, or let it follow the project again."""
    receipt = analisa_pekerjaan_update(
        access=project_access(request, project_id, Right.EDIT),
        cell=CellChange(pekerjaan_id, "buk_persen", body.before, body.after),
        request_key=request_key(request),
        request_hash=request_hash(request),
    )
    return receipt.payload()


@router.get(
    "pekerjaan/{int:pekerjaan_id}/bundle/{int:komponen_id}/expansion/",
    response={200: ExpansionOut, **READ_ERRORS},
    operation_id="bundle_expansion",
)
def bundle_expansion(request: HttpRequest, project_id: Path[int], pekerjaan_id: int, komponen_id: int) -> HttpResponse:
    """The base komponen of one bundle at their effective koefisien, with the way each came."""
    access = project_access(request, project_id)

    def make(estimate: Estimate) -> dict[str, Any]:
        form = analisa_form(project_id, estimate, pekerjaan_id)
        for bundel in form.bundel:
            if bundel.komponen_id == komponen_id:
                return {"bundel": _bundel(bundel)}
        raise NotFound

    return conditional_read(request, access, "expansion", make, str(pekerjaan_id), str(komponen_id))


@router.get("komponen-search/", response={200: KomponenHitsOut, **READ_ERRORS}, operation_id="komponen_search")
def search(
    request: HttpRequest, project_id: Path[int], q: Words, kategori: KategoriName, pekerjaan: int | None = None
) -> dict[str, Any]:
    """What may become a row: items and catalogue resources of a block, or, for `bundel`, other analyses."""
    access = project_access(request, project_id)
    hits = komponen_search(estimate_at(project_id, access.mark), q, kategori, pekerjaan)
    return {"hits": [{**hit._asdict(), "harga": figure(hit.harga)} for hit in hits]}


def _form(form: AnalisaForm, estimate: Estimate, access: Access) -> dict[str, Any]:
    head, harga, pricing = form.head, form.harga, estimate.snapshot.pricing
    return {
        "pekerjaan": {
            **head._asdict(),
            "harga_langsung": money(head.harga_langsung),
            "buk_persen": percent(head.buk_persen),
            "read_only": head.source == "ref",
        },
        "blok": [
            {
                "kategori": blok.kategori,
                "huruf": blok.huruf,
                "jumlah": figure(blok.jumlah),
                "persen": figure(blok.persen),
                "baris": [_baris(blok.kategori, row) for row in blok.baris],
            }
            for blok in form.blok
        ],
        "bundel": [_bundel(bundel) for bundel in form.bundel],
        "harga": {
            "tenaga_kerja": figure(harga.tenaga_kerja),
            "bahan": figure(harga.bahan),
            "peralatan": figure(harga.peralatan),
            "lain": figure(harga.lain),
            "biaya_langsung": figure(harga.biaya_langsung),
            "buk_persen": percent(harga.buk_persen),
            "biaya_umum_keuntungan": figure(harga.biaya_umum_keuntungan),
            "harga_satuan_penuh": figure(harga.harga_satuan_penuh),
            "harga_satuan": figure(harga.harga_satuan),
            "tanpa_analisa": harga.tanpa_analisa,
        },
        "belum_ada": [{"id": item.id, "kode": item.kode, "uraian": item.uraian} for item in form.belum_ada],
        "urutan": list(form.urutan),
        "dipakai_oleh": [{"id": id_, "kode": kode} for id_, kode in form.dipakai_oleh],
        "volume": volume(form.volume),
        "jumlah": figure(form.jumlah),
        "bobot": figure(form.bobot),
        "pengaruh": [
            {
                **row._asdict(),
                "persen": figure(row.persen),
                "harga_satuan": figure(row.harga_satuan),
                "naik_persen": figure(row.naik_persen),
            }
            for row in analisa_pengaruh(estimate, form)
        ],
        "kebijakan": {
            "buk_persen": percent(pricing.buk_persen),
            "rounding": pricing.rounding,
            "bulatkan_baris": pricing.bulatkan_baris,
        },
        "can_edit": access.may(Right.EDIT),
        "totals": totals(estimate),
    }


def _baris(kategori: str, row: AnalisaBaris) -> dict[str, Any]:
    return {
        **row._asdict(),
        "kategori": kategori,
        "koefisien": figure(row.koefisien) if row.via else koefisien(row.koefisien),
        "koefisien_bundel": figure(row.koefisien_bundel),
        "harga": money(row.harga),
        "jumlah": figure(row.jumlah),
        "persen": figure(row.persen),
    }


def _bundel(row: Bundel) -> dict[str, Any]:
    return {
        **row._asdict(),
        "koefisien": koefisien(row.koefisien),
        "harga": figure(row.harga),
        "jumlah": figure(row.jumlah),
        "persen": figure(row.persen),
        "baris": [_baris(kategori, line) for kategori, line in row.baris],
    }
