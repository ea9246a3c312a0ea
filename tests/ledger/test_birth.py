"""Projects are born once for a key, whole or not at all, and nobody sees one that is half filled."""

from uuid import uuid4

import pytest
from django.utils import timezone

from harsat.accounts.models import Organisation
from harsat.kernel.clock import now
from harsat.kernel.errors import NotFound, Refused
from harsat.ledger import birth as ledger_birth
from harsat.ledger.birth import project_birth
from harsat.projects.models import PARTS, Project, ProjectBirth, ProjectSummary
from harsat.rab.models import HargaItem, PricingPolicy
from harsat.rab.services.proyek import ProjectDraft, project_create
from support.projects import a_user, an_access, ids
from support.threads import at_once


def personal(user):
    return Organisation.objects.get(memberships__user=user, personal=True)


def create(user, key, nama="Gedung A"):
    draft = ProjectDraft(nama)
    return project_create(user=user, organisation=personal(user), draft=draft, request_key=key, as_of=now())


def unborn(user, **values):
    return Project(
        organisation=personal(user), created_by=user, nama="Gedung A", tanggal_dokumen=timezone.now().date(), **values
    )


@pytest.mark.django_db
def test_the_same_key_gives_the_same_project():
    user, key = a_user(), uuid4()
    assert create(user, key).pk == create(user, key).pk
    assert Project.objects.count() == 1


@pytest.mark.django_db
def test_the_key_of_another_user_is_refused():
    key = uuid4()
    create(a_user(), key)
    with pytest.raises(Refused) as raised:
        create(a_user(), key)
    assert raised.value.code == "request_key_reused"
    assert Project.objects.count() == 1


@pytest.mark.django_db
def test_a_new_project_is_at_revision_1_with_one_mark_everywhere_and_a_summary():
    user = a_user()
    project = Project.objects.get(pk=create(user, uuid4()).pk)
    assert (project.revision, project.locked_at) == (1, None)
    assert {project.mark, *(getattr(project, f"mark_{part}") for part in PARTS)} == {project.mark}
    assert project.mark.startswith("1.")
    assert ProjectSummary.objects.get(project=project).mark == project.mark
    assert an_access(user, project).mark == project.mark


@pytest.mark.django_db
def test_a_project_is_not_to_be_seen_while_it_is_filled():
    user, seen = a_user(), []

    def fill(birth):
        birth.insert(PricingPolicy, [{}])
        with pytest.raises(NotFound):
            an_access(user, Project(pk=birth.project_id))
        seen.append(birth.project_id)

    project = project_birth(user=user, request_key=uuid4(), make=lambda: unborn(user), fill=fill)
    assert seen == [project.pk]


@pytest.mark.django_db
def test_rows_go_in_by_pieces(monkeypatch):
    monkeypatch.setattr(ledger_birth, "ROWS_PER_PIECE", 2)
    user = a_user()
    rows = [{"kategori": "BHN", "kode": f"X{n}", "uraian": "x", "satuan": "kg"} for n in range(5)]

    def fill(birth):
        birth.insert(PricingPolicy, [{}])
        assert birth.insert(HargaItem, rows) == ids(HargaItem, birth.project_id)

    project = project_birth(user=user, request_key=uuid4(), make=lambda: unborn(user), fill=fill)
    assert list(HargaItem.objects.filter(project=project).order_by("pk").values_list("kode", flat=True)) == [
        "X0",
        "X1",
        "X2",
        "X3",
        "X4",
    ]


@pytest.mark.django_db
def test_a_filling_that_fails_leaves_nothing_and_the_key_free():
    user, key = a_user(), uuid4()

    def fill(birth):
        birth.insert(PricingPolicy, [{}])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        project_birth(user=user, request_key=key, make=lambda: unborn(user), fill=fill)
    assert not Project.objects.exists()
    assert not PricingPolicy.objects.exists()
    assert create(user, key).pk


@pytest.mark.django_db(transaction=True)
def test_one_key_sent_by_three_threads_at_once_gives_one_project():
    user, key = a_user(), uuid4()
    projects = at_once(*[lambda: create(user, key)] * 3)
    assert len({project.pk for project in projects}) == 1
    assert Project.objects.count() == ProjectBirth.objects.count() == 1
