"""Who and what a document is about: the identity block and the people who sign."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from harsat.engine.numbers import id_text
from harsat.projects.models import Project

_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_BLANK_NAME = "(" + "." * 30 + ")"
_BLANK_PLACE = "." * 18


class Identitas(NamedTuple):
    """One entry of the identity block."""

    label: str
    isi: str


class TandaTangan(NamedTuple):
    """One signature: what is done ("Menyetujui,"), as whom, and the name or a line to write it on."""

    pembuka: str
    peran: str
    nama: str


def date_text(day: date) -> str:
    """A day as documents write it: 18 Juni 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def identity_rows(project: Project) -> tuple[Identitas, ...]:
    """The entries that have something to say, in the order of the form."""
    pagu = "" if project.pagu is None else f"Rp {id_text(project.pagu, 2)}"
    entries = (
        ("Proyek", project.nama),
        ("Pemilik", project.pemilik_instansi or project.pemilik_nama),
        ("Keterangan", project.keterangan_1),
        ("", project.keterangan_2),
        ("Lokasi", project.lokasi),
        ("Sumber dana", project.sumber_dana),
        ("Tahun", str(project.tanggal_dokumen.year)),
        ("Pagu", pagu),
    )
    return tuple(Identitas(label, isi) for label, isi in entries if isi)


def signatures(project: Project) -> tuple[TandaTangan, ...]:
    """Owner and planner, and the supervisor between them where the project names one; the planner's has the date."""
    owner = _signature(
        "Menyetujui,", project.pemilik_jabatan or "Pemilik", project.pemilik_instansi, project.pemilik_nama
    )
    planner = _signature(
        f"{_BLANK_PLACE}, {date_text(project.tanggal_dokumen)}",
        "Perencana",
        project.perencana_instansi,
        project.perencana_nama,
    )
    if not project.pengawas_nama:
        return owner, planner
    supervisor = _signature("Memeriksa,", "Pengawas", project.pengawas_instansi, project.pengawas_nama)
    return owner, supervisor, planner


def _signature(opening: str, role: str, office: str, name: str) -> TandaTangan:
    return TandaTangan(opening, ", ".join(filter(None, (role, office))), name or _BLANK_NAME)
