from datetime import date
from decimal import Decimal

import pytest

from catalogue.diagnosis.sheets import a_row, kinds, rows_of
from harsat.catalogue.diagnosis.cleaning import book_read
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.engine.snapshot import Kategori


def read(*rows):
    book, findings = book_read(rows)
    return book, [finding for finding in findings if finding.kind is not Kind.SATUAN_MERAGUKAN]


def found(*rows):
    return read(*rows)[1]


def test_a_sound_row_becomes_a_line_without_findings():
    book, findings = read(a_row())
    assert findings == []
    assert book.lines[0][1:] == (
        "1.2.1",
        "Penggalian 1 m3 tanah biasa",
        "m3",
        "",
        Kategori.TK,
        "L.01",
        "Pekerja",
        "OH",
        Decimal("0.6"),
        "0.6",
        "",
    )


def test_a_unit_taken_from_the_name_is_said_once_for_the_file():
    _book, findings = book_read([a_row(2), a_row(3), a_row(4, kode="1.2.2")])
    assert [(f.kind, f.severity, f.repaired, f.rows) for f in findings] == [
        (Kind.SATUAN_MERAGUKAN, Severity.INFO, True, ())
    ]
    assert "2 pekerjaan" in findings[0].reason


def test_a_stated_unit_is_kept_and_nothing_is_said():
    book, findings = book_read([a_row(satuan_pekerjaan="M3")])
    assert book.lines[0].satuan_pekerjaan == "M3"
    assert findings == []


def test_repairs_are_made_and_reported_once_per_analysis_with_all_rows():
    rows = [a_row(2, item="Tukang  batu"), a_row(3, item="Tukang  batu"), a_row(4, item="Tukang  batu", kode="1.2.2")]
    book, findings = read(*rows)
    assert {line.item for line in book.lines} == {"Tukang batu"}
    assert [(f.kind, f.kode, f.rows, f.original, f.proposal) for f in findings] == [
        (Kind.SPASI_GANDA, "1.2.1", (2, 3), "Tukang  batu", "Tukang batu"),
        (Kind.SPASI_GANDA, "1.2.2", (4,), "Tukang  batu", "Tukang batu"),
    ]
    assert all(f.repaired and f.severity is Severity.INFO and not f.changes for f in findings)


def test_stray_spaces_and_dots_in_codes_are_mended_and_reported():
    book, findings = read(a_row(kode="8.3.1. 6."))
    assert book.lines[0].kode == "8.3.1.6"
    assert [(f.kind, f.column, f.proposal, f.repaired) for f in findings] == [
        (Kind.KODE_RUSAK, "kode", "8.3.1.6", True)
    ]


@pytest.mark.parametrize("kode", ["0.31", "0.12705", "Batang", "#REF!", ""])
def test_what_is_no_code_blocks_the_analysis(kode):
    (finding,) = [f for f in found(a_row(kode=kode)) if f.kind is Kind.KODE_RUSAK]
    assert finding.blocking
    assert finding.severity is Severity.DANGER


def test_a_unit_for_a_name_betrays_a_koefisien_for_a_code():
    (finding,) = found(a_row(kode="1.02", nama="Batang", satuan_pekerjaan="ls"))
    assert (finding.kind, finding.blocking) == (Kind.KODE_RUSAK, True)
    assert "satuan" in finding.reason


def test_a_code_kept_as_a_number_may_have_lost_its_zero():
    (finding,) = found(a_row(kode=1.1))
    assert (finding.kind, finding.severity, finding.proposal) == (Kind.KODE_RUSAK, Severity.WARNING, "1.1 atau 1.10")


def test_a_missing_tenth_sister_betrays_a_lost_zero_without_a_look_at_the_cell():
    rows = [a_row(n, kode=f"1.{n}") for n in (*range(1, 10), 11)]
    assert [f.kode for f in found(*rows)] == ["1.1"]
    assert found(*rows, a_row(12, kode="1.10")) == []


def test_text_beyond_a_limit_blocks_and_names_the_limit():
    (finding,) = found(a_row(satuan="bulan hari orang hari hari/m2"))
    assert (finding.kind, finding.column, finding.blocking) == (Kind.TEKS_PANJANG, "satuan", True)
    assert "20" in finding.reason
    (finding,) = found(a_row(nama="x" * 501, satuan_pekerjaan="m3"))
    assert "500" in finding.reason


def test_missing_names_block():
    assert [(f.column, f.blocking) for f in found(a_row(item=""))] == [("item", True)]
    assert [(f.column, f.blocking) for f in found(a_row(nama="", satuan_pekerjaan="m3"))] == [("nama", True)]


def test_damage_that_remains_is_a_danger():
    (finding,) = found(a_row(item="Be\ufffdton"))
    assert (finding.kind, finding.severity, finding.repaired) == (Kind.TEKS_RUSAK, Severity.DANGER, False)


def test_errors_of_a_spreadsheet_are_found_in_text_and_number():
    assert kinds(found(a_row(item="#NAME?"))) == [Kind.RUMUS_GALAT]
    (finding,) = found(a_row(koefisien="#DIV/0!"))
    assert (finding.kind, finding.blocking, finding.original) == (Kind.RUMUS_GALAT, True, "#DIV/0!")


@pytest.mark.parametrize("zero", ["0", "0.00", "0,000", 0, 0.0, "0.0000001"])
def test_a_zero_koefisien_blocks(zero):
    (finding,) = [f for f in found(a_row(koefisien=zero)) if f.kind is not Kind.KOEFISIEN_DIBULATKAN]
    assert (finding.kind, finding.blocking, finding.original) == (Kind.KOEFISIEN_NOL, True, "0")


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("-2", Kind.KOEFISIEN_LUAR_BIASA),
        ("1000000000", Kind.KOEFISIEN_LUAR_BIASA),
        ("", Kind.ANGKA_TAK_TERBACA),
        ("abc", Kind.ANGKA_TAK_TERBACA),
        (date(2025, 2, 1), Kind.ANGKA_TAK_TERBACA),
        (True, Kind.ANGKA_TAK_TERBACA),
    ],
)
def test_koefisien_that_cannot_be_stored_block(cell, kind):
    (finding,) = found(a_row(koefisien=cell))
    assert (finding.kind, finding.blocking, finding.severity) == (kind, True, Severity.DANGER)


def test_a_number_with_two_readings_names_both():
    book, (finding,) = read(a_row(koefisien="1.250"))
    assert book.lines[0].koefisien is None
    assert (finding.kind, finding.original, finding.proposal) == (Kind.ANGKA_DUA_BACAAN, "1.250", "1.25 atau 1250")
    assert finding.certainty is Certainty.TWO_READINGS
    assert [change.value for change in finding.changes] == ["1.25"]


def test_a_column_cut_to_two_decimals_is_said_once_for_the_file():
    cells = ["0.25", "1.5", "0.01", "0.00"] * 20
    cut = [f for f in found(*rows_of(*cells)) if f.kind is Kind.DESIMAL_TERPOTONG]
    assert [(f.rows, f.kode, f.severity) for f in cut] == [((), "", Severity.DANGER)]
    assert "20 di antaranya nol" in cut[0].reason
    assert Kind.DESIMAL_TERPOTONG not in kinds(found(*rows_of(*cells, "0.003")))


def test_whole_numbers_alone_are_no_sign_of_cut_decimals():
    assert found(*rows_of(*["1", "2", "3"] * 40)) == []


def test_rounding_to_six_decimals_is_said_once():
    findings = found(*rows_of("0.12345678", "0.6", "0.87654321"))
    assert [(f.kind, f.repaired) for f in findings] == [(Kind.KOEFISIEN_DIBULATKAN, True)]


def test_a_record_without_any_component_is_said_once():
    findings = found(a_row(kategori="", kode_item="", item="", satuan="", koefisien=""))
    assert kinds(findings) == [Kind.TEKS_KOSONG]


def test_text_numbers_and_a_comma_file_give_the_same_book_and_findings():
    cells = ["0.6", "13125", "1.25", "0.000012", "1009"]
    as_text = book_read(rows_of(*cells))
    as_numbers = book_read(rows_of(*map(float, cells)))
    as_comma = book_read(rows_of(*(cell.replace(".", ",") for cell in cells)))
    assert as_text == as_numbers == as_comma


def test_a_nested_work_keeps_its_target():
    book, _findings = read(a_row(target_kode="2.1"))
    assert book.lines[0].target_kode == "2.1"


def test_a_taught_unit_is_carried_in_its_printed_form():
    book, _findings = book_read([a_row(satuan="Krg. besar", kategori="Bahan")], learned={"krg besar": "zak"})
    assert book.lines[0].satuan == "zak"
