import pytest

from catalogue.diagnosis.books import DATA, needs_data
from catalogue.diagnosis.sheets import a_row
from harsat.catalogue.diagnosis.angka import canonical
from harsat.catalogue.diagnosis.diagnose import diagnose
from harsat.catalogue.diagnosis.findings import DROP
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.reading.reader import files_read

MINE = frozenset(
    {
        Kind.SATUAN_MERAGUKAN,
        Kind.SATUAN_SUMBER_DAYA,
        Kind.SATUAN_TIDAK_DIKENAL,
        Kind.TANPA_KATEGORI,
        Kind.KATEGORI_MERAGUKAN,
        Kind.LEMBAR_HITUNG,
        Kind.TEKS_RUSAK,
        Kind.TEKS_PANJANG,
        Kind.SPASI_GANDA,
        Kind.RUJUKAN_PERATURAN,
    }
)
RENCANAKAN = ("ahs", "ahs_items", "item_prices", "item_price_groups", "units")


def of_kind(diagnosis, kind):
    return [finding for finding in diagnosis.findings if finding.kind is kind]


def doubted(diagnosis):
    return {finding.kode for finding in diagnosis.findings if finding.severity is not Severity.INFO}


@pytest.fixture(scope="module")
def rows():
    return files_read([DATA / "ahsp_2025_cipta_karya.xlsx"]).rows


@pytest.fixture(scope="module")
def workbook(rows):
    return diagnose(rows)


def test_findings_of_the_file_come_first_then_the_order_of_the_rows():
    rows = [a_row(2, "0.6"), a_row(3, "0.00", kode="1.2.2", nama="Galian 1 m3 pasir"), a_row(4, "abc", kode="1.2.3")]
    starts = [finding.rows[:1] for finding in diagnose(rows).findings]
    assert starts == sorted(starts)
    assert starts[0] == ()


def test_no_rows_have_no_findings():
    diagnosis = diagnose([])
    assert (list(diagnosis.book.lines), list(diagnosis.findings)) == ([], [])


def test_a_unit_that_was_taught_is_doubted_no_more():
    rows = [a_row(2, satuan="Krg", kategori="Bahan", item="Arang")]
    assert of_kind(diagnose(rows), Kind.SATUAN_TIDAK_DIKENAL)
    assert not of_kind(diagnose(rows, learned={"krg": "karung"}), Kind.SATUAN_TIDAK_DIKENAL)


@needs_data
@pytest.mark.slow
def test_metre_runs_of_the_national_workbook_are_found_and_no_volume_is_flagged(workbook):
    flagged = [f for f in of_kind(workbook, Kind.SATUAN_MERAGUKAN) if f.original == "m3"]
    names = [workbook.book.analyses[f.kode][0].nama.lower() for f in flagged]
    assert len(flagged) >= 210
    solid = ("galian", "urukan", "timbunan", "pasangan batu", "bronjong", "beton mutu", "fondasi", "mengangkut")
    assert not [nama for nama in names if any(word in nama for word in solid)]
    assert {f.certainty for f in flagged} <= {Certainty.SURE, Certainty.LIKELY}


@needs_data
@pytest.mark.slow
def test_every_m3_that_is_believed_speaks_of_something_that_fills(workbook):
    flagged = {f.kode for f in of_kind(workbook, Kind.SATUAN_MERAGUKAN)}
    believed = [
        lines[0].nama.lower()
        for kode, lines in workbook.book.analyses.items()
        if lines[0].satuan_pekerjaan == "m3" and kode not in flagged
    ]
    linear = ("kabel", "kusen", "plint", "lisplank", "talang", "nok/", "waterstop", "buis", "pagar")
    assert not [nama for nama in believed if any(word in nama for word in linear)]


@needs_data
@pytest.mark.slow
def test_rows_without_kategori_and_the_water_truck_are_found(workbook):
    bare = of_kind(workbook, Kind.TANPA_KATEGORI)
    assert len(bare) == 37
    (sheet,) = of_kind(workbook, Kind.LEMBAR_HITUNG)
    assert sheet.kode == "4.1.1.28"
    assert {change.field for change in sheet.changes} == {DROP}
    assert len(sheet.rows) == 18


@needs_data
@pytest.mark.slow
def test_repairs_of_the_national_workbook_leave_no_damage(workbook):
    texts = {text for line in workbook.book.lines for text in (line.nama, line.item, line.satuan)}
    assert not [text for text in texts if "Â" in text or "â€" in text or "  " in text or "Lihat Peraturan" in text]
    assert len(of_kind(workbook, Kind.RUJUKAN_PERATURAN)) == 110
    assert not [f for f in of_kind(workbook, Kind.TEKS_RUSAK) if f.severity is Severity.DANGER]


@needs_data
@pytest.mark.slow
def test_components_sold_by_the_metre_but_measured_in_m3_are_found(workbook):
    runs = [f for f in of_kind(workbook, Kind.SATUAN_SUMBER_DAYA) if (f.original, f.proposal) == ("m3", "m'")]
    assert len(runs) >= 25


@needs_data
@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "number", "comma"])
def test_text_numbers_and_a_comma_file_of_the_workbook_give_the_same_findings(rows, workbook, form):
    shapes = {"text": str, "number": float, "comma": lambda text: text.replace(".", ",")}
    plain = [line.koefisien_text for line in workbook.book.lines]
    shaped = [row._replace(koefisien=shapes[form](text)) for row, text in zip(rows, plain, strict=True)]
    other = diagnose(shaped)
    assert list(other.book.lines) == list(workbook.book.lines)
    assert [f for f in other.findings if f.kind in MINE] == [f for f in workbook.findings if f.kind in MINE]
    assert all(canonical(line.koefisien) == line.koefisien_text for line in workbook.book.lines)


@needs_data
@pytest.mark.slow
def test_the_failed_pdf_conversion_ends_wholly_in_doubt():
    diagnosis = diagnose(files_read([DATA / "broken_pdf_conversion" / "ahsp_ciptakarya_master.csv"]).rows)
    assert set(diagnosis.book.analyses) <= doubted(diagnosis)
    damaged = of_kind(diagnosis, Kind.KODE_RUSAK)
    assert all(finding.blocking for finding in damaged if finding.severity is Severity.DANGER)
    assert "0.12705" in {finding.kode for finding in damaged}
    assert of_kind(diagnosis, Kind.KATEGORI_MERAGUKAN)


@needs_data
def test_a_file_cut_to_two_decimals_says_so_once_and_blocks_every_zero():
    diagnosis = diagnose(files_read([DATA / "rencanakan_2016" / f"{name}.csv" for name in RENCANAKAN]).rows)
    assert len(of_kind(diagnosis, Kind.DESIMAL_TERPOTONG)) == 1
    zeros = of_kind(diagnosis, Kind.KOEFISIEN_NOL)
    assert len(zeros) == 104
    assert all(finding.blocking for finding in zeros)


@needs_data
def test_the_common_analyses_are_sound():
    diagnosis = diagnose(files_read([DATA / "ahsp_common.csv"]).rows)
    assert len(diagnosis.book.analyses) == 70
    assert not [f for f in diagnosis.findings if f.kind in MINE and f.severity is not Severity.INFO]
