"""Puts an analysis of the catalogue into a project of the reader as a pekerjaan, at a chosen place."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.selectors import AnalysisHead, analysis_heads
from harsat.kernel.errors import DomainError, NotFound, Refused
from harsat.projects.access import Access, Right, session_access
from harsat.rab.models import Source
from harsat.rab.outline import LAST
from harsat.rab.selectors.estimate import estimate_at
from harsat.rab.selectors.sisip import project_targets, sisipan_of, tempat_of
from harsat.rab.services.struktur import struktur_save
from harsat.rab.services.struktur_command import RowAdd, StrukturCommand
from harsat.web.pages.katalog_shell import id_asked, katalog_page, katalog_render, katalog_shell, text_asked

TEMP = "pekerjaan-baru"
NEW = "baru"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the form says: the id of a sub-klasifikasi, or NEW with the names of the place to make."""

    place: str
    klasifikasi: str
    sub_klasifikasi: str
    source: str
    request_key: UUID


@katalog_page
def sisip(request: HttpRequest, user: User, analysis_id: int) -> HttpResponse:
    """Choose a project, then a place in it; after the write, the way to the row."""
    head = analysis_heads([analysis_id]).get(analysis_id)
    if head is None:
        raise NotFound
    shell = katalog_shell(user, "katalog", head.edition_id)
    context: dict[str, object] = {"head": head}
    project_id = id_asked(request, "proyek")
    if project_id is None:
        query = text_asked(request, "q")
        context |= {"query": query, "projects": project_targets(user, query)}
        return katalog_render(request, shell, "katalog_sisip", context)
    access = session_access(request.session, project_id).require(Right.EDIT)
    if request.method == "POST":
        choice = _choice(request)
        try:
            return redirect(_inserted(request, access, head, choice))
        except DomainError as error:
            context |= {"choice": choice, "reasons": _reasons(error)}
    estimate = estimate_at(access.project_id, access.mark)
    row_id = id_asked(request, "baris")
    done = sisipan_of(estimate, row_id) if row_id is not None else None
    context |= {
        "access": access,
        "places": tempat_of(estimate, head.kode),
        "done": done,
        "gone": row_id is not None and done is None,
        "request_key": uuid4(),
    }
    return katalog_render(request, shell, "katalog_sisip", context)


def _choice(request: HttpRequest) -> Choice:
    given = request.POST
    try:
        key = UUID(given.get("request_key", ""))
    except ValueError:
        key = uuid4()
    modified = given.get("source") == Source.REF_MODIFIED.value
    return Choice(
        place=given.get("place", ""),
        klasifikasi=given.get("klasifikasi", "").strip(),
        sub_klasifikasi=given.get("sub_klasifikasi", "").strip(),
        source=(Source.REF_MODIFIED if modified else Source.REF).value,
        request_key=key,
    )


def _inserted(request: HttpRequest, access: Access, head: AnalysisHead, choice: Choice) -> str:
    """Write it, and answer with the address that says where it stands."""
    receipt = struktur_save(
        access=access,
        command=command_of(head, choice),
        request_key=choice.request_key,
        request_hash=sha256(f"{request.path}\0{access.project_id}\0{choice}".encode()).digest(),
    )
    row = {"proyek": access.project_id, "baris": receipt.answer["ids"][TEMP]}
    return f"{reverse('katalog_sisip', args=[head.id])}?{urlencode(row)}"


def command_of(head: AnalysisHead, choice: Choice) -> StrukturCommand:
    """The pekerjaan at the end of a sub-klasifikasi, which is made with its klasifikasi where it is new.

    Raises:
        Refused: no place was chosen.
    """
    if choice.place == NEW:
        return StrukturCommand(
            adds=[
                RowAdd("klasifikasi", "klasifikasi-baru", None, LAST, {"nama": choice.klasifikasi}),
                RowAdd("sub_klasifikasi", "sub-baru", "klasifikasi-baru", LAST, {"nama": choice.sub_klasifikasi}),
                _pekerjaan(head, choice, "sub-baru"),
            ]
        )
    if not choice.place.isascii() or not choice.place.isdecimal():
        raise Refused(_("Pilih tempatnya di proyek."), code="place_missing")
    return StrukturCommand(adds=[_pekerjaan(head, choice, int(choice.place))])


def _pekerjaan(head: AnalysisHead, choice: Choice, parent: int | str) -> RowAdd:
    return RowAdd("pekerjaan", TEMP, parent, LAST, {}, choice.source, head.id)


def _reasons(error: DomainError) -> list[str]:
    """Every refused cell in its own words, else the message of the whole."""
    return [str(cell["reason"]) for cell in error.extra.get("cells", [])] or [error.message]
