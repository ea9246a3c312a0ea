import pytest

from catalogue.search.phrases import EVERYDAY, UNSEEN, right
from harsat.catalogue.search.index import Index
from harsat.catalogue.search.rank import ranked
from harsat.starters.catalogue import starter_analyses

TOP = 3


@pytest.fixture(scope="module")
def national_index(national):
    return Index((number, 1, kode, "", uraian) for number, (kode, uraian) in enumerate(national.items()))


@pytest.fixture(scope="module")
def sample_index():
    drafts = enumerate(starter_analyses())
    return Index((number, 1, draft.kode, draft.satuan, draft.uraian) for number, draft in drafts)


def top(index, typed):
    return [index.entries[found.number].kode for found in ranked(typed, index, None, TOP)]


def test_there_are_forty_everyday_phrases():
    assert len({phrase.typed for phrase in EVERYDAY}) == 40


@pytest.mark.parametrize("phrase", EVERYDAY, ids=lambda phrase: phrase.typed)
def test_the_right_analysis_of_the_national_workbook_is_among_the_first_three(phrase, national_index):
    codes = top(national_index, phrase.typed)
    assert any(right(kode, phrase.national) for kode in codes), codes


@pytest.mark.parametrize("phrase", [one for one in EVERYDAY if one.sample], ids=lambda phrase: phrase.typed)
def test_the_right_analysis_of_the_sample_is_among_the_first_three(phrase, sample_index):
    codes = top(sample_index, phrase.typed)
    assert any(right(kode, phrase.sample) for kode in codes), codes


def test_of_twenty_phrases_nobody_tuned_to_eighteen_are_answered(national_index):
    assert len(UNSEEN) == 20
    missed = [
        one.typed for one in UNSEEN if not any(right(kode, one.national) for kode in top(national_index, one.typed))
    ]
    assert len(missed) <= 2, missed


@pytest.mark.parametrize("phrase", EVERYDAY, ids=lambda phrase: phrase.typed)
def test_every_beginning_of_a_phrase_finds_something_while_it_is_typed(phrase, sample_index, national_index):
    first = phrase.typed.split()[0]
    for length in range(1, len(first)):
        assert top(national_index, first[:length]), first[:length]
