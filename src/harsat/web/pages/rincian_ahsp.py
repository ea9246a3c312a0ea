"""Rincian AHSP: the official form A to F of one pekerjaan, or of all one after the other, on screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from harsat.engine.analisa import rounds_lines
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import canonical, id_text
from harsat.engine.snapshot import Kategori, Pricing, RoundingPolicy
from harsat.projects.access import Access
from harsat.rab.selectors.analisa import AnalisaForm, analisa_form, analisa_forms, analisa_list
from harsat.rab.selectors.analisa_lines import AnalisaBaris, Blok
from harsat.rab.selectors.estimate import estimate_at
from harsat.web.pages.analisa import badge_of, groups_of
from harsat.web.pages.gate import project_page, project_render

KOEFISIEN_SHOWN = 12
EXACT_SHOWN = 6
SEN = 2
BLOCK_NAMES = {
    Kategori.TK: "Tenaga kerja",
    Kategori.BHN: "Bahan",
    Kategori.ALT: "Peralatan",
    Kategori.LAIN: "Lain-lain",
}


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as it stands on paper; what is not known is printed as "belum ada"."""

    no: int
    uraian: str
    via: str
    kode: str
    satuan: str
    koefisien: str
    harga: str
    jumlah: str
    missing: bool


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A block with its letter, its lines and its sum."""

    huruf: str
    nama: str
    lines: list[PrintedLine]
    jumlah: str


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """One form: its head, its blocks, and D, E, F."""

    form: AnalisaForm
    badge: tuple[str, str]
    blocks: list[PrintedBlock]
    rumus_d: str
    d: str
    buk: str
    e: str
    f: str


@project_page
def rincian_ahsp(request: HttpRequest, access: Access, pekerjaan_id: int | None = None) -> HttpResponse:
    """All forms of the project, or the one named in the address."""
    estimate = estimate_at(access.project_id, access.mark)
    rows = analisa_list(access.project_id, estimate)
    if pekerjaan_id is None:
        forms = analisa_forms(access.project_id, estimate)
    elif pekerjaan_id in estimate.harga_satuan:
        forms = [analisa_form(access.project_id, estimate, pekerjaan_id)]
    else:
        raise Http404
    context = {
        "groups": groups_of(rows),
        "forms": [_printed(form, estimate) for form in forms],
        "chosen": pekerjaan_id,
        "head": forms[0].head if pekerjaan_id is not None else None,
        "notes": _notes(estimate.snapshot.pricing),
    }
    return project_render(request, access, "rincian_ahsp", context)


def _printed(form: AnalisaForm, estimate: Estimate) -> PrintedForm:
    harga, pricing = form.harga, estimate.snapshot.pricing
    letters = [blok.huruf for blok in form.blok]
    return PrintedForm(
        form=form,
        badge=badge_of(form.head),
        blocks=[_block(blok) for blok in form.blok],
        rumus_d=" + ".join(letters),
        d=_amount(harga.biaya_langsung),
        buk=id_text(harga.buk_persen, SEN, trim=True),
        e=_amount(harga.biaya_umum_keuntungan),
        f=_harga_satuan(harga.harga_satuan, pricing),
    )


def _block(blok: Blok) -> PrintedBlock:
    lines = [_line(number, row) for number, row in enumerate(blok.baris, 1)]
    return PrintedBlock(blok.huruf, BLOCK_NAMES[blok.kategori], lines, _amount(blok.jumlah))


def _line(number: int, row: AnalisaBaris) -> PrintedLine:
    return PrintedLine(
        no=number,
        uraian=row.uraian,
        via=" → ".join(row.via),
        kode=row.kode,
        satuan=row.satuan,
        koefisien=id_text(row.koefisien, KOEFISIEN_SHOWN, trim=True),
        harga=_amount(row.harga),
        jumlah=_amount(row.jumlah),
        missing=row.harga is None,
    )


def _amount(value: Decimal | None) -> str:
    """At least the sen; what is behind it is printed where nothing was rounded: 872.0145 is "872,0145"."""
    if value is None:
        return _("belum ada")
    decimals = len(canonical(value, None).partition(".")[2])
    return id_text(value, min(max(decimals, SEN), EXACT_SHOWN))


def _harga_satuan(value: Decimal | None, pricing: Pricing) -> str:
    """F at the decimals of its policy: what is printed is what is multiplied."""
    if value is None:
        return _("belum lengkap")
    if pricing.rounding in (RoundingPolicy.RUPIAH, RoundingPolicy.RUPIAH_BAWAH):
        return id_text(value, 0)
    return _amount(value)


def _notes(pricing: Pricing) -> list[str]:
    """The policies under which the forms were priced."""
    policies = {
        RoundingPolicy.SEN: _("F dibulatkan 2 desimal, setengah ke atas."),
        RoundingPolicy.RUPIAH: _("F dibulatkan ke rupiah terdekat."),
        RoundingPolicy.RUPIAH_BAWAH: _("F dibulatkan ke bawah ke rupiah."),
        RoundingPolicy.TANPA: _("F tidak dibulatkan."),
    }
    if rounds_lines(pricing):
        lines = _("Tiap baris dibulatkan 2 desimal, setengah ke atas; A, B, C menjumlah angka yang tercetak.")
    else:
        lines = _("Baris tidak dibulatkan: selisih karena pembulatan tampilan.")
    return [
        lines,
        policies[pricing.rounding],
        _("Komponen bundel berdiri di A, B, C dengan koefisien efektifnya; jalurnya tertulis di bawah uraian."),
    ]
