"""An id that no row can have names nothing: a 404, a conflict or a refusal, never a fault of ours."""

import pytest

from harsat.kernel.ids import ID_AT_MOST, ids_possible
from harsat.rab.models import Pekerjaan, SubKlasifikasi
from support.projects import a_client, a_project, a_user, api_post, api_url, ids

pytestmark = pytest.mark.django_db

FAR = ID_AT_MOST + 1
ADD = {"temp": "a", "kategori": "LAIN", "koefisien": "1"}


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


def test_ids_are_asked_for_once_and_only_where_a_row_can_have_them():
    assert ids_possible([7, FAR, 3, 7, 0, -1]) == [3, 7]


@pytest.mark.parametrize(
    "path",
    [
        f"search-ahsp/{FAR}/",
        f"search-ahsp/?edition={FAR}",
        f"detail-ahsp/{FAR}/",
        f"volume-pekerjaan/{FAR}/sheet/",
        f"list-pekerjaan/{FAR}/source-preview/?source=ref",
    ],
)
def test_a_read_of_an_impossible_id_is_a_404(client, project, path):
    assert client.get(api_url(project, path)).status_code == 404


def test_a_preview_with_an_impossible_analysis_is_a_404(client, project):
    path = f"list-pekerjaan/{ids(Pekerjaan, project)[0]}/source-preview/?source=ref&analysis_id={FAR}"
    assert client.get(api_url(project, path)).status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("volume-pekerjaan/save/", {"cells": [{"id": FAR, "col": "volume", "to": "1"}]}, 409),
        (f"volume-pekerjaan/{FAR}/sheet/save/", {}, 404),
        (f"detail-ahsp/{FAR}/save/", {}, 404),
        ("harga-items/save/", {"cells": [{"id": FAR, "col": "harga", "to": "1"}]}, 409),
        ("list-pekerjaan/save/", {"deletes": [{"table": "pekerjaan", "id": FAR}]}, 409),
        ("list-pekerjaan/save/", {"sources": [{"id": FAR, "from": "custom", "to": "ref"}]}, 409),
        ("restore/", {"revision": FAR, "mark": "x"}, 422),
    ],
)
def test_a_write_to_an_impossible_id_is_answered_as_one_to_a_row_that_is_gone(client, project, path, body, status):
    assert api_post(client, api_url(project, path), body).status_code == status


@pytest.mark.parametrize("target", ["harga_item_id", "target_pekerjaan_id", "target_analysis_id"])
def test_a_komponen_that_names_an_impossible_id_is_refused(client, project, target):
    url = api_url(project, f"detail-ahsp/{ids(Pekerjaan, project)[0]}/save/")
    assert api_post(client, url, {"adds": [{**ADD, target: FAR}]}).status_code == 422


def test_an_impossible_analysis_is_refused_as_one_that_is_not_offered(client, project):
    url, parent = api_url(project, "list-pekerjaan/save/"), ids(SubKlasifikasi, project)[0]
    added = {"table": "pekerjaan", "temp": "p", "parent": parent, "analysis_id": FAR}
    turned = {"id": ids(Pekerjaan, project)[0], "from": "custom", "to": "ref", "analysis_id": FAR}
    assert api_post(client, url, {"adds": [added]}).status_code == 422
    assert api_post(client, url, {"sources": [turned]}).status_code == 422


def test_a_search_for_what_no_database_stores_finds_what_stands_beside_it(client, project):
    answer = client.get("/api/v2/projects/?q=%00" + project.nama[:4])
    assert [row["id"] for row in answer.json()["rows"]] == [project.pk]
