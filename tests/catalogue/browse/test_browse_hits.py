"""Hits are grouped by why they match, narrowed by division and unit, listed by keyset without a query."""

import pytest

from catalogue.browse.builders import an_edition, many, today_edition
from catalogue.builders import analysis
from harsat.catalogue.browse.hits import PAGE, Wanted, Why, hits_find
from support.queries import statement_count


def kodes(hits):
    return [row.kode for group in hits.groups for row in group.rows]


def test_without_a_query_the_edition_is_listed_in_order_of_code(db):
    hits = hits_find(Wanted(today_edition().pk))
    assert kodes(hits) == ["1.9", "1.10", "2.2.2.6", "2.2.2.7", "2.3.1"]
    assert [group.why for group in hits.groups] == [Why.DAFTAR]
    assert (hits.total, hits.after) == (5, "")


def test_division_and_unit_narrow_a_listing_and_a_search(db):
    edition = an_edition("Uji", *many(3), analysis("2.1", "Dinding partisi", "m2"), analysis("3.9", "Dinding turap"))
    assert kodes(hits_find(Wanted(edition.pk, divisi="3", satuan="m3"))) == ["3.9"]
    assert kodes(hits_find(Wanted(edition.pk, query="dinding", divisi="3", satuan="m3"))) == ["3.9"]
    assert kodes(hits_find(Wanted(edition.pk, query="dinding", divisi="2"))) == ["2.1"]


def test_a_listing_goes_on_behind_the_last_row(db):
    edition = an_edition("Uji", *many(PAGE + 7))
    first = hits_find(Wanted(edition.pk))
    assert (first.shown, first.total) == (PAGE, PAGE + 7)
    second = hits_find(Wanted(edition.pk, after=first.after))
    assert second.shown == 7
    assert second.after == ""
    assert not set(kodes(first)) & set(kodes(second))


def test_hits_stand_under_the_reason_they_match(db):
    edition = today_edition()
    assert [group.why for group in hits_find(Wanted(edition.pk, query="2.3.1")).groups] == [Why.TEPAT]
    assert hits_find(Wanted(edition.pk, query="2.2")).groups[0].why == Why.AWALAN
    assert hits_find(Wanted(edition.pk, query="fondasi batu")).groups[0].why == Why.KATA
    assert hits_find(Wanted(edition.pk, query="fondsai kali")).groups[0].why == Why.MIRIP


def test_the_synonym_that_led_to_a_hit_is_told(db):
    hits = hits_find(Wanted(today_edition().pk, query="pondasi batu"))
    assert "pondasi = fondasi" in hits.read_as


def test_what_is_looked_for_is_marked_in_the_name(db):
    hits = hits_find(Wanted(today_edition().pk, query="pondasi kali"))
    row = hits.groups[0].rows[0]
    assert "".join(part.text for part in row.parts) == row.uraian
    assert [part.text for part in row.parts if part.marked] == ["fondasi", "kali"]


def test_nothing_found_is_no_group(db):
    assert hits_find(Wanted(today_edition().pk, query="zzzqqq")).groups == []


@pytest.mark.parametrize("query", ["", "dinding bata"])
def test_hits_cost_the_same_at_any_size(db, query):
    costs = []
    for count in (5, 400):
        edition = an_edition(f"Uji {count}", *many(count))
        with statement_count() as statements:
            hits_find(Wanted(edition.pk, query=query))
        costs.append(len(statements))
    assert costs[0] == costs[1]
