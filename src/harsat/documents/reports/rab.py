"""Rencana Anggaran Biaya: the one source of its workbook and its paper, made from an Estimate and the identity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from harsat.documents.reports.identity import (
    Identitas,
    TandaTangan,
    date_text,
    identity_rows,
    signatures,
)
from harsat.documents.reports.policies import policy_notes
from harsat.documents.reports.rekap import ClosingLine, closing_lines
from harsat.engine.estimate import Estimate
from harsat.engine.penomoran import Penomoran, numbering, numbers_full, struktur_tree
from harsat.engine.rab import Subtotal
from harsat.engine.snapshot import Pekerjaan, Snapshot, StatusItem, SubKlasifikasi
from harsat.kernel.errors import Refused
from harsat.projects.models import Project

WATERMARK = "DRAFT - belum lengkap"


class RabLine(NamedTuple):
    """One pekerjaan; `volume`, `harga_satuan` and `jumlah` are None while unknown, `dijumlah` is False for options."""

    pekerjaan_id: int
    nomor: str
    kode: str
    uraian: str
    satuan: str
    mata_pembayaran: str
    status: StatusItem
    kena_ppn: bool
    volume: Decimal | None
    harga_satuan: Decimal | None
    jumlah: Decimal | None

    @property
    def dijumlah(self) -> bool:
        """Whether the line is part of any sum."""
        return self.status == StatusItem.UTAMA


class SubPart(NamedTuple):
    """A sub-klasifikasi with its lines and what they come to."""

    sub_klasifikasi_id: int
    nomor: str
    nama: str
    lines: tuple[RabLine, ...]
    subtotal: Subtotal


class KlasifikasiPart(NamedTuple):
    """A klasifikasi with its sub-klasifikasi and what they come to."""

    klasifikasi_id: int
    nomor: str
    nama: str
    sub: tuple[SubPart, ...]
    subtotal: Subtotal

    @property
    def prints_sub_subtotals(self) -> bool:
        """One sub-klasifikasi alone would print its klasifikasi's sum twice."""
        return len(self.sub) > 1


class Missing(NamedTuple):
    """A pekerjaan that cannot be printed whole, and why, in words."""

    pekerjaan_id: int
    nomor: str
    kode: str
    uraian: str
    alasan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RabReport:
    """Everything the document says; `missing` is empty unless it is a draft, `estimate` leads to the analyses."""

    nama: str
    organisasi: str
    nomor: str
    kaki: str
    tanggal: date
    identitas: tuple[Identitas, ...]
    klasifikasi: tuple[KlasifikasiPart, ...]
    penutup: tuple[ClosingLine, ...]
    terbilang: str
    tanda_tangan: tuple[TandaTangan, ...]
    catatan: tuple[str, ...]
    missing: tuple[Missing, ...]
    estimate: Estimate

    @property
    def watermark(self) -> str:
        """The words across every page of a draft that lacks figures, "" when nothing lacks."""
        return WATERMARK if self.missing or not self.estimate.snapshot.pekerjaan else ""

    @property
    def lines(self) -> Iterator[RabLine]:
        """Every pekerjaan in printing order."""
        return (line for part in self.klasifikasi for sub in part.sub for line in sub.lines)


def rab_report(
    project: Project, estimate: Estimate, *, organisation_name: str, printed_on: date, draft: bool
) -> RabReport:
    """Gather the budget of a project at one mark as it is printed on a day.

    Raises:
        Refused: `document_incomplete` with every pekerjaan that lacks something in `missing`, or for a project
            without any; a draft is made all the same and carries the watermark.
    """
    snapshot = estimate.snapshot
    nomor = numbering(snapshot)
    klasifikasi = _klasifikasi(estimate, nomor)
    missing = tuple(_missing(estimate))
    if not draft:
        _refuse_incomplete(snapshot, missing)
    return RabReport(
        nama=project.nama,
        organisasi=organisation_name,
        nomor=_nomor(project, snapshot),
        kaki=_kaki(project, snapshot, printed_on),
        tanggal=project.tanggal_dokumen,
        identitas=identity_rows(project),
        klasifikasi=klasifikasi,
        penutup=closing_lines(estimate, [part.nomor for part in klasifikasi]),
        terbilang=_capitalised(estimate.rekap.terbilang),
        tanda_tangan=signatures(project),
        catatan=policy_notes(estimate, project.tanggal_dokumen),
        missing=missing,
        estimate=estimate,
    )


def _refuse_incomplete(snapshot: Snapshot, missing: tuple[Missing, ...]) -> None:
    if not snapshot.pekerjaan:
        raise Refused(_("Belum ada pekerjaan untuk dicetak."), code="document_incomplete", missing=[])
    if missing:
        message = _("Dokumen belum lengkap: %(count)d pekerjaan. Lengkapi, atau cetak sebagai draft.")
        raise Refused(
            message % {"count": len(missing)}, code="document_incomplete", missing=[_payload(one) for one in missing]
        )


def _payload(missing: Missing) -> dict[str, Any]:
    return {**missing._asdict(), "alasan": list(missing.alasan)}


def _klasifikasi(estimate: Estimate, nomor: Penomoran) -> tuple[KlasifikasiPart, ...]:
    rekap = estimate.rekap
    return tuple(
        KlasifikasiPart(
            top.id,
            nomor.klasifikasi[top.id],
            top.nama,
            tuple(_sub(estimate, nomor, *part) for part in parts),
            rekap.klasifikasi[top.id],
        )
        for top, parts in struktur_tree(estimate.snapshot)
    )


def _sub(estimate: Estimate, nomor: Penomoran, row: SubKlasifikasi, works: Sequence[Pekerjaan]) -> SubPart:
    lines = tuple(_line(estimate, nomor, work) for work in works)
    return SubPart(row.id, nomor.sub_klasifikasi[row.id], row.nama, lines, estimate.rekap.sub_klasifikasi[row.id])


def _line(estimate: Estimate, nomor: Penomoran, row: Pekerjaan) -> RabLine:
    baris = estimate.rab[row.id]
    return RabLine(
        row.id,
        nomor.pekerjaan[row.id],
        row.kode,
        row.uraian,
        row.satuan,
        row.mata_pembayaran,
        row.status,
        row.kena_ppn,
        baris.volume,
        baris.harga_satuan,
        baris.jumlah,
    )


def _missing(estimate: Estimate) -> Iterator[Missing]:
    """Every printed line without jumlah, options too: a figure that is missing on paper is missing for its reader."""
    snapshot = estimate.snapshot
    places = numbers_full(snapshot)
    for row in snapshot.pekerjaan:
        if estimate.rab[row.id].jumlah is None:
            yield Missing(row.id, places[row.id], row.kode, row.uraian, tuple(_reasons(estimate, row)))


def _reasons(estimate: Estimate, row: Pekerjaan) -> Iterator[str]:
    harga = estimate.harga_satuan[row.id]
    if estimate.rab[row.id].volume is None:
        yield _("volume belum ada")
    if harga.tanpa_analisa:
        yield _("analisa belum ada")
    if harga.belum_ada:
        names = ", ".join(estimate.snapshot.harga[item].uraian for item in harga.belum_ada)
        yield _("harga belum ada: %(names)s") % {"names": names}
    elif not harga.lengkap and not harga.tanpa_analisa:
        yield _("harga satuan langsung belum ada")


def _nomor(project: Project, snapshot: Snapshot) -> str:
    number = f"No. {project.kode}" if project.kode else ""
    return _capitalised(", ".join(filter(None, (number, _revision(snapshot), date_text(project.tanggal_dokumen)))))


def _kaki(project: Project, snapshot: Snapshot, printed_on: date) -> str:
    name = project.kode or project.nama
    return " / ".join((name, _revision(snapshot), f"dicetak {date_text(printed_on)}"))


def _revision(snapshot: Snapshot) -> str:
    """The revision is the whole part of the mark."""
    return f"revisi {snapshot.mark.split('.', maxsplit=1)[0]}"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
