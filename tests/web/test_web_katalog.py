"""The catalogue browser: panes whole and alone, state in the address, missing prices said, drafts for curators only."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from catalogue.browse.builders import (
    PRICES,
    a_price_list,
    an_edition,
    analysis_of,
    many,
    older_edition,
    retire,
    today_edition,
)
from catalogue.builders import AS_OF, analysis
from harsat.catalogue.models import Bidang, MatchReason, MatchState, PriceList, PriceListItem, PriceMatch, Resource
from harsat.catalogue.services import analyses_publish, edition_draft_make
from support.projects import a_client, a_user
from support.queries import statement_count

URL = "/katalog/"


@pytest.fixture
def edition(db):
    return today_edition()


@pytest.fixture
def server(settings):
    """A server, where drafts are for those who were appointed."""
    settings.HARSAT_SERVER = True


def text_of(client, **state):
    return client.get(URL, state).content.decode()


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def pane_of(client, panes, **state):
    return client.get(URL, state, headers={"X-Katalog-Pane": panes})


def test_the_signed_out_are_sent_to_the_door(db):
    assert a_client().get(URL).status_code == 302


def test_without_an_edition_the_page_says_how_to_import(client):
    page = words(text_of(client))
    assert "Belum ada edisi" in page
    assert "harsat import-ahsp" in page


def test_the_newest_published_edition_is_at_hand(client, edition):
    older_edition()
    page = text_of(client)
    assert f"<title>{edition.name} · Katalog AHSP · Harsat</title>" in page
    assert "Katalog AHSP 5 analisa" in words(page)


def test_a_page_holds_tree_hits_and_sheet(client, edition):
    a_price_list()
    page = words(text_of(client, edisi=edition.pk, analisa=analysis_of(edition, "2.2.2.6").pk))
    assert "Semua divisi 5" in page
    assert "1.9 · per m3" in page
    assert "Harga satuan pekerjaan per m3" in page
    assert "545.930,00" in page


def test_a_missing_price_is_belum_ada_and_f_is_not_printed(client, edition):
    a_price_list(prices={kode: harga for kode, harga in PRICES.items() if kode != "M.01"})
    page = words(text_of(client, edisi=edition.pk, analisa=analysis_of(edition, "2.2.2.6").pk))
    assert "belum ada" in page
    assert "belum lengkap (1)" in page
    assert "1 sumber daya belum ada harganya di Kota Bandung, Juni 2026" in page
    assert "545.930,00" not in page


def test_without_a_price_list_the_sheet_still_stands(client, edition):
    page = words(text_of(client, edisi=edition.pk, analisa=analysis_of(edition, "2.2.2.6").pk))
    assert "Belum ada daftar harga" in page
    assert "0,15" in page


def test_the_price_list_is_chosen_in_the_address(client, edition):
    double = a_price_list("Dua kali", factor="2", as_of=AS_OF)
    a_price_list()
    chosen = analysis_of(edition, "2.2.2.6").pk
    assert '<span class="F">545.930,00</span>' in text_of(client, analisa=chosen)
    page = text_of(client, analisa=chosen, daftar=double.pk)
    assert '<span class="F">1.091.860,00</span>' in page
    # both lists stand side by side at the foot
    assert "545.930,00" in words(page)


def test_a_nested_analysis_opens_from_its_line(client, edition):
    page = text_of(client, analisa=analysis_of(edition, "2.3.1").pk)
    inner = analysis_of(edition, "2.2.2.6").pk
    assert re.search(rf'href="\?analisa={inner}"[^>]*>lihat rincian<', page)
    assert "Di dalam analisa" in words(text_of(client, analisa=inner))


def test_links_carry_the_state_of_the_page(client, edition):
    page = text_of(client, edisi=edition.pk, q="fondasi", satuan="m3")
    kode = analysis_of(edition, "2.2.2.7").pk
    assert f"?edisi={edition.pk}&amp;q=fondasi&amp;satuan=m3&amp;analisa={kode}" in page
    assert f"?edisi={edition.pk}&amp;q=fondasi&amp;satuan=m3&amp;divisi=2" in page


def test_hits_stand_under_their_reason_with_the_words_marked(client, edition):
    page = text_of(client, q="pondasi kali")
    assert "Tepat, semua kata" in page
    assert "<mark>fondasi</mark>" in page
    assert "pondasi = fondasi" in page


def test_nothing_found_says_what_to_try(client, edition):
    assert "Tidak ada analisa untuk “zzzqqq”" in words(text_of(client, q="zzzqqq"))
    assert "Tidak ada analisa dengan saringan ini" in words(text_of(client, satuan="ton"))


def test_what_is_typed_is_never_markup(client, edition):
    page = text_of(client, q="<b>x</b>", divisi='"><i>', satuan="<u>")
    assert not re.search(r"<b>x|<i>|<u>", page)


@pytest.mark.parametrize("panes", ["hits", "found,hits", "sheet,acts", "tree,found,hits"])
def test_a_pane_comes_alone(client, edition, panes):
    answer = pane_of(client, panes, q="fondasi", analisa=analysis_of(edition, "1.9").pk)
    assert re.findall(r'data-pane="(\w+)"', answer.content.decode()) == panes.split(",")
    assert b"<html" not in answer.content
    assert "X-Katalog-Pane" in answer["Vary"]


def test_an_unknown_pane_is_the_whole_page(client, edition):
    assert b"<html" in pane_of(client, "passwd").content


def test_a_listing_of_more_than_a_page_goes_on(client):
    an_edition("Panjang", *many(60))
    first = text_of(client)
    after = re.search(r"sesudah=([\w.]+)", first).group(1)
    assert len(re.findall(r'data-param="analisa"', text_of(client, sesudah=after))) >= 10


@pytest.mark.parametrize(
    "state", [{"edisi": 4711}, {"edisi": "x"}, {"analisa": 4711}, {"daftar": 9}, {"edisi": "9" * 30}]
)
def test_what_is_not_there_is_not_found(client, edition, state):
    assert client.get(URL, state).status_code == 404


def test_an_analysis_of_another_edition_is_not_shown_under_this_one(client, edition):
    other = analysis_of(older_edition(), "9.1").pk
    assert client.get(URL, {"edisi": edition.pk, "analisa": other}).status_code == 404


def test_a_draft_is_seen_by_curators_only(client, server, edition):
    draft = edition_draft_make(name="AHSP Konsep", as_of=AS_OF)
    assert "Konsep" not in text_of(client)
    assert client.get(URL, {"edisi": draft.pk}).status_code == 404


def test_a_curator_sees_the_draft_with_a_chip(client, owner, server, edition):
    from harsat.catalogue.models import CuratorRole
    from harsat.catalogue.roles import curator_appoint

    draft = edition_draft_make(name="AHSP Konsep", as_of=AS_OF)
    curator_appoint(email=owner.email, role=CuratorRole.KURATOR)
    page = text_of(client, edisi=draft.pk)
    assert '<span class="chip terlambat">Konsep</span>' in page
    assert "Edisi ini masih kosong" in page


def test_a_retired_edition_is_read_with_a_chip_and_gives_nothing_away(client, edition):
    a_price_list()
    retire(edition)
    page = text_of(client, edisi=edition.pk, analisa=analysis_of(edition, "1.9").pk)
    assert '<span class="chip belum">Ditarik</span>' in page
    assert not re.search(r'data-act="insert"', page)
    assert "Belum ada edisi yang terbit" in words(text_of(client, edisi=edition.pk))


def test_an_older_version_says_that_a_newer_one_stands_beside_it(client, edition):
    old = analysis_of(edition, "1.9").pk
    analyses_publish(edition=edition, drafts=[analysis("1.9", "Galian tanah biasa, manual")])
    assert "ada versi lebih baru" in words(text_of(client, edisi=edition.pk, analisa=old))


def test_the_other_edition_stands_beside_up_to_the_difference_of_f(client, edition):
    a_price_list()
    older_edition()
    page = words(text_of(client, edisi=edition.pk, analisa=analysis_of(edition, "2.2.2.6").pk))
    assert "Perbandingan AHSP Cipta Karya 2022 dan AHSP Cipta Karya 2025" in page
    assert "−36.250,00" in page
    assert "+30.000,00" in page
    assert "−6.875,00" in page


def test_another_work_under_the_same_code_is_warned_of(client, edition):
    older_edition()
    page = words(text_of(client, edisi=edition.pk, analisa=analysis_of(edition, "1.9").pk))
    assert "Di AHSP Cipta Karya 2022, kode 1.9 adalah pekerjaan lain: Pengecatan dinding baru" in page


@pytest.mark.parametrize(
    ("lihat", "analisa", "pane"), [("", False, "hits"), ("", True, "sheet"), ("divisi", True, "tree")]
)
def test_the_address_says_which_pane_a_phone_shows(client, edition, lihat, analisa, pane):
    state = {"lihat": lihat} | ({"analisa": analysis_of(edition, "1.9").pk} if analisa else {})
    assert f'<katalog-page data-show="{pane}">' in text_of(client, **state)


def test_the_catalogue_is_reached_from_the_projects_and_from_within_one(client, project):
    for url in (reverse("projects"), reverse("struktur", args=[project.pk])):
        assert f'href="{URL}"' in client.get(url).content.decode()


def test_a_list_of_another_bidang_prices_nothing(client, db):
    edition, chosen = today_edition(), a_price_list()
    state = {"edisi": edition.pk, "analisa": analysis_of(edition, "2.2.2.6").pk, "daftar": chosen.pk}
    assert "belum ada harganya" not in words(text_of(client, **state))
    PriceList.objects.filter(pk=chosen.pk).update(bidang=Bidang.BINA_MARGA)
    assert "4 sumber daya belum ada harganya" in words(text_of(client, **state))


def test_an_accepted_match_prices_the_sheet(client, db):
    edition, chosen = today_edition(), a_price_list(prices={"L.01": "100000", "L.02": "145000", "L.04": "200000"})
    state = {"edisi": edition.pk, "analisa": analysis_of(edition, "2.2.2.6").pk, "daftar": chosen.pk}
    assert "1 sumber daya belum ada harganya" in words(text_of(client, **state))
    item = PriceListItem.objects.create(
        price_list=chosen, kode="SSH.77", uraian="Batu belah 15/20", satuan="m3", harga=286_500, source="uji"
    )
    PriceMatch.objects.create(
        item=item,
        resource=Resource.objects.get(edition=edition, kode="M.01"),
        reason=MatchReason.MANUAL,
        score=90,
        state=MatchState.DITERIMA,
    )
    page = words(text_of(client, **state))
    assert "286.500,00" in page
    assert "belum ada harganya" not in page


@pytest.mark.parametrize("state", [{}, {"q": "dinding bata"}, {"divisi": "3.1", "analisa": "3.1.2"}])
def test_a_page_costs_the_same_at_any_size(db, state):
    owner = a_user()
    client = a_client(owner)
    a_price_list()
    # each of the two has a neighbour that holds the code, so that both sheets compare
    an_edition("Tetangga", *many(10), as_of=date(2020, 1, 1))
    costs = []
    for count in (10, 400):
        edition = an_edition(f"Uji {count}", *many(count))
        wanted = {**state, "edisi": edition.pk}
        if "analisa" in state:
            wanted["analisa"] = analysis_of(edition, state["analisa"]).pk
        client.get(URL, wanted)
        with statement_count() as statements:
            client.get(URL, wanted)
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 26, str(statements)
