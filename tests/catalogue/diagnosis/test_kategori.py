from catalogue.diagnosis.sheets import a_book, a_line, a_work, kinds
from harsat.catalogue.diagnosis import bersarang, kategori, lembar_hitung
from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.diagnosis.findings import DROP
from harsat.catalogue.diagnosis.kategori import kategori_read
from harsat.catalogue.diagnosis.kinds import Certainty, Kind
from harsat.engine.snapshot import Kategori


def changes(finding):
    return [(change.row, change.field, change.value) for change in finding.changes]


def bare(row, item, satuan="m3", koefisien="0.2", **fields):
    return a_line(row, item, satuan, koefisien, None, **fields)


def test_whole_words_name_a_kategori():
    assert kategori_read("Tenaga  Kerja") is Kategori.TK
    assert kategori_read("BAHAN") is Kategori.BHN
    assert kategori_read("Asphalt") is None


def test_a_component_without_kategori_blocks_and_is_proposed_what_its_namesake_has():
    book = a_book([bare(2, "Bekisting"), a_line(3, "bekisting", "m2", "1"), a_line(4, "Bekisting", "m2", "2")])
    (finding,) = kategori.find(book)
    assert (finding.kind, finding.blocking, finding.proposal) == (Kind.TANPA_KATEGORI, True, "Bahan")
    assert changes(finding) == [(2, "kategori", "BHN")]


def test_the_prefix_of_its_code_tells_the_kategori():
    crew = [a_line(row, f"Tukang {row}", "OH", "0.1", Kategori.TK, kode_item=f"L.{row}") for row in range(3, 30)]
    (finding,) = kategori.find(a_book([bare(2, "Juru ukur", "OH", kode_item="L.99"), *crew]))
    assert finding.proposal == "Tenaga Kerja"


def test_a_component_that_names_another_work_is_proposed_as_nested():
    work = a_work("Pembersihan 1 m2 lapangan dan perataan", "m2", ("Pekerja", "OH", "0.1"), kode="1.5")
    book = a_book([bare(2, "Pembersihan lapangan & perataan", "m2", kode="1.9")], work)
    (finding,) = kategori.find(book)
    assert changes(finding) == [(2, "target_kode", "1.5"), (2, "kategori", "LAIN")]
    assert "1.5" in finding.reason


def test_several_works_of_that_name_are_named_and_none_is_chosen():
    works = [
        a_work(f"Membuat 1 m3 beton fc' 15 MPa cara {way}", "m3", ("Air", "liter", "202"), kode=f"2.{count}")
        for count, way in enumerate(("manual", "mekanis"), start=1)
    ]
    (finding,) = kategori.find(a_book([bare(2, "Beton fc' 15 MPa", kode="1.9")], *works))
    assert (finding.changes, finding.certainty) == ((), Certainty.NONE)
    assert "2.1, 2.2" in finding.reason


def test_labour_among_materials_is_doubted():
    book = a_book([a_line(2, "Kepala tukang", "OH", "0.1"), a_line(3, "Semen", "kg", "8")])
    (finding,) = kategori.find(book)
    assert (finding.kind, finding.original, finding.proposal) == (Kind.KATEGORI_MERAGUKAN, "Bahan", "Tenaga Kerja")
    assert not finding.blocking


def test_hired_equipment_among_labour_is_doubted():
    (finding,) = kategori.find(a_book([a_line(2, "Alat pancang", "sewa-jam", "0.1", Kategori.TK)]))
    assert finding.proposal == "Peralatan"


def test_one_row_against_nine_others_is_doubted_and_an_even_split_is_not():
    others = [a_line(row, "Stamper", "hari", "0.1", Kategori.ALT) for row in range(3, 13)]
    odd = a_line(2, "Stamper", "hari", "0.1", Kategori.BHN)
    assert [finding.rows for finding in kategori.find(a_book([odd, *others]))] == [(2,)]
    assert kategori.find(a_book([odd, odd, *others[:2]])) == []


def test_known_editions_are_compared_and_nothing_is_found_in_them():
    known = [a_line(row, "Bekisting", "m2", "1") for row in range(2, 6)]
    (finding,) = kategori.find(Book([bare(9, "Bekisting")], known))
    assert (finding.rows, finding.proposal) == ((9,), "Bahan")


def test_rows_of_a_worksheet_are_proposed_to_be_left_out():
    sheet = [
        a_line(2, "Pekerja", "OH", "0.1", Kategori.TK),
        bare(3, "Kapasitas tangki", "", "5000"),
        bare(4, "Biaya KIR/bulan", "", "391666.67"),
        bare(5, "Sopir dan kenek", "", "2"),
    ]
    (finding,) = lembar_hitung.find(a_book(sheet))
    assert (finding.kind, finding.rows) == (Kind.LEMBAR_HITUNG, (3, 4, 5))
    assert changes(finding) == [(3, DROP, ""), (4, DROP, ""), (5, DROP, "")]
    assert {change for f in kategori.find(a_book(sheet)) for change in changes(f)} == set(changes(finding))


def test_the_sum_of_an_official_form_is_no_component():
    sheet = [a_line(2, "Pekerja", "OH", "1", Kategori.TK), a_line(3, "Biaya Umum dan Keuntungan 10%", "", "0.1")]
    assert [finding.rows for finding in lembar_hitung.find(a_book(sheet))] == [(3,)]


def test_a_resource_with_a_code_is_never_a_sum():
    priced = a_line(2, "Total station", "hari", "0.1", Kategori.ALT, kode_item="E.10")
    assert lembar_hitung.find(a_book([priced, bare(3, "Beton")])) == []


def test_a_nested_work_must_exist_and_keep_its_unit():
    nested = [
        a_line(2, "Beton", "kg", "0.2", kode="1.1", target_kode="2.1"),
        a_line(3, "Cat", "m2", "1", kode="1.1", target_kode="9.9"),
    ]
    work = a_work("1 m3 beton", "m3", ("Air", "liter", "202"), kode="2.1")
    findings = bersarang.find(a_book(nested, work))
    assert kinds(findings) == [Kind.SATUAN_SUMBER_DAYA, Kind.RUJUKAN_HILANG]
    assert changes(findings[0]) == [(2, "satuan", "m3")]
    assert findings[1].blocking
