"""Lost decimal separators of the national workbook: found, proposed, and said in words; sound catalogues stay quiet."""

from __future__ import annotations

import csv
import os
import random
from decimal import Decimal
from pathlib import Path

import pytest

from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.diagnosis.cleaning import book_read
from harsat.catalogue.diagnosis.desimal import find
from harsat.catalogue.diagnosis.findings import Change
from harsat.catalogue.diagnosis.kinds import Certainty
from harsat.catalogue.reading.reader import files_read

DATA = Path(os.environ.get("HARSAT_SHARED", Path(__file__).parents[4] / "shared")) / "data"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason="the shared data folder is absent (set HARSAT_SHARED)"),
]


@pytest.fixture(scope="module")
def rows():
    return files_read([DATA / "ahsp_2025_cipta_karya.xlsx"]).rows


@pytest.fixture(scope="module")
def found(rows):
    return find(book_read(rows)[0])


def test_all_but_three_lost_separators_are_found_with_few_false_alarms(rows, found):
    # In this one file the damaged cells are the native ones; the detector never sees which those are.
    lost = {row.number for row in rows if not isinstance(row.koefisien, str)}
    named = {finding.rows[0] for finding in found}
    assert len(lost) == 726
    assert len(lost - named) <= 4, "725 are faults, one of the native numbers is as it should be"
    assert len(named - lost) <= 12


def test_every_confirmed_value_of_the_sample_is_proposed(found):
    proposed = {(finding.kode, Decimal(finding.original), Decimal(finding.proposal)) for finding in found}
    with (DATA / "ahsp_2025_lost_decimals_sample.csv").open(encoding="utf-8") as sample:
        for row in csv.DictReader(sample):
            key = (row["kode_ahsp"], Decimal(row["koef_di_file"]), Decimal(row["terkonfirmasi"]))
            assert key in proposed, row["id"]


def test_a_finding_edits_one_cell_and_says_why(found):
    for finding in found:
        assert finding.changes == (Change(finding.rows[0], "koefisien", finding.proposal),)
        assert finding.reason.endswith(".")
        assert finding.certainty is not Certainty.NONE


def test_the_order_of_the_rows_changes_almost_nothing(rows, found):
    shuffled = list(rows)
    random.Random(11).shuffle(shuffled)
    again = {(one.rows, one.proposal) for one in find(book_read(shuffled)[0])}
    usual = {(one.rows, one.proposal) for one in found}
    assert len(again & usual) >= 0.97 * len(usual)


def test_an_empty_book_has_no_findings():
    assert find(Book(())) == []
