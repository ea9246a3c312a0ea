"""The sheet prints form A to F at a list's prices; a missing price is missing, a nested analysis one line."""

from decimal import Decimal

import pytest

from catalogue.browse.builders import PRICES, a_price_list, an_edition, analysis_of, many, stone, today_edition
from catalogue.builders import analysis, line
from harsat.catalogue.browse.sheet import form_at, sheet_read
from harsat.catalogue.prices.selectors import prices_by_list, prices_for
from harsat.catalogue.services import analyses_publish
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import NotFound
from support.queries import statement_count


@pytest.fixture
def edition(db):
    return today_edition()


def sheet_of(edition, kode, prices=None):
    chosen = a_price_list() if prices is None else a_price_list(prices=prices)
    return sheet_read(analysis_of(edition, kode).pk, prices_for(edition.pk, chosen.pk))


def test_a_to_f_add_up(edition):
    form = sheet_of(edition, "2.2.2.6").form
    # 0.5 x 100 000 + 0.5 x 145 000 + 0.15 x 200 000; 1.2 x 286 500; 10 % of D.
    assert (form.tenaga_kerja, form.bahan, form.peralatan) == (Decimal(152500), Decimal(343800), Decimal(0))
    assert form.biaya_langsung == Decimal(496300)
    assert form.biaya_umum_keuntungan == Decimal(49630)
    assert form.harga_satuan == Decimal(545930)


def test_a_missing_price_leaves_f_open_and_its_block_says_so(edition):
    sheet = sheet_of(edition, "2.2.2.6", {kode: harga for kode, harga in PRICES.items() if kode != "M.01"})
    assert sheet.form.harga_satuan is None
    assert sheet.missing == 1
    lacking = {block.kategori: block.lacking for block in sheet.blocks}
    assert lacking == {Kategori.TK: 0, Kategori.BHN: 1, Kategori.ALT: 0}
    (lines,) = [block.lines for block in sheet.blocks if block.kategori == Kategori.BHN]
    assert lines[0].baris.harga_satuan is None
    assert lines[0].baris.jumlah is None


def test_no_price_list_means_that_every_price_is_missing(edition):
    sheet = sheet_read(analysis_of(edition, "2.2.2.6").pk, {})
    assert sheet.missing == 4


def test_a_price_of_another_unit_is_no_price(db):
    edition = an_edition("Uji", analysis("1.1", komponen=[line("M.01", "Batu belah", "kg", "3", Kategori.BHN)]))
    assert sheet_of(edition, "1.1").form.harga_satuan is None


def test_a_nested_analysis_is_one_line_that_can_be_opened(edition):
    sheet = sheet_of(edition, "2.3.1")
    nested = sheet.blocks[-1]
    assert nested.kategori == Kategori.LAIN
    assert nested.lines[0].target_id == analysis_of(edition, "2.2.2.6").pk
    # twice D of the foundation, without its E
    assert nested.lines[0].baris.jumlah == Decimal(992600)
    assert sheet.rumus == "A + B + C + LAIN"
    assert sheet.form.harga_satuan == Decimal("1146860.00")


def test_the_analyses_that_nest_it_are_named(edition):
    assert [host.kode for host in sheet_of(edition, "2.2.2.6").hosts] == ["2.3.1"]


def test_versions_stand_newest_first(edition):
    analyses_publish(edition=edition, drafts=[analysis("1.9", "Galian tanah biasa", komponen=[line(), stone()])])
    sheet = sheet_of(edition, "1.9")
    assert [(one.version, one.komponen) for one in sheet.versions] == [(2, 2), (1, 1)]
    assert sheet.newest
    assert not sheet_read(sheet.versions[1].id, {}).newest


def test_f_at_several_lists_costs_what_it_costs_at_one(edition):
    sheet = sheet_of(edition, "2.2.2.6")
    lists = [a_price_list(f"Lain {factor}", factor=factor).pk for factor in ("2", "3")]
    for wanted in (lists[:1], lists):
        with statement_count(3):
            known = prices_by_list([edition.pk], wanted)
    double = {key: price.harga for key, price in known[lists[0]].items()}
    assert form_at(sheet, double).harga_satuan == Decimal(1091860)


def test_an_unknown_analysis_is_not_found(db):
    with pytest.raises(NotFound):
        sheet_read(4711, {})


@pytest.mark.parametrize("count", [3, 300])
def test_a_sheet_costs_the_same_at_any_size(db, count):
    edition = an_edition("Uji", *many(count))
    chosen = analysis_of(edition, "3.1.2").pk
    with statement_count(4):
        sheet_read(chosen, {})
