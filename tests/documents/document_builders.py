"""Reports without a database: an identity of a project that was never saved, and an estimate of a snapshot."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from harsat.documents.media.pdf import pdf_write
from harsat.documents.reports.rab import rab_report
from harsat.documents.reports.rab_paper import rab_paper
from harsat.engine.estimate import compute
from harsat.projects.models import Project
from support.engine_builders import bhn, project, tk, work

PRINTED_ON = date(2026, 6, 20)


def an_identity(**fields):
    known = {
        "nama": "Rumah Tinggal Tipe 54",
        "kode": "RAB-2026-014",
        "lokasi": "Cigadung, Kota Bandung",
        "sumber_dana": "Swadaya",
        "tanggal_dokumen": date(2026, 6, 18),
        "pagu": Decimal(260_000_000),
        "pemilik_nama": "Nama Pemilik",
        "pemilik_jabatan": "Kepala Dinas",
        "perencana_nama": "Nama Perencana",
        "perencana_instansi": "CV Contoh Rencana",
    }
    return Project(**{**known, **fields})


def a_report(snapshot, *, draft=False, **identity):
    return rab_report(
        an_identity(**identity),
        compute(snapshot),
        organisation_name="CV Contoh Rencana",
        printed_on=PRINTED_ON,
        draft=draft,
    )


def a_pdf(snapshot, *, draft=False, **identity):
    return pdf_write(rab_paper(a_report(snapshot, draft=draft, **identity)))


def many_works(count, **pricing):
    """A project of `count` complete pekerjaan, twenty a klasifikasi and ten a sub-klasifikasi."""
    works = (
        work(
            f"1.{number}",
            tk("0.75", 176_000, "L.01"),
            bhn("1.05", Decimal("12345.67") + number, f"M.{number}"),
            volume=Decimal("74.354") + number,
            klasifikasi=f"Kelompok {number // 20}",
            sub=f"Bagian {number // 10}",
        )
        for number in range(count)
    )
    return project(*works, **pricing)
