"""The List Pekerjaan over HTTP."""

import pytest

from harsat.accounts.models import Role
from harsat.rab import models as rab
from support.projects import a_client, a_member, a_project, a_user, api_post, api_url

pytestmark = pytest.mark.django_db

SAVE = "list-pekerjaan/save/"
TREE = "list-pekerjaan/tree/"


@pytest.fixture
def user():
    return a_user()


@pytest.fixture
def project(user):
    return a_project(user, pekerjaan=1)


@pytest.fixture
def client(user):
    return a_client(user)


def test_the_tree_is_told_row_by_row(client, project):
    answer = client.get(api_url(project, TREE)).json()
    work = rab.Pekerjaan.objects.get(project=project)
    assert [row["no"] for row in answer["rows"]] == ["I", "A", "1"]
    assert answer["rows"][2] == {
        "key": f"p{work.pk}",
        "table": "pekerjaan",
        "id": work.pk,
        "level": 3,
        "parent": f"s{work.sub_klasifikasi_id}",
        "no": "1",
        "uraian": "Pekerjaan 1",
        "komponen": 2,
        "jumlah": "1650000",
        "source": "custom",
        "edition": None,
        "analysis_id": None,
        "kode": "B.0001",
        "satuan": "m3",
        "status": "utama",
        "mata_pembayaran": "",
        "kena_ppn": True,
        "langsung": False,
        "harga_langsung": None,
        "sumber_harga": "",
        "buk_persen": None,
        "catatan": "",
        "lengkap": {"analisa": "penuh", "volume": "penuh", "harga": "penuh"},
    }
    assert answer["can_edit"] is True
    assert answer["totals"]["total"] == "1832000"


def test_rows_keep_to_the_declared_shape(client, project):
    from harsat.api.v2.struktur_schemas import StrukturTreeOut

    body = client.get(api_url(project, TREE)).json()
    assert StrukturTreeOut.model_validate(body).dict() == body


def test_a_warm_tree_is_not_sent_again_and_costs_one_project_statement(client, project, queries):
    etag = client.get(api_url(project, TREE))["ETag"]
    with queries() as statements:
        assert client.get(api_url(project, TREE), headers={"If-None-Match": etag}).status_code == 304
    assert sum("projects_project" in sql for sql in statements.seen) == 1
    assert not any("rab_" in sql for sql in statements.seen)


def test_one_command_adds_moves_edits_and_deletes(client, project):
    work = rab.Pekerjaan.objects.get(project=project)
    body = {
        "adds": [
            {"table": "klasifikasi", "temp": "k", "after": None, "values": {"nama": "Persiapan"}},
            {"table": "sub_klasifikasi", "temp": "s", "parent": "k", "values": {"nama": "Umum"}},
            {"table": "pekerjaan", "temp": "p", "parent": "s", "values": {"uraian": "Papan nama", "satuan": "ls"}},
        ],
        "moves": [
            {
                "table": "pekerjaan",
                "id": work.pk,
                "from_parent": work.sub_klasifikasi_id,
                "to_parent": "s",
                "after": None,
            }
        ],
        "cells": [{"table": "pekerjaan", "id": work.pk, "col": "uraian", "from": "Pekerjaan 1", "to": "Kolom"}],
        "deletes": [{"table": "klasifikasi", "id": work.sub_klasifikasi.klasifikasi_id, "inside": 1}],
    }
    answer = api_post(client, api_url(project, SAVE), body)
    assert answer.status_code == 200, answer.content
    assert set(answer.json()["ids"]) == {"k", "s", "p"}
    rows = client.get(api_url(project, TREE)).json()["rows"]
    assert [row["uraian"] for row in rows] == ["Persiapan", "Umum", "Kolom", "Papan nama"]


def test_the_same_key_sent_twice_adds_once(client, project):
    body = {"adds": [{"table": "klasifikasi", "temp": "k", "values": {"nama": "Atap"}}]}
    key = "9b6f0b0e-4a55-4b7e-9b39-5f0a4f0b7a01"
    first = api_post(client, api_url(project, SAVE), body, key=key).json()
    assert api_post(client, api_url(project, SAVE), body, key=key).json()["ids"] == first["ids"]
    assert rab.Klasifikasi.objects.filter(project=project, nama="Atap").count() == 1


def test_refusals_name_the_row_and_the_reason(client, project):
    body = {"adds": [{"table": "klasifikasi", "temp": "k", "values": {"nama": " "}}]}
    answer = api_post(client, api_url(project, SAVE), body)
    assert answer.status_code == 422
    assert answer.json()["cells"] == [
        {"table": "klasifikasi", "id": "k", "col": "nama", "row": 1, "reason": "Nama klasifikasi harus diisi."}
    ]


def test_a_table_that_is_not_of_the_outline_is_refused(client, project):
    answer = api_post(client, api_url(project, SAVE), {"deletes": [{"table": "harga_item", "id": 1}]})
    assert (answer.status_code, answer.json()["code"]) == (422, "body_invalid")


def test_a_deletion_of_what_is_gone_is_a_conflict(client, project):
    answer = api_post(client, api_url(project, SAVE), {"deletes": [{"table": "pekerjaan", "id": 123456}]})
    assert (answer.status_code, answer.json()["code"]) == (409, "cell_conflict")


def test_an_undo_brings_a_deleted_branch_back(client, project):
    before = client.get(api_url(project, TREE)).json()["rows"]
    api_post(
        client, api_url(project, SAVE), {"deletes": [{"table": "klasifikasi", "id": before[0]["id"], "inside": 2}]}
    )
    assert client.get(api_url(project, TREE)).json()["rows"] == []
    api_post(client, api_url(project, "undo/"))
    assert client.get(api_url(project, TREE)).json()["rows"] == before


@pytest.mark.parametrize("role", [Role.PENINJAU, Role.PELAKSANA])
def test_who_may_not_edit_reads_only(project, role):
    client = a_client(a_member(project, role))
    assert client.get(api_url(project, TREE)).json()["can_edit"] is False
    assert api_post(client, api_url(project, SAVE), {}).status_code == 403


def test_strangers_find_nothing_and_nobody_needs_to_sign_in(project):
    stranger = a_client(a_user())
    for path in (TREE, "list-pekerjaan/1/source-preview/?source=custom", "search-ahsp/", "search-ahsp/1/"):
        assert stranger.get(api_url(project, path)).status_code == 404
        assert a_client().get(api_url(project, path)).status_code == 401
    assert api_post(stranger, api_url(project, SAVE), {}).status_code == 404


def test_the_preview_of_a_source_change_writes_nothing(client, project):
    work = rab.Pekerjaan.objects.get(project=project)
    revision = client.get(api_url(project, TREE)).json()["revision"]
    answer = client.get(api_url(project, f"list-pekerjaan/{work.pk}/source-preview/?source=custom"))
    assert answer.json()["lost"] == []
    refused = client.get(api_url(project, f"list-pekerjaan/{work.pk}/source-preview/?source=ref"))
    assert (refused.status_code, refused.json()["code"]) == (422, "analysis_missing")
    assert client.get(api_url(project, TREE)).json()["revision"] == revision


def test_a_source_change_is_sent_as_from_and_to(client, project):
    from rab.struktur_builders import a_catalogue, line

    found = a_catalogue(galian=("1.1", "m3", [line("L.07")]))
    work = rab.Pekerjaan.objects.get(project=project)
    body = {"sources": [{"id": work.pk, "from": "custom", "to": "ref", "analysis_id": found["galian"]}]}
    assert api_post(client, api_url(project, SAVE), body).status_code == 200
    row = client.get(api_url(project, TREE)).json()["rows"][2]
    assert (row["source"], row["kode"], row["komponen"]) == ("ref", "1.1", 1)
