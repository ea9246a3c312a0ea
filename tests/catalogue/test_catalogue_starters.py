import json
from decimal import Decimal
from pathlib import Path

import pytest

from harsat.catalogue.models import Analysis, AnalysisKomponen, PriceListItem
from harsat.catalogue.selectors import analysis_search, editions_published
from harsat.catalogue.units import unit_read
from harsat.starters.catalogue import EDITION, starter_analyses, starter_catalogue_load, starter_prices

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "hsp.json").read_text(encoding="utf-8"))


def test_every_resource_of_the_sample_has_exactly_one_price_in_its_unit():
    used = {(row.kode, row.satuan) for draft in starter_analyses() for row in draft.komponen}
    priced = [(price.kode, price.satuan) for price in starter_prices()]
    assert len(priced) == len(set(priced)) == 104
    assert set(priced) == used


def test_the_sample_uses_printed_units_and_states_every_source():
    for draft in starter_analyses():
        assert draft.satuan == unit_read(draft.satuan)
        assert all(row.satuan == unit_read(row.satuan) for row in draft.komponen)
    assert all(price.source for price in starter_prices())
    assert sum(price.source == "perkiraan penyusun" for price in starter_prices()) == 16


@pytest.mark.parametrize("expected", GOLDEN, ids=lambda row: row["kode"])
def test_the_sample_reproduces_the_golden_unit_prices(expected):
    """koefisien x harga, unrounded, buk 10 %: the figures of the official workbook."""
    prices = {(price.kode, price.satuan): price.harga for price in starter_prices()}
    [draft] = [draft for draft in starter_analyses() if draft.kode == expected["kode"]]
    block = dict.fromkeys(("TK", "BHN", "ALT"), Decimal(0))
    for row in draft.komponen:
        block[row.kategori] += row.koefisien * prices[row.kode, row.satuan]
    direct = sum(block.values())
    assert draft.satuan == expected["satuan"]
    assert list(block.values()) == [Decimal(expected[letter]) for letter in "ABC"]
    assert (direct, direct / 10, direct * 11 / 10) == tuple(Decimal(expected[letter]) for letter in "DEF")
    assert int(direct * 11 / 10) == int(expected["F_rupiah_bawah"])


@pytest.mark.django_db
def test_loading_twice_writes_once_and_asks_two_short_questions(django_assert_num_queries):
    first = starter_catalogue_load()
    assert first.changed
    assert (Analysis.objects.count(), AnalysisKomponen.objects.count(), PriceListItem.objects.count()) == (
        70,
        442,
        104,
    )
    with django_assert_num_queries(2):
        second = starter_catalogue_load()
    assert second == (first.edition_id, first.price_list_id, False)
    assert [row.name for row in editions_published()] == [EDITION]
    assert analysis_search("pondasi batu belah tipe n")[0].kode == "2.2.2.1.6"
