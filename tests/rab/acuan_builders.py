"""Editions that are published again, so that projects are offered newer versions."""

from __future__ import annotations

from harsat.catalogue.drafts import AnalysisDraft
from harsat.catalogue.models import Analysis
from harsat.catalogue.services import analyses_publish
from harsat.rab import models as rab
from harsat.rab.selectors.acuan_offers import Cara, Jenis
from harsat.rab.selectors.acuan_updates import acuan_updates
from harsat.rab.selectors.estimate import estimate_current
from harsat.rab.services.acuan_update import AcuanTake, acuan_updates_apply
from support.projects import a_request_key, write


def published_again(analysis_id, lines, *, uraian="", satuan=""):
    """The kode of this analysis in its next version; returns the id of that version."""
    before = Analysis.objects.select_related("edition").get(pk=analysis_id)
    draft = AnalysisDraft(before.kode, uraian or before.uraian, satuan or before.satuan, before.divisi, tuple(lines))
    analyses_publish(edition=before.edition, drafts=[draft])
    newest = Analysis.objects.filter(edition=before.edition, kode=before.kode).order_by("-version").first()
    assert newest.pk != analysis_id
    return newest.pk


def offered(project):
    """What the project is offered now."""
    return acuan_updates(project.pk, estimate_current(project.pk))


def take_of(update):
    """Taking an offer as it was shown."""
    offer = update.offer
    return AcuanTake(offer.jenis, offer.id, offer.now_id, offer.newest_id, update.cara)


def apply(access, takes, *, key=None, request_hash=b""):
    return acuan_updates_apply(
        access=access, takes=takes, request_key=key or a_request_key(), request_hash=request_hash
    )


def a_take(row, before, after, cara=Cara.PAKAI):
    jenis = Jenis.BUNDEL if isinstance(row, rab.Komponen) else Jenis.PEKERJAAN
    return AcuanTake(jenis, row.pk, before, after, cara)


def priced(access, project, prices):
    """Set prices by code."""
    ids = dict(rab.HargaItem.objects.filter(project=project).values_list("kode", "id"))
    write(
        access,
        lambda w: w.update(rab.HargaItem, {ids[kode]: {"harga": harga} for kode, harga in prices.items()}),
    )


def measured(access, row, volume):
    write(
        access,
        lambda w: w.insert(rab.Volume, [{"pekerjaan_id": row.pk, "jenis": "angka", "nilai": volume}]) and None,
    )


def bundled(access, host, analysis_id, koefisien="2.000000"):
    """A bundel row of the host that opens a catalogue analysis."""
    row = {"pekerjaan_id": host.pk, "kategori": "LAIN", "koefisien": koefisien, "target_analysis_id": analysis_id}
    write(access, lambda w: w.insert(rab.Komponen, [row]) and None)
    return rab.Komponen.objects.get(pekerjaan=host, target_analysis_id=analysis_id)


def komponen(row):
    rows = rab.Komponen.objects.filter(pekerjaan=row).order_by("order")
    return [(one.harga_item.kode, str(one.koefisien)) for one in rows]
