import os
from collections import Counter
from pathlib import Path

import pytest

from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.reasons import Reason
from harsat.catalogue.reading.review import file_review

DATA = Path(os.environ.get("HARSAT_SHARED", Path(__file__).parents[3] / "shared")) / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data folder is absent (set HARSAT_SHARED)")


@pytest.fixture(scope="module")
def review():
    return file_review(DATA / "ahsp_2025_cipta_karya.xlsx")


@needs_data
@pytest.mark.slow
def test_every_code_of_the_national_workbook_is_trusted_or_listed(review):
    assert review.rows == 13_899
    codes = [entry.draft.kode for entry in review.trusted] + [entry.kode for entry in review.listed]
    assert len(codes) == len(set(codes)) == 2_305
    assert len(review.trusted) == 1_447


@needs_data
@pytest.mark.slow
def test_the_known_damage_of_the_national_workbook_is_found_in_full(review):
    counts = review.codes_per_reason()
    assert counts[Reason.HILANG_DESIMAL] == 486
    assert counts[Reason.TENAGA_BERULANG] == 26
    assert counts[Reason.BARIS_TERPISAH] == 95
    assert counts[Reason.TANPA_TENAGA] == 15
    assert counts[Reason.NAMA_GANDA] == 1
    assert counts[Reason.M3_MERAGUKAN] >= 196


@needs_data
@pytest.mark.slow
def test_nothing_trusted_is_damaged(review):
    units = Counter(entry.draft.satuan for entry in review.trusted)
    assert set(units) <= {
        "buah",
        "unit",
        "m2",
        "m'",
        "m3",
        "titik",
        "kg",
        "tunggul",
        "batang",
        "set",
        "ha",
        "ton",
    }
    for entry in review.trusted:
        texts = [entry.draft.uraian, *(line.uraian for line in entry.draft.komponen)]
        assert not any("Â" in text or "â€" in text or "  " in text or "Lihat Peraturan" in text for text in texts)


@needs_data
@pytest.mark.parametrize("path", sorted(DATA.rglob("*.csv")), ids=lambda path: path.stem)
def test_every_other_file_is_read_or_refused_in_words(path):
    try:
        review = file_review(path)
    except FileRefused as refusal:
        assert refusal.message.endswith(".") or "(" in refusal.message  # noqa: PT017 a refusal is one of two good ends
    else:
        assert review.trusted or review.listed
