"""Every file of the shared data folder ends with reasons or a refusal; the national workbook code by code."""

import os
from pathlib import Path

import pytest

from harsat.catalogue.quarantine.verdict import rows_judge
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.reader import files_read

DATA = Path(os.environ.get("HARSAT_SHARED", Path(__file__).parents[3] / "shared")) / "data"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason="the shared data folder is absent (set HARSAT_SHARED)"),
]


def test_every_code_of_the_national_workbook_is_sound_or_held_with_its_reasons():
    rows = files_read([DATA / "ahsp_2025_cipta_karya.xlsx"]).rows
    verdict = rows_judge(rows)
    assert (len(rows), verdict.readiness.analyses) == (13_899, 2_305)
    assert all(verdict.readiness.held.values())
    texts = [draft.uraian for draft in verdict.readiness.ready.values()]
    texts += [line.uraian for draft in verdict.readiness.ready.values() for line in draft.komponen]
    assert not any("Â" in text or "â€" in text or "  " in text or "Lihat Peraturan" in text for text in texts)


def test_the_failed_pdf_conversion_is_held_with_reasons():
    try:
        verdict = rows_judge(files_read([DATA / "broken_pdf_conversion" / "ahsp_ciptakarya_master.csv"]).rows)
    except FileRefused as refusal:
        pytest.fail(refusal.message)
    assert len(verdict.readiness.held) > len(verdict.readiness.ready)
    assert all(hold.reason.endswith(".") for holds in verdict.readiness.held.values() for hold in holds)


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.csv")), ids=lambda path: path.stem)
def test_every_other_file_is_judged_or_refused_in_words(path):
    try:
        readiness = rows_judge(files_read([path]).rows).readiness
    except FileRefused as refusal:
        assert refusal.message.endswith(".") or "(" in refusal.message  # noqa: PT017 a refusal is one of two good ends
    else:
        assert readiness.analyses
