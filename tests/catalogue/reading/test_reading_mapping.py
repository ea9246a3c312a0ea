import json

import pytest

from catalogue.reading.workbooks import FLAT, mapped, table
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.layouts.flat import flat_read
from harsat.catalogue.reading.mapping import (
    Layout,
    Mapping,
    mapping_apply,
    mapping_at,
    mapping_find,
    samples_read,
    shape_of,
)

FOREIGN = ["Ref", "Work", "Group", "Resource", "UoM", "Factor"]
DATA = ["1.1", "Galian", "TK", "Pekerja", "OH", "0,5"]
CHOSEN = {"kode": 0, "nama": 1, "kategori": 2, "item": 3, "satuan": 4, "koefisien": 5}


def test_a_mapping_says_what_is_missing_wanted_and_left_over():
    mapping = mapped(["kode", "nama", "item", "koefisien", "sumber"])[1]
    assert (mapping.missing, mapping.wanted, mapping.unmapped) == ((), ("kategori", "satuan"), (4,))


def test_unknown_titles_are_no_error_but_a_mapping_that_a_person_completes():
    held, found = mapped(["Price book 2025"], FOREIGN, DATA)
    assert found.missing == ("kode", "nama", "item", "koefisien")
    assert found.titles == tuple(FOREIGN)
    corrected = found.corrected(CHOSEN)
    assert not corrected.missing
    [row] = flat_read(held, corrected).rows
    assert (row.kode, row.item, row.koefisien) == ("1.1", "Pekerja", "0,5")


def test_a_correction_is_remembered_by_the_shape_of_the_file():
    _held, found = mapped(FOREIGN, DATA)
    stored = {found.shape: json.dumps(found.corrected(CHOSEN).to_json())}
    later, again = mapped(["Edisi berikut"], [], ["REF ", "work", "Group", "Resource", "U.o.M", "Factor"], DATA)
    assert again.shape != shape_of(Layout.FLAT, FLAT)
    remembered = Mapping.from_json(json.loads(stored[found.shape]))
    applied = mapping_apply(remembered, later)
    assert applied is None, "U.o.M is another title than UoM"


def test_a_remembered_mapping_finds_its_titles_in_another_row():
    _held, found = mapped(FOREIGN, DATA)
    later, again = mapped(["Edisi berikut"], [], ["REF ", "work_", "Group", "Resource", "UoM", "Factor"], DATA)
    assert again.shape == found.shape
    applied = mapping_apply(found.corrected(CHOSEN), later)
    assert applied.header_row == 3
    assert [row.number for row in flat_read(later, applied).rows] == [4]


def test_a_mapping_survives_being_stored():
    mapping = mapped(FLAT, DATA)[1].corrected({"item": 3, "nama": 1, "koefisien": 5})
    assert Mapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping


def test_a_person_may_decide_that_there_are_no_codes_but_not_that_there_are_no_numbers():
    found = mapped(FOREIGN, DATA)[1]
    assert found.corrected({"nama": 1, "item": 3, "koefisien": 5}).missing == ()
    assert found.corrected({"nama": 1, "item": 3}).missing == ("koefisien",)


@pytest.mark.parametrize("index", [-1, 100, 10**9])
def test_a_column_beyond_any_table_is_refused(index):
    with pytest.raises(FileRefused) as caught:
        mapped(FLAT, DATA)[1].corrected({"item": index})
    assert caught.value.code == "file_mapping"


def test_a_person_may_choose_the_row_of_titles_and_the_file_keeps_its_shape():
    held = table(["kode", "nama"], ["kode", "nama", "item", "koefisien"], ["1.1", "Galian", "Pekerja", "0,5"])
    chosen = mapping_at(held, 1)
    assert chosen.columns == {"kode": 0, "nama": 1}
    assert chosen.shape == mapping_find(held).shape


def test_samples_show_the_first_filled_cells_of_each_column():
    held, mapping = mapped(
        FLAT, ["1.1", "Galian", "", "", "Pekerja", "OH", 0.5], ["", "", "", "", "Mandor", "OH", 0.05]
    )
    samples = samples_read(held, mapping)
    assert samples[0] == ["1.1"]
    assert samples[4] == ["Pekerja", "Mandor"]
    assert samples[6] == ["0.5", "0.05"]


@pytest.mark.parametrize(
    ("rows", "layout"),
    [
        ([FLAT, DATA], Layout.FLAT),
        ([["[AHSP]", "A", "Galian", "m3"], ["Pekerja", "0.3"]], Layout.BLOCKS),
        (
            [["kode", "uraian", "satuan", "tenaga", "bahan", "alat"], ["1.1", "a", "m3", "Pekerja 0.6", "-", "-"]],
            Layout.RECORDS,
        ),
        ([["1.1", "Galian"], ["No", "Uraian", "Kode", "Satuan", "Koefisien"], ["A", "TENAGA"]], Layout.FORM),
        ([["id", "ahs_id", "coefficient", "item_id"], ["1", "A", "0.5", "L.01"]], Layout.RELATED),
    ],
)
def test_the_layout_is_told_by_titles_and_content(rows, layout):
    assert mapped(*rows)[1].layout is layout


def test_columns_of_money_per_kategori_are_no_records():
    mapping = mapped(["kode", "uraian", "satuan", "tenaga", "bahan", "alat"], ["1.1", "a", "m3", "11000", "0", "0"])[1]
    assert mapping.layout is Layout.FLAT
    assert mapping.missing
