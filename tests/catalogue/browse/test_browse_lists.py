"""Editions and price lists as the pages offer them; a hundred prices at a time."""

from datetime import date

import pytest

from catalogue.browse.builders import a_price_list, an_edition, retire
from catalogue.builders import AS_OF, analysis
from harsat.catalogue.browse.editions import editions_listed
from harsat.catalogue.browse.price_lists import PAGE, price_items, price_lists_listed
from harsat.catalogue.models import PriceList
from harsat.catalogue.services import analyses_publish, edition_draft_make
from support.queries import statement_count


def test_published_editions_stand_before_drafts_and_retired_ones(db):
    an_edition("Lama", as_of=date(2016, 1, 1))
    retire(an_edition("Ditarik", as_of=date(2026, 1, 1)))
    edition_draft_make(name="Konsep", as_of=AS_OF)
    an_edition("Baru", as_of=date(2025, 1, 1))
    assert [face.name for face in editions_listed(drafts=True)] == ["Baru", "Lama", "Konsep", "Ditarik"]
    assert [face.name for face in editions_listed(drafts=False)] == ["Baru", "Lama", "Ditarik"]


def test_an_edition_counts_codes_not_versions(db):
    edition = an_edition("Uji", analysis("1.1"), analysis("1.2"))
    analyses_publish(edition=edition, drafts=[analysis("1.1", "Galian lain")])
    with statement_count(1):
        (face,) = editions_listed(drafts=True)
    assert face.analyses == 2
    assert (face.bidang_label, face.status_label, face.short) == ("Cipta Karya", "Terbit", "Uji")


def test_the_short_name_leaves_out_what_all_of_them_say(db):
    an_edition("AHSP Cipta Karya 2025")
    assert editions_listed(drafts=False)[0].short == "Cipta Karya 2025"


def test_lists_stand_newest_first_and_drafts_are_not_offered(db):
    a_price_list("Lama", as_of=date(2025, 1, 1))
    a_price_list("Baru")
    PriceList.objects.create(name="Konsep", as_of=AS_OF)
    with statement_count(1):
        found = price_lists_listed()
    assert [(one.name, one.items) for one in found] == [("Baru", 4), ("Lama", 4)]


@pytest.fixture
def long_list(db):
    return a_price_list("Panjang", {f"M.{number:04d}": str(1000 + number) for number in range(PAGE + 5)})


def test_prices_go_on_behind_the_last_one(long_list):
    with statement_count(2):
        first = price_items(long_list.pk)
    second = price_items(long_list.pk, after=first.after)
    assert (len(first.rows), len(second.rows), second.after) == (PAGE, 5, "")
    assert first.rows[-1].kode < second.rows[0].kode
    assert first.total == second.total == PAGE + 5


def test_each_word_is_looked_for_in_code_name_or_unit(db):
    chosen = a_price_list()
    assert [row.kode for row in price_items(chosen.pk, query="batu m3").rows] == ["M.01"]
    assert [row.kode for row in price_items(chosen.pk, query="l.0 oh").rows] == ["L.01", "L.02", "L.04"]
    assert price_items(chosen.pk, query="semen\0").rows == []
