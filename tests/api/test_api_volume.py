import pytest

from harsat.accounts.models import Role
from rab.volume_builders import Bench
from support.projects import a_client, a_member, a_project, a_user, api_post, api_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def bench():
    user = a_user()
    return Bench(user, a_project(user, pekerjaan=2))


@pytest.fixture
def client(bench):
    return a_client(bench.user)


def get(client, bench, path="volume-pekerjaan/"):
    return client.get(api_url(bench.project, path))


def save(client, bench, *cells, **extra):
    wire = [{"id": bench.work[place], "col": "volume", "from": before, "to": after} for place, before, after in cells]
    return api_post(client, api_url(bench.project, "volume-pekerjaan/save/"), {"cells": wire, **extra})


def test_the_tree_carries_numbers_figures_and_how_each_volume_came_about(bench, client):
    bench.define(p="6")
    bench.fill((0, "10", "=p*2"))
    bench.measure(1, {"p": "3"}, {"p": "4"})
    data = get(client, bench).json()
    assert [(row["key"].split(":")[0], row["level"], row["no"]) for row in data["rows"]] == [
        ("klasifikasi", 1, "I"),
        ("sub_klasifikasi", 2, "A"),
        ("pekerjaan", 3, "1"),
        ("pekerjaan", 3, "2"),
    ]
    first, second = data["rows"][2:]
    assert (first["jenis"], first["volume"], first["formula"]) == ("formula", "12.0000", "=p*2")
    assert (first["harga_satuan"], first["jumlah"]) == ("165000", "1980000")
    assert (second["jenis"], second["volume"], second["formula"], second["baris"]) == ("lembar", "7.0000", None, 2)
    assert first["parent"] == data["rows"][1]["key"]
    assert data["parameters"] == {"p": "6.0000"}
    assert data["can_edit"] is True


def test_a_missing_volume_is_null_and_zero_is_zero(bench, client):
    bench.fill((0, "10", None), (1, "10", "0"))
    rows = get(client, bench).json()["rows"][2:]
    assert [(row["volume"], row["jumlah"]) for row in rows] == [(None, None), ("0.0000", "0")]


def test_saving_answers_what_was_stored(bench, client):
    answer = save(client, bench, (0, "10.0000", "=3*4"), (1, "10", "1.23456"))
    data = answer.json()
    assert answer.status_code == 200, data
    assert data["volumes"] == [
        {"id": bench.work[0], "jenis": "formula", "nilai": "12.0000", "formula": "=3*4"},
        {"id": bench.work[1], "jenis": "angka", "nilai": "1.2346", "formula": ""},
    ]
    assert data["rounded"] == [bench.work[1]]
    assert data["totals"]["belum_lengkap"] == 0


def test_refusals_conflicts_and_roles_have_their_status(bench, client):
    assert save(client, bench, (0, "10", "=1+")).status_code == 422
    conflict = save(client, bench, (0, "9", "11"))
    assert (conflict.status_code, conflict.json()["cells"][0]["now"]) == (409, "10.0000")
    reviewer = a_client(a_member(bench.project, Role.PENINJAU))
    assert get(reviewer, bench).json()["can_edit"] is False
    assert save(reviewer, bench, (0, "10", "11")).status_code == 403
    stranger = a_client(a_user())
    assert get(stranger, bench).status_code == 404
    assert save(a_client(), bench, (0, "10", "11")).status_code == 401


def test_a_sheet_is_only_replaced_when_that_is_said(bench, client):
    bench.measure(0, {"p": "3"})
    refused = save(client, bench, (0, "3", "5"))
    assert (refused.status_code, refused.json()["cells"][0]["sheet"]) == (422, True)
    assert save(client, bench, (0, "3", "5"), replace_sheet=True).status_code == 200


def test_an_unchanged_tree_is_a_304_for_one_statement(bench, client, queries):
    first = get(client, bench)
    client.get(api_url(bench.project, "volume-pekerjaan/"))
    with queries() as statements:
        second = client.get(api_url(bench.project, "volume-pekerjaan/"), headers={"If-None-Match": first["ETag"]})
    assert second.status_code == 304
    assert sum("projects_project" in sql for sql in statements.seen) == 1


@pytest.mark.parametrize("count", [1, 40])
def test_the_tree_costs_three_queries_of_its_own_whatever_its_size(count, queries):
    user = a_user()
    bench = Bench(user, a_project(user, pekerjaan=count))
    client = a_client(user)
    client.get(api_url(bench.project, "harga-items/"))  # the estimate is warm
    with queries() as statements:
        get(client, bench)
    assert sum("rab_" in sql for sql in statements.seen) == 3, str(statements)


def sheet_url(bench, path=""):
    return api_url(bench.project, f"volume-pekerjaan/{bench.work[0]}/sheet/{path}")


def test_a_sheet_is_read_with_exact_sums_and_saved_as_one_command(bench, client):
    a, b = bench.measure(
        0,
        {"uraian": "Dinding", "n": "2", "p": "3.5", "t": "4"},
        {"uraian": "Pintu", "p": "0.9", "t": "2.1", "pengurang": "true"},
    )
    sheet = client.get(sheet_url(bench)).json()
    assert (sheet["no"], sheet["jenis"], sheet["volume"]) == ("I.A.1", "lembar", "26.1100")
    assert [(row["id"], row["p"], row["l"], row["jumlah"]) for row in sheet["rows"]] == [
        (a, "3.5000", None, "28"),
        (b, "0.9000", None, "-1.89"),
    ]
    body = {
        "seen": [a, b],
        "cells": [{"id": a, "col": "n", "from": "2", "to": "3"}],
        "adds": [{"key": "new", "after": a, "values": {"uraian": "Teras", "p": "1"}}],
        "deletes": [b],
    }
    saved = api_post(client, sheet_url(bench, "save/"), body)
    assert saved.status_code == 200, saved.json()
    assert saved.json()["volumes"][0]["nilai"] == "43.0000"
    assert set(saved.json()["added"]) == {"new"}


def test_a_sheet_begins_where_a_number_was_only_when_that_is_said(bench, client):
    body = {"adds": [{"key": "a", "values": {"p": "2"}}]}
    refused = api_post(client, sheet_url(bench, "save/"), body)
    assert (refused.status_code, refused.json()["code"]) == (422, "volume_in_force")
    assert api_post(client, sheet_url(bench, "save/"), {**body, "replace_volume": True}).status_code == 200


def test_the_sheet_of_no_pekerjaan_is_not_found(bench, client):
    assert client.get(api_url(bench.project, "volume-pekerjaan/999999/sheet/")).status_code == 404
