"""Who may do what: the role table as a matrix, and one statement that tells strangers nothing."""

import pytest
from django.db import connection

from harsat.accounts.models import Membership, Role, User
from harsat.kernel.errors import Forbidden, NotFound, NotSignedIn
from harsat.projects.access import RIGHTS, Right, access_get, session_holds
from harsat.projects.models import PARTS, Project
from support.projects import PASSWORD, a_client, a_member, a_project, a_user, an_access
from support.queries import statement_count

pytestmark = pytest.mark.django_db

MATRIX = {
    #               read   edit   progress members delete
    "pemilik":     (True,  True,  True,    True,   True),
    "editor":      (True,  True,  True,    False,  False),
    "pelaksana":   (True,  False, True,    False,  False),
    "peninjau":    (True,  False, False,   False,  False),
}  # fmt: skip


@pytest.mark.parametrize("role", MATRIX)
def test_each_role_may_what_the_table_says(role):
    project = a_project()
    access = an_access(a_member(project, role), project)
    assert tuple(access.may(right) for right in Right) == MATRIX[role]
    for right, may in zip(Right, MATRIX[role], strict=True):
        if may:
            assert access.require(right) is access
        else:
            with pytest.raises(Forbidden):
                access.require(right)


def test_the_matrix_knows_every_role_and_every_right():
    assert set(MATRIX) == set(Role.values) == set(RIGHTS)
    assert [right.value for right in Right] == ["read", "edit", "progress", "members", "delete"]


def test_access_is_one_statement_with_everything_a_warm_read_needs():
    user = a_user()
    project = a_project(user, nama="Gedung A")
    with statement_count(1):
        access = access_get(user_id=user.pk, project_id=project.pk)
    assert (access.user_id, access.project_id, access.organisation_id) == (user.pk, project.pk, project.organisation_id)
    assert (access.nama, access.role, access.revision, access.mark) == ("Gedung A", "pemilik", 1, project.mark)
    assert set(access.marks) == set(PARTS)


def test_a_stranger_finds_another_organisations_project_no_more_than_none():
    project = a_project()
    stranger = a_user()
    for project_id in (project.pk, project.pk + 1000, 0, 2**63 - 1, 2**63, 10**40):
        with pytest.raises(NotFound):
            access_get(user_id=stranger.pk, project_id=project_id)


def test_a_user_without_account_finds_nothing():
    with pytest.raises(NotFound):
        access_get(user_id=10**9, project_id=a_project().pk)


def test_a_deactivated_user_is_signed_out():
    user = a_user()
    project = a_project(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    with pytest.raises(NotSignedIn):
        an_access(user, project)


def test_a_membership_holds_for_all_projects_of_the_organisation_and_ends_with_it():
    owner = a_user()
    first, second = a_project(owner), a_project(owner)
    member = a_member(first, Role.PELAKSANA)
    assert {an_access(member, project).role for project in (first, second)} == {"pelaksana"}
    Membership.objects.filter(user=member, organisation=first.organisation).delete()
    with pytest.raises(NotFound):
        an_access(member, second)


def test_a_project_under_construction_is_seen_by_nobody():
    user = a_user()
    project = a_project(user)
    Project.objects.filter(pk=project.pk).update(locked_at="2026-01-01T00:00:00Z")
    with pytest.raises(NotFound):
        an_access(user, project)


def test_access_is_fresh_and_never_cached():
    user = a_user()
    project = a_project(user)
    an_access(user, project)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE projects_project SET mark = '9.abcdef01' WHERE id = %s", [project.pk])
    assert an_access(user, project).mark == "9.abcdef01"


def test_a_session_holds_until_the_password_changes():
    user = a_user()
    project = a_project(user)
    made = user.get_session_auth_hash()
    assert session_holds(an_access(user, project), made)
    assert not session_holds(an_access(user, project), "")
    user.set_password(PASSWORD + "!")
    user.save()
    assert not session_holds(an_access(user, project), made)
    assert session_holds(an_access(user, project), user.get_session_auth_hash())


def test_a_session_holds_through_a_change_of_the_secret_key_while_the_old_one_is_a_fallback(settings):
    user = a_user()
    access = an_access(user, a_project(user))
    made = user.get_session_auth_hash()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the new key", [settings.SECRET_KEY]
    assert session_holds(access, made)
    settings.SECRET_KEY_FALLBACKS = []
    assert not session_holds(access, made)


def test_the_password_mark_is_not_printed():
    user = a_user()
    access = an_access(user, a_project(user))
    assert access.password not in repr(access)


def test_a_role_that_is_unknown_cannot_be_stored():
    from django.db import IntegrityError, transaction

    project = a_project()
    member = a_member(project)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(user=member).update(role="raja")
    assert a_client(member).get(f"/api/v2/project/{project.pk}/harga-items/").status_code == 200
