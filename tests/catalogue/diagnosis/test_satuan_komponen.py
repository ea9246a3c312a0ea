from catalogue.diagnosis.sheets import a_book, a_line
from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.diagnosis.satuan_komponen import find
from harsat.engine.snapshot import Kategori


def many(item, satuan, koefisien, number, start=10, **fields):
    return [
        a_line(start + count, item, satuan, koefisien, kode=f"9.{start + count}", **fields) for count in range(number)
    ]


def found(*lines):
    return [(f.kind, f.original, f.proposal) for f in find(Book(lines)) if f.severity is not Severity.INFO]


def test_spellings_of_one_unit_are_one():
    assert find(Book([a_line(2, "Pipa", "m'", "1"), a_line(3, "Pipa", "M1", "1"), a_line(4, "Pipa", "m", "2")])) == []


def test_an_unknown_unit_is_proposed_what_the_resource_has_elsewhere_or_the_nearest_spelling():
    assert found(a_line(2, "Cat", "xyz", "1"), *many("cat", "kg", "1", 3)) == [(Kind.SATUAN_TIDAK_DIKENAL, "xyz", "kg")]
    assert found(a_line(2, "Seng", "lembarr", "1")) == [(Kind.SATUAN_TIDAK_DIKENAL, "lembarr", "lembar")]
    assert found(a_line(2, "Seng", "karung besar", "1")) == [(Kind.SATUAN_TIDAK_DIKENAL, "karung besar", "")]


def test_an_empty_unit_blocks_and_is_said_once_per_analysis():
    (finding,) = find(Book([a_line(2, "Air", "", "1"), a_line(3, "Batu", "", "1")]))
    assert (finding.rows, finding.blocking, finding.severity) == ((2, 3), True, Severity.DANGER)


def test_labour_is_counted_in_time():
    days = many("Pekerja", "OH", "0.6", 3, kategori=Kategori.TK)
    assert found(a_line(2, "Pekerja", "m3", "1", Kategori.TK), *days) == [(Kind.SATUAN_SUMBER_DAYA, "m3", "OH")]
    assert found(a_line(2, "Juru ukur", "m3", "1", Kategori.TK)) == [(Kind.SATUAN_SUMBER_DAYA, "m3", "")]


def test_hours_beside_days_in_one_crew_are_found():
    crew = [a_line(2, "Pekerja", "OH", "0.6", Kategori.TK), a_line(3, "Tukang", "OH", "0.3", Kategori.TK)]
    mixed = [*crew, a_line(4, "Mandor", "OJ", "0.06", Kategori.TK)]
    assert found(*mixed) == [(Kind.SATUAN_SUMBER_DAYA, "OJ", "OH")]


def test_a_crew_wholly_in_hours_is_only_said():
    days = many("Pekerja", "OH", "0.6", 20, kategori=Kategori.TK, kode_item="L.01")
    hours = a_line(2, "Pekerja", "OJ", "4.2", Kategori.TK, kode_item="L.01a")
    (finding,) = find(Book([hours, *days]))
    assert (finding.severity, finding.rows, finding.proposal) == (Severity.INFO, (2,), "")


def test_one_code_in_two_units_wants_a_look():
    days = many("Pekerja", "OH", "0.6", 20, kategori=Kategori.TK, kode_item="L.01")
    hours = a_line(2, "Pekerja", "OJ", "4.2", Kategori.TK, kode_item="L.01")
    (finding,) = find(Book([hours, *days]))
    assert (finding.severity, finding.rows) == (Severity.WARNING, (2,))
    assert "L.01" in finding.reason


def test_the_koefisien_tells_a_mistaken_unit_from_a_meant_one():
    kilos = many("Semen Portland", "kg", "326", 19)
    (mistaken,) = [f for f in find(Book([a_line(2, "Semen Portland", "zak", "320"), *kilos])) if f.rows == (2,)]
    assert (mistaken.severity, mistaken.proposal, mistaken.certainty) == (Severity.DANGER, "kg", Certainty.SURE)
    (meant,) = [f for f in find(Book([a_line(2, "Semen Portland", "zak", "7.2"), *kilos])) if f.rows == (2,)]
    assert (meant.severity, meant.changes) == (Severity.WARNING, ())


def test_pipes_and_profiles_are_not_sold_by_volume_and_timber_is():
    assert found(a_line(2, 'Pipa besi hitam 3"', "m3", "4.8")) == [(Kind.SATUAN_SUMBER_DAYA, "m3", "m'")]
    assert found(a_line(2, "List gypsum", "m3", "1.1")) == [(Kind.SATUAN_SUMBER_DAYA, "m3", "m'")]
    assert found(a_line(2, "List kayu 2x4", "m3", "0.003")) == []
    assert found(a_line(2, "Balok kayu kelas I", "m3", "1.1")) == []
    assert found(a_line(2, "Pasir pasang", "m3", "0.5")) == []


def test_a_nested_work_is_not_judged_as_a_resource():
    assert find(Book([a_line(2, "Beton", "", "1", target_kode="2.1")])) == []


def test_known_editions_lend_their_units():
    known = many("Semen Portland", "kg", "326", 19)
    (finding,) = find(Book([a_line(2, "Semen Portland", "zak", "320")], known))
    assert (finding.rows, finding.proposal) == ((2,), "kg")


def test_the_same_book_gives_the_same_findings_in_any_order():
    lines = [*many("Pasir", "kg", "888", 5), *many("Pasir", "m3", "0.5", 5, start=40), a_line(2, "Air", "", "1")]
    assert sorted(find(a_book(lines)), key=str) == sorted(find(a_book(lines)), key=str)
    assert {f.reason for f in find(Book(lines))} == {f.reason for f in find(Book(lines[::-1]))}
