"""The log of the catalogue as sentences: who did what to which edition, import, unit or price list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.models import CatalogueLog
from harsat.catalogue.quarantine.commit import Commit
from harsat.engine.numbers import id_text
from harsat.web.pages.impor_gate import impor_page
from harsat.web.pages.katalog_shell import id_asked, katalog_render, katalog_shell

PAGE = 50


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry: `what` is the act, `name` the object as it was called then, `details` what matters of the rest."""

    id: int
    at: datetime
    by: str
    what: str
    name: str
    details: str


@impor_page
def catatan(request: HttpRequest, user: User) -> HttpResponse:
    """The newest entries first; the next fifty come as a fragment."""
    before = id_asked(request, "sebelum")
    rows = CatalogueLog.objects.order_by("-id").select_related("by")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    context: dict[str, object] = {
        "entries": [_entry(row) for row in found[:PAGE]],
        "behind": found[PAGE - 1].pk if len(found) > PAGE else None,
    }
    if request.headers.get("HX-Request"):
        return render(request, "web/_impor_catatan_rows.html", context)
    return katalog_render(request, katalog_shell(user, "impor_catatan"), "impor_catatan", context)


def commit_logged(batch_id: int) -> Commit | None:
    """What the last commit of an import stored, as the log has it; one query."""
    rows = CatalogueLog.objects.filter(noun="impor", verb="simpan", object_id=batch_id).order_by("-id")
    details = rows.values_list("details", flat=True).first()
    return Commit(**details) if details else None


def _entry(row: CatalogueLog) -> EntryView:
    who = (row.by.nama or row.by.email) if row.by else _("perintah server")
    what = _acts().get((row.noun, row.verb), f"{row.verb} {row.noun}")
    return EntryView(row.pk, row.at, who, what, row.name, _details(row))


def _acts() -> dict[tuple[str, str], str]:
    return {
        ("edisi", "buat"): _("Konsep edisi dibuat"),
        ("edisi", "terbit"): _("Edisi diterbitkan"),
        ("edisi", "tarik"): _("Edisi ditarik"),
        ("impor", "unggah"): _("Berkas diunggah"),
        ("impor", "periksa"): _("Berkas diperiksa"),
        ("impor", "terima"): _("Usulan diterima"),
        ("impor", "ubah"): _("Temuan diubah"),
        ("impor", "tolak"): _("Ditolak"),
        ("impor", "buka"): _("Temuan dibuka lagi"),
        ("impor", "buang_baris"): _("Baris dibuang"),
        ("impor", "buang_analisa"): _("Analisa dibuang"),
        ("impor", "urungkan"): _("Keputusan diurungkan"),
        ("impor", "ulangi"): _("Keputusan diulangi"),
        ("impor", "simpan"): _("Analisa disimpan"),
        ("impor", "hapus"): _("Impor dihapus"),
        ("satuan", "ajar"): _("Satuan diajarkan"),
        ("pemetaan", "ajar"): _("Kolom diingat"),
        ("kurator", "tunjuk"): _("Kurator ditunjuk"),
        ("kurator", "cabut"): _("Kurator dicabut"),
    }


def _details(row: CatalogueLog) -> str:
    found: dict[str, Any] = row.details
    words = {
        "temuan": _("%(value)s temuan"),
        "nilai": _("menjadi %(value)s"),
        "created": _("%(value)s baru"),
        "versioned": _("%(value)s versi baru"),
        "unchanged": _("%(value)s tidak berubah"),
        "held": _("%(value)s menunggu"),
        "baris": _("%(value)s baris"),
        "analisa": _("%(value)s analisa"),
        "siap": _("%(value)s siap"),
        "sebab": "%(value)s",
        "printed": _("dicetak %(value)s"),
        "peran": "%(value)s",
        "berkas": "%(value)s",
    }
    # In the order of the words: PostgreSQL keeps no order of keys.
    return ", ".join(word % {"value": _text(found[name])} for name, word in words.items() if found.get(name))


def _text(value: object) -> str:
    if isinstance(value, int):
        return id_text(Decimal(value), 0)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
