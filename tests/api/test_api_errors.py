"""Every error of the API is JSON; a fault of ours tells its id and nothing else; a busy project says when to retry."""

import logging

import pytest
from django.db import OperationalError
from django.http import UnreadablePostError

from harsat.engine.errors import NumberRefused
from harsat.kernel.errors import Busy
from harsat.rab.models import HargaItem
from support.projects import a_client, a_project, a_user, api_post, api_url, ids

pytestmark = pytest.mark.django_db

SERVICE = "harsat.api.v2.harga.harga_items_update"


@pytest.fixture
def user():
    return a_user()


@pytest.fixture
def project(user):
    return a_project(user, pekerjaan=1)


@pytest.fixture
def client(user):
    client = a_client(user)
    client.raise_request_exception = False
    return client


def save(client, project):
    cells = [{"id": ids(HargaItem, project)[0], "col": "harga", "from": "100000", "to": "1"}]
    return api_post(client, api_url(project, "harga-items/save/"), {"cells": cells})


def raising(monkeypatch, error, where=SERVICE):
    def raise_it(*_args, **_kwargs):
        raise error

    monkeypatch.setattr(where, raise_it)


def test_a_fault_tells_its_id_and_nothing_of_what_it_was(client, project, monkeypatch, caplog):
    raising(monkeypatch, RuntimeError("password=s3cret in /srv/app.py"))
    with caplog.at_level(logging.ERROR):
        answer = save(client, project)
    body = answer.json()
    assert answer.status_code == 500
    assert set(body) == {"code", "message", "error_id"}
    assert body["error_id"] == answer["X-Request-Id"]
    assert "s3cret" not in answer.content.decode()
    assert "s3cret" in caplog.text


def test_a_fault_of_a_read_is_json_too(client, project, monkeypatch):
    raising(monkeypatch, KeyError("harga"), "harsat.api.v2.harga.harga_rows")
    from harsat.api.v2.conditional import PAYLOADS

    PAYLOADS.clear()
    answer = client.get(api_url(project, "harga-items/"))
    assert (answer.status_code, set(answer.json())) == (500, {"code", "message", "error_id"})


def test_a_fault_of_the_gate_is_json_too(client, project, monkeypatch):
    raising(monkeypatch, ZeroDivisionError(), "harsat.api.v2.access.session_access")
    answer = client.get(api_url(project, "harga-items/"))
    assert (answer.status_code, answer.json()["code"]) == (500, "fault")


def test_a_body_that_was_cut_off_is_no_fault_of_ours(client, project, monkeypatch):
    raising(monkeypatch, UnreadablePostError("connection lost"))
    assert save(client, project).status_code == 400


def test_a_busy_project_is_a_503_with_when_to_retry(client, project, monkeypatch):
    raising(monkeypatch, Busy())
    answer = save(client, project)
    assert (answer.status_code, answer["Retry-After"], answer.json()["code"]) == (503, "1", "busy")


def test_a_database_that_is_locked_is_a_503(client, project, monkeypatch):
    raising(monkeypatch, OperationalError("database is locked"), "harsat.ledger.write.project_lock")
    answer = save(client, project)
    assert (answer.status_code, answer["Retry-After"]) == (503, "1")


def test_another_error_of_the_database_is_a_fault(client, project, monkeypatch):
    raising(monkeypatch, OperationalError("disk I/O error"), "harsat.ledger.write.project_lock")
    assert save(client, project).status_code == 500


def test_a_refusal_of_the_engine_is_a_422_with_its_code(client, project, monkeypatch):
    raising(monkeypatch, NumberRefused("number_too_large", "Terlalu besar."))
    answer = save(client, project)
    assert (answer.status_code, answer.json()) == (422, {"code": "number_too_large", "message": "Terlalu besar."})


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_method_that_a_route_has_not_is_a_405_that_names_those_it_has(client, project, method):
    answer = getattr(client, method)(api_url(project, "harga-items/"))
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert answer.json()["code"] == "method_not_allowed"
