"""The list of projects and the form that makes a new one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harsat.accounts.models import Organisation, User
from harsat.kernel.clock import now
from harsat.kernel.errors import CellRefusals, DomainError
from harsat.projects.models import Project
from harsat.projects.selectors import organisations_for_new_project, project_page_list
from harsat.rab.services.proyek import ProjectDraft, project_create
from harsat.web.errors import domain_error
from harsat.web.forms import ProjectForm


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


@login_required
def projects(request: HttpRequest) -> HttpResponse:
    """Twenty projects, newest first; a search and the next twenty come as a fragment."""
    query = request.GET.get("q", "").strip()
    before = request.GET.get("before", "")
    page = project_page_list(user=_user(request), query=query, before=int(before) if before.isdecimal() else None)
    template = "web/_project_rows.html" if request.headers.get("HX-Request") else "web/projects.html"
    return render(request, template, {"page": page, "query": query})


@login_required
def project_new(request: HttpRequest) -> HttpResponse:
    """The form of a new project; the same form sent twice makes one project."""
    user = _user(request)
    organisations = organisations_for_new_project(user)
    form = ProjectForm(request.POST or None, initial={"tanggal_dokumen": now().date()})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("struktur", _made(request, user, form, organisations).pk)
        except CellRefusals as refusals:
            form.refusals_add(refusals.extra["cells"])
        except DomainError as error:
            return domain_error(request, error)
    context = {
        "form": form,
        "organisations": organisations,
        "chosen": request.POST.get("organisation"),
        "request_key": request.POST.get("request_key") or uuid4(),
    }
    return render(request, "web/project_new.html", context)


def _made(request: HttpRequest, user: User, form: ProjectForm, organisations: Sequence[Organisation]) -> Project:
    chosen = next((one for one in organisations if str(one.pk) == request.POST.get("organisation")), None)
    if chosen is None:
        raise CellRefusals([{"col": "", "reason": _("Pilih organisasi yang memiliki proyek ini.")}])
    return project_create(
        user=user,
        organisation=chosen,
        draft=_draft(form),
        request_key=_key(request.POST.get("request_key", "")),
        as_of=now(),
    )


def _draft(form: ProjectForm) -> ProjectDraft:
    values = {name: text for name, text in form.cleaned_data.items() if name != "nama" and text not in (None, "")}
    return ProjectDraft(form.cleaned_data["nama"], values)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
