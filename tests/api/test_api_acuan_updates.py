"""Newer versions of references over HTTP."""

import pytest

from harsat.accounts.models import Role
from harsat.api.v2.acuan_updates import UpdatesOut
from harsat.rab import models as rab
from rab.acuan_builders import measured, priced, published_again
from rab.struktur_builders import a_catalogue, ahsp, an_outline, line, save
from support.projects import a_client, a_member, a_project, a_user, an_access, api_post, api_url

pytestmark = pytest.mark.django_db

LIST = "acuan-updates/"
APPLY = "acuan-updates/apply/"


@pytest.fixture
def user():
    return a_user()


@pytest.fixture
def project(user):
    return a_project(user)


@pytest.fixture
def client(user):
    return a_client(user)


@pytest.fixture
def row(user, project):
    """10 m3 at 0.5 OH x 100 000, and the version of 0.6 OH that came after."""
    access = an_access(user, project)
    found = a_catalogue(galian=("1.1", "m3", [line("L.01")]))
    place = an_outline(access, Tanah={"Galian": []})
    row_id = save(access, adds=[ahsp(found["galian"], place["Galian"])]).answer["ids"]["p"]
    made = rab.Pekerjaan.objects.get(pk=row_id)
    priced(access, project, {"L.01": "100000.00"})
    measured(access, made, "10.0000")
    published_again(found["galian"], [line("L.01", koefisien="0.6")])
    return made


def take_of(update):
    return {
        "jenis": update["jenis"],
        "id": update["id"],
        "from": update["now"]["id"],
        "to": update["newest"]["id"],
        "cara": update["cara"],
    }


def test_an_offer_tells_lines_and_effect(client, project, row):
    answer = client.get(api_url(project, LIST)).json()
    assert UpdatesOut.model_validate(answer).dict() == answer
    (update,) = answer["updates"]
    assert (update["jenis"], update["id"], update["cara"], update["nomor"]) == ("pekerjaan", row.pk, "pakai", "I.A.1")
    assert (update["now"]["version"], update["newest"]["version"]) == (1, 2)
    assert update["lines"] == [
        {
            "kode": "L.01",
            "uraian": "Sumber L.01",
            "satuan": "OH",
            "before": "0.500000",
            "after": "0.600000",
            "here": "0.500000",
            "uraian_before": "",
            "satuan_before": "",
            "nested": False,
        }
    ]
    assert (update["harga_before"], update["harga_after"]) == ("55000", "66000")
    assert (update["jumlah_before"], update["jumlah_after"]) == ("550000", "660000")
    assert (answer["before"], answer["after"]) == (
        {"total": "611000", "belum_lengkap": 0},
        {"total": "733000", "belum_lengkap": 0},
    )


def test_a_project_without_newer_versions_is_offered_nothing(client, project):
    answer = client.get(api_url(project, LIST)).json()
    nothing = {"total": "0", "belum_lengkap": 0}
    assert answer == {"updates": [], "before": nothing, "after": nothing, "can_edit": True}


def test_taking_an_offer_is_told_with_the_new_total_and_can_be_undone(client, project, row):
    update = client.get(api_url(project, LIST)).json()["updates"][0]
    answer = api_post(client, api_url(project, APPLY), {"takes": [take_of(update)]})
    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert (body["changed"], body["can_undo"]) == ({"pekerjaan": [row.pk]}, True)
    assert body["totals"]["total"] == "733000"
    assert client.get(api_url(project, LIST)).json()["updates"] == []
    undone = api_post(client, api_url(project, "undo/"), {}).json()
    assert (undone["action"], undone["page"]) == ("acuan_updates_apply", "list-pekerjaan")
    assert len(client.get(api_url(project, LIST)).json()["updates"]) == 1


def test_what_was_changed_meanwhile_is_a_conflict(client, project, row):
    take = take_of(client.get(api_url(project, LIST)).json()["updates"][0])
    answer = api_post(client, api_url(project, APPLY), {"takes": [{**take, "from": take["from"] + 1000}]})
    assert (answer.status_code, answer.json()["code"]) == (409, "cell_conflict")
    assert answer.json()["cells"][0]["reason"] == "sudah memakai versi lain"


def test_no_offer_at_all_and_unknown_ways_are_refused(client, project, row):
    take = take_of(client.get(api_url(project, LIST)).json()["updates"][0])
    for takes in ([], [{**take, "cara": "lihat"}], [{**take, "jenis": "volume"}]):
        answer = api_post(client, api_url(project, APPLY), {"takes": takes})
        assert (answer.status_code, answer.json()["code"]) == (422, "body_invalid")


def test_a_reviewer_sees_offers_and_takes_none(client, project, row):
    reviewer = a_client(a_member(project, Role.PENINJAU))
    answer = reviewer.get(api_url(project, LIST)).json()
    assert answer["can_edit"] is False
    takes = [take_of(update) for update in answer["updates"]]
    assert api_post(reviewer, api_url(project, APPLY), {"takes": takes}).status_code == 403


def test_strangers_and_the_signed_out_find_nothing(project, row):
    assert a_client(a_user()).get(api_url(project, LIST)).status_code == 404
    assert a_client().get(api_url(project, LIST)).status_code == 401


def test_the_list_costs_a_fixed_number_of_statements(client, project, row, queries):
    client.get(api_url(project, LIST))
    with queries() as statements:
        client.get(api_url(project, LIST))
    assert sum("rab_" in sql for sql in statements.seen) == 1
    assert sum("catalogue_" in sql for sql in statements.seen) == 3
