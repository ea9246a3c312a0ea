from decimal import Decimal

import pytest

from catalogue.builders import AS_OF, analysis, bundel, line
from harsat.catalogue.drafts import PriceDraft
from harsat.catalogue.models import Analysis, Edition, EditionStatus
from harsat.catalogue.search import Match, normalise
from harsat.catalogue.selectors import (
    analysis_get,
    analysis_komponen,
    analysis_search,
    editions_published,
    price_list_rows,
    price_lists,
)
from harsat.catalogue.services import analyses_publish, price_list_publish
from harsat.kernel.errors import NotFound

NAMES = {
    "1.9": "Galian tanah biasa",
    "1.10": "Galian tanah keras",
    "1.1": "Urukan kembali galian tanah dengan pemadatan bertahap",
    "2.1": "Fondasi batu belah 1SP : 4PP",
    "2.2": "Pemasangan 1 m2 dinding bata merah tebal ½ batu",
    "2.3": "Jembatan untuk pengecoran, tebal papan 1/2 inch",
    "3.1": "Bekisting kolom (3 kali pakai)",
}


@pytest.fixture
def searchable(edition):
    analyses_publish(edition=edition, drafts=[analysis(kode, uraian) for kode, uraian in NAMES.items()])
    return edition


def codes(query, **kwargs):
    return [hit.kode for hit in analysis_search(query, **kwargs)]


def test_an_exact_code_stands_first_then_codes_that_begin_so(searchable):
    hits = analysis_search("1.1")
    assert [(hit.kode, hit.match) for hit in hits] == [("1.1", Match.KODE), ("1.10", Match.AWALAN_KODE)]


def test_words_are_found_in_any_order_and_case(searchable):
    assert codes("KERAS galian") == ["1.10"]
    assert codes("galian bongkar") == []


def test_hits_as_good_as_each_other_stand_in_order_of_code(searchable):
    assert codes("galian tanah") == ["1.9", "1.10", "1.1"]


def test_a_whole_word_comes_before_the_same_letters_inside_another(searchable):
    assert codes("bata 1/2")[0] == "2.2"
    assert codes("bata ½") == codes("bata 1/2")


@pytest.mark.parametrize(("query", "kode"), [("pondasi", "2.1"), ("fondasi 1sp:4pp", "2.1"), ("dinding m²", "2.2")])
def test_two_spellings_of_a_word_find_the_same(searchable, query, kode):
    assert codes(query) == [kode]


def test_a_misspelt_word_finds_the_nearest_printed_one(searchable):
    [hit] = analysis_search("bekisitng kolom")
    assert (hit.kode, hit.match) == ("3.1", Match.KATA_MIRIP)
    assert analysis_search("xyzzy") == []


def test_an_empty_query_lists_in_order_of_code(searchable):
    assert codes("", limit=4) == ["1.1", "1.9", "1.10", "2.1"]


def test_marks_of_a_pattern_are_plain_letters(searchable):
    assert codes("100%") == []


def test_only_the_highest_version_is_found(searchable):
    analyses_publish(edition=searchable, drafts=[analysis("1.9", "Galian tanah liat")])
    [hit] = analysis_search("1.9")
    assert hit.uraian == "Galian tanah liat"
    assert codes("galian biasa") == []


def test_a_draft_is_found_only_when_its_edition_is_asked_for(searchable):
    draft = Edition.objects.create(name="Konsep", as_of=AS_OF)
    analyses_publish(edition=draft, drafts=[analysis("9.9", "Galian lumpur")])
    assert codes("lumpur") == []
    assert codes("lumpur", edition_id=draft.pk) == ["9.9"]


def test_search_is_one_statement(searchable, django_assert_num_queries):
    with django_assert_num_queries(1):
        analysis_search("galian tanah")


def test_normalise_is_stable():
    for name in NAMES.values():
        assert normalise(normalise(name)) == normalise(name)


def test_nested_analyses_come_along_one_query_per_depth(edition, django_assert_num_queries):
    top = [bundel("2.1", "3"), line()]
    drafts = [analysis("3.1", komponen=top), analysis("2.1", komponen=[bundel("1.1.1")]), analysis()]
    analyses_publish(edition=edition, drafts=drafts)
    ids = dict(Analysis.objects.values_list("kode", "id"))
    with django_assert_num_queries(3):
        found = analysis_komponen([ids["3.1"]])
    assert set(found) == set(ids.values())
    nested, labour = found[ids["3.1"]]
    assert (nested.kategori, nested.target_analysis_id, nested.koefisien) == ("LAIN", ids["2.1"], Decimal(3))
    assert (labour.kode, labour.satuan, labour.target_analysis_id) == ("L.01", "OH", None)
    with django_assert_num_queries(1):
        analysis_komponen(list(ids.values()))


def test_one_analysis_is_got_with_its_lines_and_an_unknown_one_is_not_found(edition):
    analyses_publish(edition=edition, drafts=[analysis()])
    detail = analysis_get(Analysis.objects.get().pk)
    assert (detail.head.kode, detail.head.edition, detail.head.version) == ("1.1.1", "AHSP uji", 1)
    assert [row.kode for row in detail.komponen] == ["L.01"]
    with pytest.raises(NotFound):
        analysis_get(0)


def test_only_published_editions_are_on_offer(edition):
    Edition.objects.create(name="Konsep", as_of=AS_OF)
    Edition.objects.create(name="Lama", as_of=AS_OF, status=EditionStatus.RETIRED)
    assert [row.name for row in editions_published()] == ["AHSP uji"]


def test_prices_are_kept_per_unit(db):
    prices = [
        PriceDraft("M.15", "Semen", unit, Decimal(harga), "uji") for unit, harga in (("kg", 1700), ("zak", 85000))
    ]
    stored = price_list_publish(name="Harga uji", source="uji", as_of=AS_OF, prices=prices)
    assert price_list_rows(stored.pk)["M.15", "zak"].harga == Decimal(85000)
    assert price_lists() == [(stored.pk, "Harga uji", "uji", AS_OF)]
