from collections import Counter

from catalogue.diagnosis.books import a_book, bhn, crew, needs_data, neighbours, sound, tk, workbook
from harsat.catalogue.diagnosis import nama
from harsat.catalogue.diagnosis.book import Book
from harsat.catalogue.diagnosis.findings import Change
from harsat.catalogue.diagnosis.kinds import Kind, Severity


def found(kind, *analyses):
    return [finding for finding in nama.find(a_book(*analyses)) if finding.kind is kind]


def pipe(kode, name, size, rows=None):
    return (kode, name, rows or [*crew(), bhn(f"Pipa besi, {size}", "1.1", "m")])


def test_sound_names_are_not_mentioned():
    assert nama.find(a_book(*neighbours())) == []


def test_the_name_most_rows_carry_is_proposed_for_the_others():
    lines = list(a_book(*neighbours()).lines)
    lines[5] = lines[5]._replace(nama="Pemotongan 1 buah Kotak tipe 1")
    [finding] = nama.find(Book(lines))
    assert (finding.kind, finding.kode, finding.rows) == (Kind.NAMA_GANDA, "1.1.1", (7,))
    assert finding.changes == (Change(7, "nama", "Pemasangan 1 buah Kotak tipe 1"),)
    assert "di baris 2–6" in finding.reason


def test_two_names_over_two_whole_analyses_propose_a_split():
    _kode, lamp, lamp_rows = sound("", "Lampu")
    _kode, fan, fan_rows = sound("", "Kipas")
    [finding] = found(Kind.NAMA_GANDA, *neighbours(), ("1.1.9", lamp, lamp_rows), ("1.1.9", fan, fan_rows))
    assert Counter(change.value for change in finding.changes) == {"1.1.9a": 6, "1.1.9b": 6}
    assert {change.field for change in finding.changes} == {"kode"}


def test_one_name_under_two_codes_is_said_on_both():
    _kode, name, rows = sound("", "Lampu")
    first, second = found(Kind.NAMA_KEMBAR, ("1.1.1", name, rows), ("1.1.2", name.upper(), rows[1:]))
    assert (first.kode, second.kode, first.severity) == ("1.1.1", "1.1.2", Severity.WARNING)
    assert "1.1.2 dengan isi lain" in first.reason


def test_the_same_name_with_the_same_rows_is_the_same_analysis_twice():
    _kode, name, rows = sound("", "Lampu")
    findings = found(Kind.NAMA_KEMBAR, ("1.1.1", name, rows), ("1.2.1", name, rows))
    assert all("sama persis" in finding.reason for finding in findings)
    assert len(findings) == 2


def test_a_name_shared_across_parents_is_only_said():
    _kode, name, rows = sound("", "Lampu")
    first, _second = found(Kind.NAMA_KEMBAR, ("1.1.1", name, rows), ("1.2.1", name, rows[1:]))
    assert first.severity is Severity.INFO


def test_a_cut_name_is_completed_as_its_siblings_are():
    sizes = [f"DN. {number} mm" for number in (15, 20, 25)]
    whole = [pipe(f"9.1.{at}", f"Pemasangan 1 m Pipa besi, {size}", size) for at, size in enumerate(sizes, start=1)]
    [finding] = found(Kind.NAMA_TERPOTONG, *whole, pipe("9.1.4", "Pemasangan 1 m Pipa", "DN. 32 mm"))
    assert (finding.kode, finding.proposal) == ("9.1.4", "Pemasangan 1 m Pipa besi, DN. 32 mm")
    assert len(finding.changes) == 5


def test_a_name_to_which_siblings_only_add_a_qualifier_is_whole():
    names = ["Instalasi Lampu", "Instalasi Lampu (Kabel tahan api)", "Instalasi Lampu Luar", "Instalasi Lampu Darurat"]
    works = [(f"5.3.{at}", name, [tk("Pekerja", f"0.{at}1")]) for at, name in enumerate(names, start=1)]
    assert found(Kind.NAMA_TERPOTONG, *works) == []


def test_a_parent_code_among_its_children_gets_the_number_that_is_missing():
    before, _gap, after = neighbours("4.1.2", 3)
    [finding] = found(Kind.KODE_INDUK, before, sound("4.1.2", "Lampu"), after)
    assert (finding.severity, finding.proposal) == (Severity.WARNING, "4.1.2.2")
    assert "di antara 4.1.2.1 dan 4.1.2.3" in finding.reason


def test_a_parent_code_before_its_children_is_only_said():
    [finding] = found(Kind.KODE_INDUK, sound("4.1", "Lampu"), *neighbours("4.1", 3))
    assert (finding.kode, finding.severity, finding.changes) == ("4.1", Severity.INFO, ())


@needs_data
def test_the_names_of_the_national_workbook():
    findings = nama.find(workbook())
    kinds = Counter(finding.kind for finding in findings)
    assert kinds == {Kind.NAMA_GANDA: 1, Kind.NAMA_KEMBAR: 4, Kind.NAMA_TERPOTONG: 3, Kind.KODE_INDUK: 7}
    [double] = [finding for finding in findings if finding.kind is Kind.NAMA_GANDA]
    assert (double.kode, double.rows) == ("9.3.1.19", (13085,))
    assert double.proposal.startswith("Pemasangan")
