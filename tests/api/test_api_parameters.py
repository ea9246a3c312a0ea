import pytest

from harsat.accounts.models import Role
from rab.volume_builders import Bench
from support.projects import a_client, a_member, a_project, a_user, api_post, api_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def bench():
    user = a_user()
    bench = Bench(user, a_project(user, pekerjaan=2))
    bench.define(p="6", luas="=p*4")
    bench.fill((0, "10", "=luas"))
    return bench


@pytest.fixture
def client(bench):
    return a_client(bench.user)


def url(bench, path=""):
    return api_url(bench.project, f"parameters/{path}")


def cell(bench, name, before, after, col="formula"):
    return {"id": bench.parameter(name).pk, "col": col, "from": before, "to": after}


def test_the_list_says_value_definition_and_use(bench, client):
    data = client.get(url(bench)).json()
    rows = [
        (row["nama"], row["formula"], row["nilai"], row["dipakai"], row["dipakai_parameter"]) for row in data["rows"]
    ]
    assert rows == [("p", "6.0000", "6.0000", 1, 1), ("luas", "=p*4", "24.0000", 1, 0)]


def test_the_preview_lists_volumes_and_the_new_total_before_anything_is_saved(bench, client):
    before = client.get(url(bench)).json()
    preview = api_post(client, url(bench, "preview/"), {"cells": [cell(bench, "p", "6", "7")]}).json()
    assert preview["volumes"] == [
        {"id": bench.work[0], "label": "I.A.1 Pekerjaan 1", "before": "24.0000", "after": "28.0000", "via": ["luas"]}
    ]
    assert preview["totals_before"]["total"] == before["totals"]["total"]
    # 4 m3 x 165.000 x 1,11 = 732.600
    assert preview["selisih"] in {"732000", "733000"}
    assert client.get(url(bench)).json()["mark"] == before["mark"]


def test_a_preview_says_what_the_write_would_refuse(bench, client):
    refused = api_post(client, url(bench, "preview/"), {"cells": [cell(bench, "p", "6", "=luas")]})
    assert (refused.status_code, refused.json()["cells"][0]["code"]) == (422, "formula_cycle")


def test_a_cell_is_saved_with_its_volumes(bench, client):
    saved = api_post(client, url(bench, "sync/"), {"cells": [cell(bench, "p", "6", "7")]})
    assert saved.status_code == 200, saved.json()
    assert saved.json()["volumes"] == [
        {"id": bench.work[0], "jenis": "formula", "nilai": "28.0000", "formula": "=luas"}
    ]
    assert saved.json()["changed"]["volume"] == [bench.work[0]]


def test_merge_adds_and_replace_needs_the_tag_of_the_list(bench, client):
    assert api_post(client, url(bench, "sync/"), {"parameters": [{"nama": "t", "formula": "3"}]}).status_code == 200
    whole = {"mode": "replace", "parameters": [{"nama": "luas", "formula": "=p*4"}, {"nama": "p", "formula": "6"}]}
    missing = api_post(client, url(bench, "sync/"), whole)
    assert (missing.status_code, missing.json()["code"]) == (422, "if_match_missing")
    stale = api_post(client, url(bench, "sync/"), whole, **{"If-Match": '"0000"'})
    assert (stale.status_code, stale.json()["code"]) == (409, "parameters_changed")
    tag = client.get(url(bench)).json()["tag"]
    assert api_post(client, url(bench, "sync/"), whole, **{"If-Match": f'"{tag}"'}).status_code == 200
    assert [row["nama"] for row in client.get(url(bench)).json()["rows"]] == ["luas", "p"]


def test_a_used_parameter_is_not_deleted(bench, client):
    refused = api_post(client, url(bench, "sync/"), {"deletes": [bench.parameter("luas").pk]})
    assert (refused.status_code, refused.json()["code"]) == (422, "parameter_used")
    assert refused.json()["cells"][0]["users"] == ["I.A.1 Pekerjaan 1"]


def test_a_reviewer_may_look_ahead_but_not_save(bench):
    reviewer = a_client(a_member(bench.project, Role.PENINJAU))
    body = {"cells": [cell(bench, "p", "6", "7")]}
    assert api_post(reviewer, url(bench, "preview/"), body).status_code == 200
    assert api_post(reviewer, url(bench, "sync/"), body).status_code == 403
