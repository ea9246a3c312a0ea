"""Writes to a project's identity and pricing, and the birth of a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harsat.accounts.models import Organisation, User
from harsat.engine.numbers import HARGA, PERSEN
from harsat.kernel.errors import CellRefusals
from harsat.ledger.birth import Birth, project_birth
from harsat.ledger.canonical import Canonical
from harsat.ledger.write import Answer, Receipt, Write, project_write
from harsat.projects.access import Access
from harsat.projects.models import Project
from harsat.rab.models import PricingPolicy
from harsat.rab.models.proyek import PEMBULATAN_SATUAN, PembulatanCara, Rounding
from harsat.rab.services.cells import (
    CellChange,
    CellRefused,
    Judge,
    cells_update,
    choice_judge,
    column_unknown,
    flag_judge,
    number_judge,
    text_judge,
)

NAMA_MIN = 3
TEXT_MAX = 2000


def _nama_judge(text: str | None) -> Canonical:
    value = text_judge(_("Nama proyek"), length=200, empty=False)(text)
    if len(str(value)) < NAMA_MIN:
        raise CellRefused(gettext("Nama proyek paling sedikit 3 huruf."))
    return value


def date_judge(label: str | Promise, *, empty: bool = True) -> Judge:
    """A calendar day as "2026-01-31"."""

    def judge(text: str | None) -> Canonical:
        if not text and empty:
            return None
        try:
            return date.fromisoformat(text or "").isoformat()
        except ValueError as error:
            raise CellRefused(gettext("%(label)s harus berupa tanggal.") % {"label": label}) from error

    return judge


def _whole_judge(choices: Sequence[int]) -> Judge:
    def judge(text: str | None) -> Canonical:
        if text not in {str(choice) for choice in choices}:
            raise CellRefused(gettext("Pembulatan harus salah satu dari 1, 10, 100, 1.000, 10.000, 100.000."))
        return int(text or 0)

    return judge


def _part_judge(text: str | None) -> Canonical:
    if text is None or not text.isascii() or not text.isdigit() or not 0 < int(text) < 1000:  # noqa: PLR2004  three digits
        raise CellRefused(gettext("Faktor DPP harus bilangan bulat 1 sampai 999."))
    return int(text)


def _text_judges() -> dict[str, Judge]:
    """A judge for every text column of the identity, of the column's own length and label."""
    fields = [Project._meta.get_field(name) for name in Project.IDENTITY]
    texts = [field for field in fields if isinstance(field, models.CharField | models.TextField)]
    return {field.name: text_judge(field.verbose_name, length=field.max_length or TEXT_MAX) for field in texts}


PROJECT_JUDGES: dict[str, Judge] = {
    **_text_judges(),
    "nama": _nama_judge,
    "pagu": number_judge(HARGA),
    "tanggal_dokumen": date_judge(_("Tanggal dokumen"), empty=False),
    "tanggal_mulai": date_judge(_("Tanggal mulai")),
    "tanggal_selesai": date_judge(_("Tanggal selesai")),
    "is_active": flag_judge,
}

PRICING_JUDGES: dict[str, Judge] = {
    "buk_persen": number_judge(PERSEN, empty=False, at_most=100),
    "rounding": choice_judge(_("Pembulatan harga satuan"), Rounding.values),
    "bulatkan_baris": flag_judge,
    "pembulatan_satuan": _whole_judge(PEMBULATAN_SATUAN),
    "pembulatan_cara": choice_judge(_("Cara pembulatan"), PembulatanCara.values),
    "ppn_persen": number_judge(PERSEN, at_most=100),
    "ppn_pembilang": _part_judge,
    "ppn_penyebut": _part_judge,
    "ppn_alasan": text_judge(_("Alasan PPN khusus"), length=200),
}


@dataclass(frozen=True, slots=True)
class ProjectDraft:
    """The identity a new project is given, canonical text by column; what is not given takes the model's default."""

    nama: str
    values: dict[str, str | None] = field(default_factory=dict)


def project_create(
    *, user: User, organisation: Organisation, draft: ProjectDraft, request_key: UUID, as_of: datetime
) -> Project:
    """A new, empty project with its pricing: buk 10 %, pembulatan 1.000 to the nearest, PPN of the document's date.

    The caller has judged that `user` may create in `organisation`. Raises CellRefusals naming each bad field.
    """
    row = _judged({"nama": draft.nama, **draft.values})

    def make() -> Project:
        row.setdefault("tanggal_dokumen", as_of.date().isoformat())
        return Project(organisation=organisation, created_by=user, **row)

    def fill(birth: Birth) -> None:
        birth.insert(PricingPolicy, [{}])

    return project_birth(user=user, request_key=request_key, make=make, fill=fill)


def _judged(values: dict[str, str | None]) -> dict[str, Any]:
    refusals, row = [], {}
    for name, text in values.items():
        try:
            row[name] = PROJECT_JUDGES.get(name, column_unknown)(text)
        except CellRefused as no:
            refusals.append({"id": 0, "col": name, "row": 1, "reason": str(no)})
    refusals += [{"id": 0, "col": column, "row": 1, "reason": reason} for column, reason in _dates_judge(row).items()]
    if refusals:
        raise CellRefusals(refusals)
    return row


def _dates_judge(row: Mapping[str, Any]) -> dict[str, str]:
    start, end = row.get("tanggal_mulai"), row.get("tanggal_selesai")
    if start and end and end < start:
        return {"tanggal_selesai": gettext("Tanggal selesai sebelum tanggal mulai.")}
    return {}


def _ppn_judge(row: Mapping[str, Any]) -> dict[str, str]:
    if row["ppn_persen"] is None or row["ppn_alasan"]:
        return {}
    return {"ppn_alasan": gettext("PPN yang menyimpang dari tabel perlu alasan.")}


def project_update(*, access: Access, cells: Sequence[CellChange], request_key: UUID, request_hash: bytes) -> Receipt:
    """Set fields of the identity, each said as from and to."""

    def body(write: Write) -> Answer:
        return {"changed": cells_update(write, Project, cells, PROJECT_JUDGES, row_judge=_dates_judge)}

    return project_write(
        access=access,
        action="project_update",
        page="project",
        request_key=request_key,
        request_hash=request_hash,
        body=body,
    )


def pricing_update(*, access: Access, cells: Sequence[CellChange], request_key: UUID, request_hash: bytes) -> Receipt:
    """Set pricing policies; a PPN other than the dated table's needs a reason."""

    def body(write: Write) -> Answer:
        return {"changed": cells_update(write, PricingPolicy, cells, PRICING_JUDGES, row_judge=_ppn_judge)}

    return project_write(
        access=access,
        action="pricing_update",
        page="pricing",
        request_key=request_key,
        request_hash=request_hash,
        body=body,
    )
