"""Commands on analyses in a few words, for the tests of services and routes."""

from __future__ import annotations

from uuid import uuid4

from harsat.catalogue.drafts import AnalysisDraft, KomponenDraft
from harsat.catalogue.services import analyses_publish, edition_publish
from harsat.rab.models import Komponen, Pekerjaan
from harsat.rab.services.analisa import analisa_save
from harsat.rab.services.analisa_command import AnalisaCommand, KomponenAdd, KomponenDelete
from harsat.rab.services.analisa_items import ItemDraft
from harsat.rab.services.cells import CellChange
from support.projects import A_MOMENT, a_project, a_user, an_access


class Analyses:
    """A project of some pekerjaan, each with 0.5 OH of L.01 and 2 kg of its own material; its owner saves."""

    def __init__(self, pekerjaan=2):
        self.user = a_user()
        self.project = a_project(self.user, pekerjaan)
        self.works = list(Pekerjaan.objects.filter(project=self.project).order_by("order"))

    @property
    def access(self):
        return an_access(self.user, self.project)

    def rows(self, work=0):
        found = Komponen.objects.filter(pekerjaan=self.works[work])
        return list(found.select_related("harga_item").order_by("order", "id"))

    def kodes(self, work=0):
        return [row.harga_item.kode if row.harga_item else row.kategori for row in self.rows(work)]

    def save(self, work=0, *, key=None, **command):
        command = AnalisaCommand(**{name: tuple(rows) for name, rows in command.items()})
        return analisa_save(
            access=self.access,
            pekerjaan_id=self.works[work].pk,
            command=command,
            request_key=key or uuid4(),
            request_hash=b"",
        )

    def bundle(self, host, target, koefisien="1"):
        """Put a bundle of another pekerjaan into one, both by place."""
        return self.save(host, adds=[a_bundle(self.works[target].pk, koefisien)])

    def empty(self, work=0):
        return self.save(work, deletes=[a_delete(row) for row in self.rows(work)])


def an_item(kategori, uraian, satuan, kode="", *, koefisien="1", temp="baru", after="last", harga=None):
    """A new row of a resource by name."""
    return KomponenAdd(temp, kategori, koefisien, after, item=ItemDraft(uraian, satuan, kode, harga))


def a_bundle(target, koefisien="1", temp="bundel"):
    return KomponenAdd(temp, "LAIN", koefisien, target_pekerjaan_id=target)


def an_acuan_bundle(analysis_id, koefisien="1", temp="acuan"):
    return KomponenAdd(temp, "LAIN", koefisien, target_analysis_id=analysis_id)


def a_cell(row, col, before, after):
    return CellChange(row.pk, col, before, after)


def a_delete(row):
    return KomponenDelete(row.pk, str(row.koefisien))


def a_line(kategori, kode, uraian, satuan, koefisien, *, target=""):
    return KomponenDraft(kategori, kode, uraian, satuan, koefisien, target)


def an_edition(*drafts, name="Edisi uji"):
    """A published edition; the ids of its analyses by kode."""
    edition = edition_publish(name=name, as_of=A_MOMENT.date())
    analyses_publish(edition=edition, drafts=drafts)
    return dict(edition.analyses.values_list("kode", "id"))


def an_acuan(kode, *lines):
    return AnalysisDraft(kode, f"Acuan {kode}", "m3", "", lines)
