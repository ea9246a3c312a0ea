"""The catalogue as a project sees it: found by code or words, priced at the project's prices."""

import pytest

from harsat.engine.snapshot import Kategori
from rab.struktur_builders import a_catalogue, line
from support.projects import a_client, a_project, a_user, api_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return a_user()


@pytest.fixture
def project(user):
    return a_project(user, pekerjaan=1)


@pytest.fixture
def client(user):
    return a_client(user)


@pytest.fixture
def found():
    return a_catalogue(
        galian=("1.1", "m3", [line("L.01")]),
        urukan=("1.2", "m3", [line("L.01"), line("M.77", Kategori.BHN, "kg", "3")]),
        kolom=("2.1", "m3", [line("", Kategori.LAIN, "m3", "2", target="1.1"), line("L.01", koefisien="1")]),
    )


def test_a_hit_carries_its_price_at_the_prices_of_the_project(client, project, found):
    (hit,) = client.get(api_url(project, "search-ahsp/?q=galian")).json()["hits"]
    assert hit.pop("edition").startswith("AHSP uji")
    assert hit.pop("edition_id")
    assert hit == {
        "analysis_id": found["galian"],
        "kode": "1.1",
        "uraian": "Pekerjaan galian",
        "satuan": "m3",
        "match": "semua_kata",
        "padanan": [],
        "komponen": 1,
        "harga_satuan": "55000",
        "belum_ada": 0,
    }


def test_a_code_is_found_first_and_a_missing_price_makes_the_figure_unknown(client, project, found):
    hits = client.get(api_url(project, "search-ahsp/?q=1.2")).json()["hits"]
    assert (hits[0]["match"], hits[0]["harga_satuan"], hits[0]["belum_ada"]) == ("kode", None, 1)


def test_misspelt_words_are_corrected(client, project, found):
    (hit,) = client.get(api_url(project, "search-ahsp/?q=galain")).json()["hits"]
    assert (hit["match"], hit["kode"]) == ("kata_mirip", "1.1")


def test_a_synonym_is_named(client, project, found):
    hit = client.get(api_url(project, "search-ahsp/?q=tiang")).json()["hits"][0]
    assert (hit["match"], hit["kode"], hit["padanan"]) == ("padanan", "2.1", ["tiang = kolom"])


def test_chapter_unit_and_bidang_narrow_the_answer(client, project, found):
    def codes(query):
        return [hit["kode"] for hit in client.get(api_url(project, f"search-ahsp/?{query}")).json()["hits"]]

    assert codes("divisi=1") == ["1.1", "1.2"]
    assert codes("satuan=m2") == []
    assert codes("q=kolom&satuan=m3") == ["2.1"]
    assert codes("bidang=sda") == []
    assert client.get(api_url(project, "search-ahsp/?bidang=antah")).status_code == 422


def test_limit_and_edition_narrow_the_answer(client, project, found):
    assert len(client.get(api_url(project, "search-ahsp/?limit=2")).json()["hits"]) == 2
    other = a_catalogue(lain=("9.9", "m3", [line("L.01")]))
    hits = client.get(api_url(project, "search-ahsp/?q=lain")).json()["hits"]
    edition = hits[0]["edition_id"]
    inside = client.get(api_url(project, f"search-ahsp/?edition={edition}")).json()["hits"]
    assert [hit["analysis_id"] for hit in inside] == [other["lain"]]
    assert client.get(api_url(project, "search-ahsp/?limit=1000")).status_code == 422


def test_an_edition_that_is_not_published_is_not_searched(client, project, found):
    from harsat.catalogue.models import Edition, EditionStatus

    edition = Edition.objects.get()
    edition.status = EditionStatus.RETIRED
    edition.save()
    assert client.get(api_url(project, f"search-ahsp/?edition={edition.pk}")).status_code == 404
    assert client.get(api_url(project, "search-ahsp/?q=galian")).json()["hits"] == []


def test_an_analysis_is_shown_as_its_form_with_a_nested_one_as_one_line(client, project, found):
    form = client.get(api_url(project, f"search-ahsp/{found['kolom']}/")).json()
    assert (form["biaya_langsung"], form["biaya_umum_keuntungan"], form["harga_satuan"]) == (
        "200000",
        "20000",
        "220000",
    )
    assert [(one["kategori"], one["koefisien"], one["jumlah"]) for one in form["baris"]] == [
        ("TK", "1.000000", "100000"),
        ("LAIN", "2.000000", "100000"),
    ]


def test_an_unknown_analysis_is_not_found(client, project):
    assert client.get(api_url(project, "search-ahsp/987654/")).status_code == 404


def test_a_search_costs_the_same_for_one_hit_and_for_many(client, project, queries):
    a_catalogue(satu=("1.1", "m3", [line("L.01")]))
    client.get(api_url(project, "search-ahsp/?q=satu"))
    with queries() as one:
        client.get(api_url(project, "search-ahsp/?q=satu"))
    a_catalogue(
        **{f"banyak{n}": (f"5.{n}", "m3", [line("L.01"), line(f"M.{n}", Kategori.BHN, "kg")]) for n in range(30)}
    )
    # the first search after a publication reads the catalogue anew
    client.get(api_url(project, "search-ahsp/?q=banyak"))
    with queries() as many:
        assert len(client.get(api_url(project, "search-ahsp/?q=banyak")).json()["hits"]) == 30
    assert len(one) == len(many)
