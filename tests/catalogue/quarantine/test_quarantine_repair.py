from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from catalogue.quarantine.quarantine_builders import a_line
from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.diagnosis.findings import DROP, Change
from harsat.catalogue.quarantine.packing import lines_pack, lines_unpack
from harsat.catalogue.quarantine.repair import book_repaired

BOOK = Book([a_line(2), a_line(3, item="Mandor"), a_line(4, kode="1.2")])


def test_an_edit_changes_one_cell_and_leaves_the_book_that_came_in():
    repaired = book_repaired(BOOK, [Change(3, "koefisien", "0.025")])
    assert [line.koefisien for line in repaired.lines] == [Decimal("0.5"), Decimal("0.025"), Decimal("0.5")]
    assert BOOK.lines[1].koefisien == Decimal("0.5")


def test_a_split_makes_two_analyses_of_one():
    repaired = book_repaired(BOOK, [Change(2, "kode", "1.1a"), Change(3, "kode", "1.1b")])
    assert list(repaired.analyses) == ["1.1a", "1.1b", "1.2"]


def test_a_dropped_row_is_gone_whatever_else_was_changed_in_it():
    repaired = book_repaired(BOOK, [Change(2, DROP, ""), Change(2, "koefisien", "1")])
    assert [line.row for line in repaired.lines] == [3, 4]


def test_of_two_edits_of_a_cell_the_later_holds():
    repaired = book_repaired(BOOK, [Change(2, "satuan", "OJ"), Change(2, "satuan", "hari")])
    assert repaired.lines[0].satuan == "hari"


def test_a_kategori_that_is_none_is_unknown_and_text_that_is_no_number_has_no_reading():
    repaired = book_repaired(
        BOOK, [Change(2, "kategori", "BHN"), Change(3, "kategori", "?"), Change(4, "koefisien", "x")]
    )
    assert [line.kategori for line in repaired.lines] == ["BHN", None, "TK"]
    assert (repaired.lines[2].koefisien, repaired.lines[2].koefisien_text) == (None, "x")


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["item", "kode", "satuan", DROP]), st.text(max_size=3))))
def test_rows_that_no_change_names_stay_as_they_are(changes):
    named = {row for row, _field, _value in changes}
    repaired = book_repaired(BOOK, [Change(*change) for change in changes])
    assert [line for line in repaired.lines if line.row not in named] == [
        line for line in BOOK.lines if line.row not in named
    ]


def test_lines_are_packed_without_loss():
    lines = [a_line(2, koefisien="0.0000001"), a_line(3, koefisien=None, kategori=None, item="½ m² — 'x'")]
    assert lines_unpack(lines_pack(lines, {3: "berkas b, baris 2"})) == (lines, {3: "berkas b, baris 2"})
    assert lines_unpack(b"") == ([], {})
