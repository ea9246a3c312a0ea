import pytest

from catalogue.builders import AS_OF, analysis
from catalogue.search.phrases import EVERYDAY
from harsat.catalogue.models import Analysis, Bidang, Edition
from harsat.catalogue.search import Match
from harsat.catalogue.search.find import analysis_search, indexes_forget
from harsat.catalogue.search.index import Index
from harsat.catalogue.search.rank import ranked
from harsat.catalogue.services import analyses_publish, edition_publish
from harsat.starters.catalogue import starter_catalogue_load

NAMES = {
    "1.9": "Galian tanah biasa",
    "1.10": "Galian tanah keras",
    "1.1": "Urukan kembali galian tanah dengan pemadatan bertahap",
    "2.1": "Fondasi batu belah 1SP : 4PP",
    "2.2": "Pemasangan 1 m2 dinding bata merah tebal ½ batu",
    "2.3": "Jembatan untuk pengecoran, tebal papan 1/2 inch",
    "3.1": "Bekisting kolom (3 kali pakai)",
    "3.10.2": "Penulangan kolom BjTS diameter < 12 mm",
}


@pytest.fixture
def searchable(edition):
    analyses_publish(edition=edition, drafts=[analysis(kode, uraian) for kode, uraian in NAMES.items()])
    return edition


def codes(query, **kwargs):
    return [hit.kode for hit in analysis_search(query, **kwargs)]


def whole(query):
    return [hit.kode for hit in analysis_search(query) if hit.match is not Match.MEMUAT]


def test_an_exact_code_stands_first_then_codes_that_begin_so(searchable):
    hits = analysis_search("1.1")
    assert [(hit.kode, hit.match) for hit in hits] == [("1.1", Match.KODE), ("1.10", Match.AWALAN_KODE)]


@pytest.mark.parametrize("query", ["3.10.2", "3 10 2", "3,10,2", " 3. 10 .2 "])
def test_a_code_is_found_with_blanks_and_commas_typed_between(searchable, query):
    hit = analysis_search(query)[0]
    assert (hit.kode, hit.match) == ("3.10.2", Match.KODE)


def test_codes_that_begin_so_stand_as_people_count(searchable):
    assert codes("1.") == ["1.1", "1.9", "1.10"]
    assert codes("3.1") == ["3.1", "3.10.2"]
    assert codes("3.1.") == []


def test_words_are_found_in_any_order_and_case(searchable):
    assert whole("KERAS galian") == ["1.10"]


def test_names_with_a_part_of_the_words_come_last_and_say_so(searchable):
    assert whole("galian bongkar") == []
    assert {hit.match for hit in analysis_search("galian bongkar")} == {Match.MEMUAT}
    assert analysis_search("keras galian")[0].match is Match.SEMUA_KATA


def test_hits_as_good_as_each_other_stand_in_order_of_code(searchable):
    assert codes("galian tanah") == ["1.9", "1.10", "1.1"]


def test_half_a_brick_is_no_half_inch(searchable):
    assert codes("bata 1/2")[0] == "2.2"
    assert codes("bata ½") == codes("bata 1/2")
    assert codes("papan ½ inch")[0] == "2.3"


@pytest.mark.parametrize(
    ("query", "kode", "padanan"),
    [
        ("pondasi", "2.1", ("pondasi = fondasi",)),
        ("fondasi 1:4", "2.1", ()),
        ("fondasi 1pc:4ps", "2.1", ()),
        ("dinding m²", "2.2", ()),
        ("menggali tanah keras", "1.10", ()),
    ],
)
def test_another_spelling_or_form_of_a_word_counts_as_the_word(searchable, query, kode, padanan):
    hit = analysis_search(query)[0]
    assert (hit.kode, hit.padanan) == (kode, padanan)
    assert hit.match in {Match.SEMUA_KATA, Match.MEMUAT}


def test_a_synonym_is_found_after_the_word_itself_and_named(searchable):
    [hit] = [hit for hit in analysis_search("besi kolom") if hit.match is not Match.MEMUAT]
    assert (hit.kode, hit.match, hit.padanan) == ("3.10.2", Match.PADANAN, ("besi = penulangan",))
    hits = analysis_search("tembok bata")
    assert (hits[0].kode, hits[0].match) == ("2.2", Match.PADANAN)


@pytest.mark.parametrize("query", ["bekisitng kolom", "bekistin kolom", "bekissting kolom", "bekistang kolom"])
def test_a_slip_of_the_keys_is_mended(searchable, query):
    hit = analysis_search(query)[0]
    assert hit.kode == "3.1"
    assert hit.match in {Match.KATA_MIRIP, Match.SEMUA_KATA}


def test_a_mended_word_is_named(searchable):
    hit = analysis_search("bekisitng kolom")[0]
    assert (hit.match, hit.padanan) == (Match.KATA_MIRIP, ("bekisitng = bekisting",))


@pytest.mark.parametrize(("query", "kode"), [("pond", "2.1"), ("bekisit", "3.1"), ("kolom pembes", "3.10.2")])
def test_a_word_half_typed_in_another_spelling_or_with_a_slip_is_found(searchable, query, kode):
    assert codes(query)[0] == kode


def test_a_word_no_name_holds_takes_nothing_away(searchable):
    hits = analysis_search("galian rumah tanah keras")
    assert (hits[0].kode, hits[0].match) == ("1.10", Match.MEMUAT)


def test_what_is_near_to_nothing_finds_nothing(searchable):
    assert analysis_search("xyzzy") == []
    assert analysis_search("100%") == []
    assert analysis_search("%_'\"\\") == []


def test_words_are_found_while_they_are_typed(searchable):
    assert whole("bek") == ["3.1"]
    assert whole("tanah ker") == ["1.10"]
    assert "2.1" in codes("f")


def test_an_empty_query_lists_in_order_of_code(searchable):
    assert codes("", limit=4) == ["1.1", "1.9", "1.10", "2.1"]
    assert codes("  ", limit=1) == ["1.1"]


def test_a_chapter_a_unit_and_a_bidang_narrow_the_search(searchable):
    road = edition_publish(name="Jalan", as_of=AS_OF, bidang=Bidang.BINA_MARGA)
    analyses_publish(edition=road, drafts=[analysis("7.1", "Galian tanah badan jalan", "m2")])
    assert codes("tanah", division="1") == ["1.9", "1.10", "1.1"]
    assert codes("", division="3.1") == ["3.1"]
    assert codes("tanah", satuan="m2") == ["7.1"]
    assert codes("tanah", bidang=Bidang.BINA_MARGA) == ["7.1"]
    assert codes("7", edition_id=searchable.pk) == []


def test_only_the_highest_version_is_found(searchable):
    analysis_search("galian")
    analyses_publish(edition=searchable, drafts=[analysis("1.9", "Galian tanah liat")])
    [hit] = analysis_search("1.9")
    assert hit.uraian == "Galian tanah liat"
    assert whole("galian biasa") == []


def test_a_draft_is_found_only_when_its_edition_is_asked_for(searchable):
    draft = Edition.objects.create(name="Konsep", as_of=AS_OF)
    analyses_publish(edition=draft, drafts=[analysis("9.9", "Galian lumpur")])
    assert whole("lumpur") == []
    assert codes("lumpur", edition_id=draft.pk) == ["9.9"]


def test_a_deleted_draft_is_found_no_more(searchable):
    draft = Edition.objects.create(name="Konsep", as_of=AS_OF)
    analyses_publish(edition=draft, drafts=[analysis("9.9", "Galian lumpur"), analysis("9.10", "Galian cadas")])
    assert codes("galian", edition_id=draft.pk) == ["9.9", "9.10"]
    Analysis.objects.get(kode="9.9").delete()
    assert codes("galian", edition_id=draft.pk) == ["9.10"]


def test_a_search_is_one_statement_and_two_more_after_a_change(searchable, django_assert_num_queries):
    with django_assert_num_queries(3):
        analysis_search("galian tanah")
    with django_assert_num_queries(1):
        analysis_search("bekisitng")
    with django_assert_num_queries(4):
        analysis_search("bekisting", edition_id=Edition.objects.create(name="Konsep", as_of=AS_OF).pk)


def test_a_draft_being_filled_makes_no_published_index_anew(searchable, monkeypatch):
    analysis_search("galian")
    draft = Edition.objects.create(name="Konsep", as_of=AS_OF)
    analyses_publish(edition=draft, drafts=[analysis("9.9", "Galian lumpur")])
    monkeypatch.setattr("harsat.catalogue.search.find.Index", None)
    assert "1.9" in codes("galian")


def test_a_publication_that_ended_after_a_later_one_is_found_within_a_minute(searchable, monkeypatch):
    def store(pk, edition, kode):
        Analysis.objects.create(pk=pk, edition=edition, kode=kode, uraian="Galian cadas", satuan="m3", sort_key=kode)

    draft = Edition.objects.create(name="Konsep", as_of=AS_OF)
    highest = Analysis.objects.latest("pk").pk
    store(highest + 20, draft, "9.9")
    assert codes("cadas") == []
    store(highest + 10, searchable, "1.8")
    assert codes("cadas") == []
    monkeypatch.setattr("harsat.catalogue.search.find.TRUSTED_FOR", 0)
    assert codes("cadas") == ["1.8"]


def test_nothing_published_finds_nothing(db):
    assert analysis_search("galian") == analysis_search("") == []


def same_order(rows, phrases):
    """Every phrase finds in the database what the bare rows say, in that order."""
    indexes_forget()
    index = Index(rows)
    for phrase in phrases:
        bare = [(index.entries[one.number].id, one.match, one.padanan) for one in ranked(phrase.typed, index, None, 20)]
        stored = [(hit.analysis_id, hit.match, hit.padanan) for hit in analysis_search(phrase.typed, limit=20)]
        assert stored == bare, phrase.typed


@pytest.mark.django_db
def test_both_databases_find_the_sample_in_the_order_of_its_bare_names():
    starter_catalogue_load()
    same_order(Analysis.objects.values_list("id", "edition_id", "kode", "satuan", "uraian"), EVERYDAY)


@pytest.mark.slow
def test_both_databases_find_the_national_workbook_in_the_order_of_its_bare_names(edition, national):
    analyses_publish(edition=edition, drafts=[analysis(kode, uraian) for kode, uraian in national.items()])
    ids = dict(Analysis.objects.values_list("kode", "id"))
    same_order(((ids[kode], edition.pk, kode, "m3", uraian) for kode, uraian in national.items()), EVERYDAY)
