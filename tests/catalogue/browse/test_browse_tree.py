"""The tree counts what stands below each code, in the order people count, and opens the way to the chosen one."""

import pytest

from catalogue.browse.builders import an_edition, many, today_edition
from catalogue.builders import analysis
from harsat.catalogue.browse.naming import division_named, words_shared
from harsat.catalogue.browse.tree import tree_read
from harsat.catalogue.services import analyses_publish
from support.queries import statement_count


def test_divisions_stand_in_order_of_code_with_their_counts(db):
    edition = an_edition("Uji", analysis("10.1"), analysis("2.1"), analysis("2.2"), analysis("1.1"))
    tree = tree_read(edition.pk)
    assert [(branch.kode, branch.count) for branch in tree.branches] == [("1", 1), ("2", 2), ("10", 1)]
    assert tree.analyses == 4


def test_only_the_way_to_the_chosen_division_is_open(db):
    tree = tree_read(today_edition().pk, "2.2")
    assert [(branch.kode, branch.open, branch.folded) for branch in tree.branches] == [
        ("1", False, False),
        ("2", True, False),
        ("2.2", True, False),
        ("2.2.2", False, False),
        ("2.3", False, False),
    ]
    assert [branch.kode for branch in tree.branches if branch.current] == ["2.2"]


def test_2_20_is_not_inside_2_2(db):
    edition = an_edition("Uji", analysis("2.2.1"), analysis("2.20.1.1"), analysis("2.20.1.2"))
    tree = tree_read(edition.pk, "2.2")
    assert [branch.kode for branch in tree.branches] == ["2", "2.2", "2.20"]
    assert tree.branches[2].folded


def test_a_new_version_is_not_counted_twice(db):
    edition = an_edition("Uji", analysis("2.1", "Galian"))
    analyses_publish(edition=edition, drafts=[analysis("2.1", "Galian tanah")])
    assert tree_read(edition.pk).branches[0].count == 1


def test_units_are_offered_most_frequent_first(db):
    edition = an_edition(
        "Uji", analysis("1.1", satuan="m2"), analysis("1.2"), analysis("1.3"), analysis("1.4", "x", "")
    )
    assert tree_read(edition.pk).satuan == ["m3", "m2"]


def test_a_name_that_repeats_the_number_names_nothing():
    assert division_named("Divisi 5") == ""
    assert division_named("Pekerjaan Struktur") == "Pekerjaan Struktur"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Pemasangan 1 m3 Fondasi Batu Belah, cara manual", "Pemasangan 1 m3 Fondasi Batu Kali"], "Fondasi Batu"),
        (["1 m3 Beton mutu rendah"], "Beton mutu rendah"),
        (["Kabel NYA", "Lampu pijar", "Saklar ganda"], "Kabel, nya, lampu"),
        ([], ""),
    ],
)
def test_a_division_without_a_name_is_named_by_what_its_analyses_share(names, said):
    assert words_shared(names) == said


def test_a_derived_name_says_that_it_is_derived(db):
    edition = an_edition("Uji", analysis("1.1", "Galian tanah"))
    assert tree_read(edition.pk).branches[0].derived


@pytest.mark.parametrize("count", [5, 400])
def test_the_tree_costs_the_same_at_any_size(db, count):
    edition = an_edition("Uji", *many(count))
    with statement_count(2):
        tree_read(edition.pk, "3.1")
