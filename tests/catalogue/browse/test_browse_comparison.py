"""Two editions: the same code for another work, new, gone and changed ones; one analysis up to the difference of F."""

from decimal import Decimal

import pytest

from catalogue.browse.builders import (
    PRICES,
    a_price_list,
    an_edition,
    analysis_of,
    many,
    older_edition,
    today_edition,
)
from catalogue.builders import AS_OF, analysis, line
from harsat.catalogue.browse.comparison import PAGE, Kind, comparison_read, same_work
from harsat.catalogue.browse.difference import difference_read, siblings_read
from harsat.catalogue.browse.matching import Used, lines_pair, pairs_changed
from harsat.catalogue.models import Bidang
from harsat.catalogue.prices.selectors import prices_for
from harsat.catalogue.services import analyses_publish, edition_draft_make
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import NotFound
from support.queries import statement_count


@pytest.fixture
def editions(db):
    return older_edition(), today_edition()


def used(place, kode, uraian, koefisien="1", *, satuan="kg", kategori=Kategori.BHN):
    return Used(place, kategori, kode, uraian, satuan, Decimal(koefisien))


def test_every_code_has_one_fate(editions):
    before, after = editions
    found = comparison_read(before.pk, after.pk)
    assert {kind: [row.kode for row in rows] for kind, rows in found.by_kind.items()} == {
        Kind.LAIN: ["1.9"],
        Kind.KOEFISIEN: ["2.2.2.6"],
        Kind.BARU: ["1.10", "2.2.2.7", "2.3.1"],
        Kind.HILANG: ["9.1"],
    }
    assert found.equal == 0


def test_changed_lines_are_counted(editions):
    before, after = editions
    (row,) = comparison_read(before.pk, after.pk).by_kind[Kind.KOEFISIEN]
    # tukang batu takes less, a mandor is new
    assert row.changed == 2


def test_an_edition_equals_itself_under_another_name(db):
    before, after = an_edition("Satu", *many(3)), an_edition("Dua", *many(3))
    found = comparison_read(before.pk, after.pk)
    assert found.equal == 3
    assert not any(found.by_kind.values())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Pemasangan 1 m3 Pondasi Batu Belah", "fondasi batu belah", True),
        ("Fondasi batu belah mortar tipe N", "Pemasangan 1 m3 fondasi batu belah mortar tipe N, cara manual", True),
        ("Bekisting sloof", "Bekisting kolom gedung bertingkat", False),
        ("Galian tanah biasa", "Pengecatan dinding baru", False),
        ("Pemasangan bekisting untuk sloof (3 kali pakai)", "Pemasangan bekisting untuk kolom (3 kali pakai)", False),
        ("Pembesian dengan besi 10 mm", "Pembesian dengan besi 13 mm", False),
        ("Penggalian 1 m3 tanah biasa", "Galian tanah biasa", True),
        ("Pemasangan genteng keramik", "Pemasangan genteng kramik", True),
    ],
)
def test_spelling_makes_no_other_work(one, other, same):
    assert same_work(one, other) is same


def test_another_unit_is_another_work(db):
    before = an_edition("Satu", analysis("1.1", "Galian tanah", "m3"))
    after = an_edition("Dua", analysis("1.1", "Galian tanah", "m2"))
    assert len(comparison_read(before.pk, after.pk).by_kind[Kind.LAIN]) == 1


def test_pages_go_on_behind_a_sort_key(db):
    before, after = an_edition("Satu"), an_edition("Dua", *many(PAGE + 3))
    found = comparison_read(before.pk, after.pk)
    first, behind = found.page(Kind.BARU)
    second, end = found.page(Kind.BARU, behind)
    assert (len(first), len(second), end) == (PAGE, 3, "")
    assert first[-1].sort_key < second[0].sort_key


def test_a_comparison_that_was_made_costs_one_query(editions):
    before, after = editions
    with statement_count() as statements:
        comparison_read(before.pk, after.pk)
    assert len(statements) <= 5
    with statement_count(1):
        comparison_read(before.pk, after.pk)


def test_a_new_version_makes_the_comparison_anew(editions):
    before, after = editions
    comparison_read(before.pk, after.pk)
    analyses_publish(edition=after, drafts=[analysis("9.1", "Pekerjaan lama")])
    assert comparison_read(before.pk, after.pk).by_kind[Kind.HILANG] == []


def test_a_draft_is_compared_as_it_stands_now(editions):
    before, _after = editions
    draft = edition_draft_make(name="Konsep", as_of=AS_OF)
    comparison_read(before.pk, draft.pk)
    with statement_count() as statements:
        comparison_read(before.pk, draft.pk)
    assert len(statements) > 1


@pytest.mark.parametrize("count", [3, 300])
def test_a_comparison_costs_the_same_at_any_size(db, count):
    before, after = an_edition("Satu", *many(count)), an_edition("Dua", *many(count))
    with statement_count(5):
        comparison_read(before.pk, after.pk)


def test_the_lines_and_buk_make_the_difference_of_f(editions):
    before, after = (analysis_of(edition, "2.2.2.6") for edition in editions)
    found = difference_read(before.pk, after.pk, prices_for(after.edition_id, a_price_list().pk))
    assert [(line.uraian, line.before, line.after, line.selisih) for line in found.lines] == [
        ("Tukang batu", Decimal("0.75"), Decimal("0.5"), Decimal(-36250)),
        ("Mandor", None, Decimal("0.15"), Decimal(30000)),
    ]
    assert found.selisih_buk == Decimal(-625)
    assert found.selisih == Decimal(-6875)
    assert sum(line.selisih for line in found.lines) + found.selisih_buk == found.selisih
    assert found.equal == 2


def test_an_unknown_price_leaves_the_difference_open(editions):
    before, after = (analysis_of(edition, "2.2.2.6") for edition in editions)
    some = {kode: harga for kode, harga in PRICES.items() if kode != "L.04"}
    found = difference_read(before.pk, after.pk, prices_for(after.edition_id, a_price_list(prices=some).pk))
    assert found.lines[1].selisih is None
    assert found.selisih is None


def test_one_price_serves_both_codes_of_a_resource(db):
    cement = line("M.15", "Semen Portland (PC)", "kg", "10", Kategori.BHN)
    renamed = line("B.99", "Semen portland", "kg", "8", Kategori.BHN)
    before = an_edition("Satu", analysis("1.1", komponen=[cement]))
    after = an_edition("Dua", analysis("1.1", komponen=[renamed]))
    pair = analysis_of(before, "1.1").pk, analysis_of(after, "1.1").pk
    (row,) = difference_read(*pair, {("M.15", "kg"): Decimal(1300)}).lines
    assert (row.before, row.after, row.selisih) == (Decimal(10), Decimal(8), Decimal(-2600))


def test_the_other_editions_of_the_bidang_are_found_and_no_other_bidang(editions):
    before, after = editions
    an_edition("SDA", analysis("2.2.2.6", "Turap"), bidang=Bidang.SDA)
    found = siblings_read(analysis_of(after, "2.2.2.6").pk)
    assert [one.edition_id for one in found] == [before.pk]
    assert siblings_read(analysis_of(after, "1.10").pk) == []


def test_a_difference_with_what_is_not_there_is_not_found(editions):
    with pytest.raises(NotFound):
        difference_read(4711, analysis_of(editions[1], "1.9").pk, {})


def test_labour_meets_by_its_official_code_and_materials_by_name():
    before = [
        used(1, "L.02.c", "Tukang batu", satuan="OH", kategori=Kategori.TK),
        used(2, "M.15", "Semen PC"),
        used(3, "M.1", "Air"),
    ]
    after = [
        used(4, "L.02.c", "Tukang batu/tembok", "2", satuan="OH", kategori=Kategori.TK),
        used(5, "B.7", "Semen Portland"),
        used(6, "X3.0001", "Pasir"),
    ]
    pairs = lines_pair(before, after)
    assert [(one and one.place, other and other.place) for one, other in pairs] == [
        (1, 4),
        (2, 5),
        (None, 6),
        (3, None),
    ]
    assert pairs_changed(pairs) == 3


def test_what_is_named_twice_meets_in_order():
    before = [used(1, "M.1", "Pasir", "1"), used(2, "M.1", "Pasir", "2")]
    after = [used(3, "M.1", "Pasir", "1"), used(4, "M.1", "Pasir", "2")]
    assert pairs_changed(lines_pair(before, after)) == 0


def test_sizes_and_units_keep_materials_apart():
    before, after = (
        [used(1, "M.1", "Paku 5 cm")],
        [used(2, "B.1", "Paku 12 cm"), used(3, "B.2", "Paku 5 cm", satuan="zak")],
    )
    assert lines_pair(before, after) == [(None, after[0]), (None, after[1]), (before[0], None)]
