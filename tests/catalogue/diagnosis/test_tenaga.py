from collections import Counter

import pytest

from catalogue.diagnosis.books import a_book, bhn, needs_data, neighbours, sound, tk, workbook
from harsat.catalogue.diagnosis import tenaga
from harsat.catalogue.diagnosis.kinds import Kind, Severity


def found(*analyses):
    return tenaga.find(a_book(*analyses))


def test_analyses_with_a_crew_are_not_mentioned():
    assert found(*neighbours()) == []


def test_no_labour_among_siblings_that_have_it_is_a_warning():
    [finding] = found(*neighbours(), ("1.1.9", "Pemasangan 1 buah Lampu", [bhn("Lampu", "1", "buah")]))
    assert (finding.kind, finding.severity, finding.kode) == (Kind.TANPA_TENAGA, Severity.WARNING, "1.1.9")
    assert "8 dari 8 analisa" in finding.reason


def test_no_labour_is_only_said_where_the_siblings_have_none_either():
    works = [(f"1.3.{at}", f"Pemadatan lapis {at}", [bhn("Stamper", f"0.0{at}", "jam")]) for at in (1, 2, 3)]
    assert {finding.severity for finding in found(*works)} == {Severity.INFO}


@pytest.mark.parametrize("name", ["Pengadaan 1 buah Lampu", "Sewa 1 hari Crane", "Pengiriman 1 set Panel"])
def test_a_work_of_supply_needs_no_labour(name):
    [finding] = found(*neighbours(), ("1.1.9", name, [bhn("Lampu", "1", "buah")]))
    assert finding.severity is Severity.INFO


def test_works_as_components_bring_their_own_labour():
    rows = [bhn("1 m3 Beton mutu sedang", "0.2", "m3"), bhn("Pemasangan cetakan", "1", "buah")]
    [finding] = found(*neighbours(), ("1.1.9", "Produksi 1 buah Panel", rows))
    assert finding.severity is Severity.INFO
    assert "2 dari 2 barisnya memuat pekerjaan lain" in finding.reason


def test_a_worker_among_the_materials_is_named():
    [finding] = found(*neighbours(), ("1.1.9", "Memasang 1 buah Lampu", [bhn("Pekerja", "0.2", "OH")]))
    assert "baris 50 bernama tenaga" in finding.reason


def test_a_crew_without_the_mandor_of_its_siblings_is_a_warning():
    kode, name, rows = sound("1.1.9", "Lampu")
    [finding] = found(*neighbours(), (kode, name, [*rows[:3], *rows[4:]]))
    assert (finding.kind, finding.severity, finding.rows) == (Kind.TANPA_MANDOR, Severity.WARNING, (50, 51, 52))


def test_no_mandor_is_asked_for_where_siblings_have_none():
    works = [(f"1.3.{at}", f"Menyapu ruang {at}", [tk("Pekerja", f"0.0{at}")]) for at in (1, 2, 3)]
    assert found(*works) == []


@needs_data
def test_the_national_workbook_has_fifteen_analyses_without_labour_and_four_without_mandor():
    findings = tenaga.find(workbook())
    kinds = Counter(finding.kind for finding in findings)
    assert kinds == {Kind.TANPA_TENAGA: 15, Kind.TANPA_MANDOR: 4}
    danger = [finding.kode for finding in findings if finding.kind is Kind.TANPA_TENAGA and finding.severity != "info"]
    assert danger == ["2.2.1.11.2", "9.2.1.3"]
