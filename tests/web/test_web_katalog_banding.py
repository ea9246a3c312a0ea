"""Two editions compared: tabs by kind, fifty rows a page, one analysis up to the difference of F."""

from __future__ import annotations

import re

import pytest

from catalogue.browse.builders import a_price_list, an_edition, analysis_of, many, older_edition, today_edition
from harsat.catalogue.models import Bidang
from support.queries import statement_count

URL = "/katalog/banding/"


@pytest.fixture
def editions(db):
    return older_edition(), today_edition()


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_with_one_edition_the_page_says_what_it_takes(client, db):
    today_edition()
    assert "Perbandingan butuh dua edisi dari bidang yang sama" in words(client.get(URL))


def test_each_kind_of_difference_is_a_tab_with_its_count(client, editions):
    before, after = editions
    page = words(client.get(URL, {"dari": before.pk, "ke": after.pk}))
    assert "Kode sama, pekerjaan lain 1" in page
    assert "Koefisien berubah 1" in page
    assert "Baru 3" in page
    assert "Hilang 1" in page


def test_a_row_names_both_works(client, editions):
    before, after = editions
    page = words(client.get(URL, {"dari": before.pk, "ke": after.pk, "jenis": "lain"}))
    assert "Pengecatan dinding baru m2 Galian tanah biasa m3" in page
    assert "tidak ada" in words(client.get(URL, {"dari": before.pk, "ke": after.pk, "jenis": "hilang"}))


def test_an_unknown_kind_shows_the_first_that_has_rows(client, editions):
    before, after = editions
    answer = client.get(URL, {"dari": before.pk, "ke": after.pk, "jenis": "x"})
    assert answer.context["kind"] == "lain"


def test_editions_of_two_bidang_are_never_compared(client, editions):
    sda = an_edition("AHSP SDA 2025", *many(2), bidang=Bidang.SDA)
    assert client.get(URL, {"dari": sda.pk, "ke": editions[1].pk}).status_code == 404
    assert "dua edisi dari bidang yang sama" in words(client.get(URL, {"ke": sda.pk}))


def test_the_next_rows_come_as_a_fragment(client, db):
    before, after = an_edition("Satu", *many(1)), an_edition("Dua", *many(60))
    state = {"dari": before.pk, "ke": after.pk, "jenis": "baru"}
    first = client.get(URL, state).content.decode()
    behind = re.search(r"sesudah=([\w.]+)", first).group(1)
    more = client.get(URL, {**state, "sesudah": behind}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in more
    assert len(re.findall(r"<tr", more)) == 9


def test_one_analysis_ends_in_the_difference_of_f(client, editions):
    a_price_list()
    before, after = (analysis_of(edition, "2.2.2.6").pk for edition in editions)
    page = words(client.get(f"{URL}{before}/{after}/"))
    for figure in ("−36.250,00", "+30.000,00", "−625,00", "552.805,00", "545.930,00", "−6.875,00"):
        assert figure in page, figure
    assert "2 komponen sama tidak ditampilkan" in page


def test_another_work_is_said_to_be_one(client, editions):
    before, after = (analysis_of(edition, "1.9").pk for edition in editions)
    assert "Kodenya sama, pekerjaannya lain" in words(client.get(f"{URL}{before}/{after}/"))


def test_an_analysis_that_is_not_there_is_not_found(client, editions):
    assert client.get(f"{URL}4711/{analysis_of(editions[1], '1.9').pk}/").status_code == 404


def test_an_analysis_of_a_draft_is_not_found_by_those_who_do_not_curate(client, settings, editions):
    from catalogue.builders import AS_OF
    from harsat.catalogue.models import Analysis
    from harsat.catalogue.services import edition_draft_make

    settings.HARSAT_SERVER = True
    draft = edition_draft_make(name="Konsep", as_of=AS_OF)
    hidden = Analysis.objects.create(edition=draft, kode="1.9", uraian="Rahasia", satuan="m3", sort_key="000001.000009")
    assert client.get(f"{URL}{hidden.pk}/{analysis_of(editions[1], '1.9').pk}/").status_code == 404
    assert client.get(f"{URL}{analysis_of(editions[1], '1.9').pk}/{hidden.pk}/").status_code == 404


def test_a_comparison_costs_the_same_at_any_size(client, db):
    costs = []
    for count in (5, 300):
        before, after = an_edition(f"Satu {count}", *many(count)), an_edition(f"Dua {count}", *many(count + 60))
        with statement_count() as statements:
            client.get(URL, {"dari": before.pk, "ke": after.pk})
        costs.append(len(statements))
    assert costs[0] >= costs[1]
    assert costs[1] <= 12, str(statements)
