"""Every route of the API, whoever wrote it: closed to strangers before it reads what they send, and JSON throughout."""

import pytest
from django.urls import get_resolver

from harsat.accounts.models import Role, User
from harsat.rab.models import HargaItem
from support.openapi import operations
from support.projects import PASSWORD, a_client, a_member, a_project, a_user, api_post, api_url

pytestmark = pytest.mark.django_db

READS_BY_POST = {"preview_parameters"}
"""Operations that are posted and write nothing to the project: whoever may read may ask them."""

OF_PELAKSANA = {"undo", "redo"}
"""What needs the right to write progress; the plan and its reports belong here."""

ALL = operations()
OF_PROJECT = [one for one in ALL if one.of_project]
WRITES = [one for one in OF_PROJECT if one.writes]


def send(client, operation, project_id, *, body="own", **headers):
    url = operation.url(project_id)
    if not operation.writes:
        return client.get(url, headers=headers)
    if operation.method == "post" and not operation.multipart:
        return api_post(client, url, operation.body if body == "own" else body, **headers)
    return client.generic(operation.method.upper(), url, headers=headers)


def answered(response, status, *codes):
    assert response["Content-Type"].startswith("application/json"), response.content[:200]
    assert response.status_code == status, response.content[:400]
    body = response.json()
    assert body["message"]
    assert not codes or body["code"] in codes
    return body


BODIES = ("own", {"nonsense": 1}, [])
"""One that the schema accepts and two that it does not: who may not come in learns nothing of which is which."""


@pytest.mark.parametrize("operation", ALL, ids=str)
def test_who_is_not_signed_in_gets_401_as_json(operation):
    client = a_client()
    for body in BODIES:
        answered(send(client, operation, 1, body=body), 401, "not_signed_in")


@pytest.mark.parametrize("operation", OF_PROJECT, ids=str)
def test_a_stranger_gets_404_as_for_a_project_that_is_not_there(operation):
    project, client = a_project(), a_client(a_user())
    for body in BODIES:
        theirs = answered(send(client, operation, project.pk, body=body), 404, "not_found")
        nobodys = answered(send(client, operation, project.pk + 1000, body=body), 404, "not_found")
        assert theirs == nobodys


@pytest.mark.parametrize("operation", OF_PROJECT, ids=str)
def test_an_id_that_no_column_holds_is_a_404(operation):
    answered(send(a_client(a_user()), operation, 10**30), 404)


@pytest.mark.parametrize("operation", WRITES, ids=str)
@pytest.mark.parametrize("role", [Role.PENINJAU, Role.PELAKSANA])
def test_who_only_reads_writes_nothing(operation, role):
    project = a_project(pekerjaan=1)
    response = send(a_client(a_member(project, role)), operation, project.pk)
    project.refresh_from_db()
    assert project.revision == 1
    if operation.operation_id in READS_BY_POST or (role == Role.PELAKSANA and operation.operation_id in OF_PELAKSANA):
        assert response.status_code != 403
    else:
        answered(response, 403, "forbidden")


@pytest.mark.slow
@pytest.mark.parametrize("operation", [one for one in OF_PROJECT if not one.writes], ids=str)
def test_every_role_reads_everything(operation):
    project, client = a_project(pekerjaan=1), a_client()
    for role in Role.values:
        client.force_login(a_member(project, role))
        response = send(client, operation, project.pk)
        assert response.status_code in {200, 404, 422}, response.content[:300]
        if response.status_code == 404:
            assert "{" in operation.path.replace("{project_id}", "")


@pytest.mark.slow
@pytest.mark.parametrize("operation", WRITES, ids=str)
def test_who_may_edit_is_never_refused_for_the_role(operation):
    project, client = a_project(pekerjaan=1), a_client()
    for role in (Role.EDITOR, Role.PEMILIK):
        client.force_login(a_member(project, role))
        response = send(client, operation, project.pk)
        assert response.status_code not in {401, 403}
        assert response.status_code < 500


@pytest.mark.parametrize("operation", [one for one in ALL if one.writes], ids=str)
def test_a_write_without_csrf_token_is_a_403_as_json(operation):
    user = a_user()
    project = a_project(user)
    answered(send(a_client(user, csrf=True), operation, project.pk), 403, "csrf")


@pytest.mark.parametrize("operation", ALL, ids=str)
def test_an_address_without_its_closing_slash_is_a_json_404_and_no_redirect(operation):
    path = operation.url(1).partition("?")[0]
    assert path.endswith("/")
    client = a_client(a_user())
    for response in (client.get(path.rstrip("/")), api_post(client, path.rstrip("/"))):
        answered(response, 404, "not_found")


def test_an_address_that_is_not_there_is_a_json_404():
    for path in ("/api/", "/api/v2/", "/api/v2/nonsense/", "/api/v2/project/x/harga-items/", "/api/v9/"):
        answered(a_client(a_user()).get(path), 404, "not_found")


def test_the_walk_sees_every_route_that_is_registered():
    """A route hidden from the document would be hidden from these tests."""
    (prefix,) = [one for one in get_resolver().url_patterns if str(one.pattern) == "api/v2/"]
    registered = {
        str(pattern.pattern) for pattern in prefix.url_patterns if pattern.name not in {"openapi-json", "api-root"}
    }
    assert len(registered) == len({one.path.partition("?")[0] for one in ALL})


# One project route stands for all: they share the gate.


def get(client, project):
    return client.get(api_url(project, "harga-items/"))


def test_a_deactivated_user_gets_401():
    user = a_user()
    project, client = a_project(user), a_client(user)
    assert get(client, project).status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    answered(get(client, project), 401, "not_signed_in")


def test_a_session_from_before_a_password_change_gets_401():
    user = a_user()
    project, client = a_project(user), a_client(user)
    user.set_password(PASSWORD + "!")
    user.save()
    answered(get(client, project), 401, "not_signed_in")


def test_a_session_that_ended_gets_401():
    user = a_user()
    project, client = a_project(user), a_client(user)
    client.logout()
    answered(get(client, project), 401, "not_signed_in")


def test_a_write_with_its_csrf_token_passes():
    user = a_user()
    project = a_project(user, pekerjaan=1)
    client = a_client(user, csrf=True)
    client.cookies["csrftoken"] = "a" * 32
    item = HargaItem.objects.filter(project=project).order_by("pk")[0]
    cells = [{"id": item.pk, "col": "harga", "from": "100000", "to": "1"}]
    url = api_url(project, "harga-items/save/")
    assert api_post(client, url, {"cells": cells}, **{"X-CSRFToken": "a" * 32}).status_code == 200
    answered(api_post(client, url, {"cells": cells}, **{"X-CSRFToken": "b" * 32}), 403, "csrf")
