"""What may become a row of an analysis: the project's own things first, then those of the catalogue."""

from __future__ import annotations

from decimal import Decimal

import pytest

from harsat.engine.snapshot import Kategori
from harsat.rab.selectors.estimate import estimate_current
from harsat.rab.selectors.komponen_search import komponen_search
from support.analisa import Analyses, a_line, an_acuan, an_edition

pytestmark = pytest.mark.django_db


def search(site, query, kategori, host=None):
    found = komponen_search(estimate_current(site.project.pk), query, kategori, host)
    return [(hit.jenis, hit.kode) for hit in found]


def an_edition_with_a_foreman():
    return an_edition(
        an_acuan(
            "1.1.1",
            a_line(Kategori.TK, "L.01", "Pekerja", "OH", Decimal("0.5")),
            a_line(Kategori.TK, "L.04", "Mandor", "OH", Decimal("0.1")),
            a_line(Kategori.BHN, "M.15", "Semen", "kg", Decimal(5)),
        )
    )


def test_the_projects_own_items_come_first_and_are_not_offered_twice():
    an_edition_with_a_foreman()
    site = Analyses()
    assert search(site, "", "TK") == [("item", "L.01"), ("sumber_daya", "L.04")]


def test_words_match_in_any_order_in_code_and_name():
    site = Analyses(3)
    assert search(site, "2 bahan", "BHN") == [("item", "M.0002")]
    assert search(site, "m.0003", "BHN") == [("item", "M.0003")]
    assert search(site, "semen", "BHN") == []


def test_only_the_kategori_asked_for_is_offered():
    an_edition_with_a_foreman()
    site = Analyses()
    assert search(site, "semen", "TK") == []
    assert search(site, "semen", "BHN") == [("sumber_daya", "M.15")]


def test_a_bundle_may_point_at_other_pekerjaan_and_at_the_catalogue():
    an_edition_with_a_foreman()
    site = Analyses()
    mine = site.works[0].pk
    assert search(site, "", "bundel", mine) == [("pekerjaan", "B.0002"), ("analisa", "1.1.1")]


def test_what_a_pekerjaan_costs_as_a_bundle_is_its_d():
    site = Analyses()
    hits = komponen_search(estimate_current(site.project.pk), "B.0002", "bundel", None)
    assert hits[0].harga == 150_000
