"""The files that people of this trade published, read in place; skipped where the folder is absent."""

import os
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import pytest

from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.mapping import Layout
from harsat.catalogue.reading.reader import files_look, files_read

DATA = Path(os.environ.get("HARSAT_SHARED", Path(__file__).parents[4] / "shared")) / "data"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason="the shared data folder is absent (set HARSAT_SHARED)"),
]
SETS = [
    (["ahsp_2025_cipta_karya.xlsx"], Layout.FLAT, 13_899, 2_305),
    (["ahsp_common.csv"], Layout.FLAT, 442, 70),
    (["broken_pdf_conversion/ahsp_ciptakarya_master.csv"], Layout.RECORDS, 17_912, 123),
    (["pcm_blocks/template_ahsp.csv", "pcm_blocks/template_items.csv"], Layout.BLOCKS, 28, 4),
    (["pcm_blocks/test_ahsp_40.csv", "pcm_blocks/test_items_500.csv"], Layout.BLOCKS, 375, 45),
    (
        [f"rencanakan_2016/{name}.csv" for name in ("ahs", "ahs_items", "item_prices", "units", "item_price_groups")],
        Layout.RELATED,
        1_676,
        325,
    ),
]


@pytest.mark.parametrize(("names", "layout", "rows", "codes"), SETS, ids=lambda value: str(value)[:30])
def test_every_set_of_the_folder_gives_all_its_rows(names, layout, rows, codes):
    fileset = files_read([DATA / name for name in names])
    assert (fileset.layout, len(fileset.rows), len({row.kode for row in fileset.rows})) == (layout, rows, codes)
    assert len({row.number for row in fileset.rows}) == rows


def test_the_nested_analyses_of_2016_name_their_target():
    rows = files_read(sorted((DATA / "rencanakan_2016").glob("*.csv"))).rows
    assert sorted({row.target_kode for row in rows if row.target_kode}) == ["B.07.a", "P.02.c.1", "T.01.a", "T.01.b"]


def test_the_item_that_is_unknown_on_purpose_is_named():
    folder = DATA / "pcm_blocks"
    notes = {note.code: note for note in files_read([folder / "test_ahsp_40.csv", folder / "test_items_500.csv"]).notes}
    assert "Kayu Kaso - 5/7 ngawur" in notes["item_tidak_dikenal"].message


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.csv")), ids=lambda path: path.stem)
def test_every_file_alone_is_read_or_refused_in_words(path):
    assert files_look([path]).tables
    try:
        assert files_read([path]).rows
    except FileRefused as refusal:
        assert refusal.message.endswith(".")  # noqa: PT017 a refusal is one of two good ends


def test_the_national_workbook_takes_less_than_a_second_of_the_processor():
    started = processor_seconds()
    files_read([DATA / "ahsp_2025_cipta_karya.xlsx"])
    assert processor_seconds() - started < 1


def processor_seconds():
    return sum(usage.ru_utime + usage.ru_stime for usage in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))
