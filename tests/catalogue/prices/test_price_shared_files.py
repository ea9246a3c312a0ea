import csv
import os
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from harsat.catalogue.prices.diagnose import price_files_diagnose
from harsat.catalogue.prices.matching import Matcher, Need, Offer, matches_rank
from harsat.engine.snapshot import Kategori

DATA = Path(os.environ.get("HARSAT_SHARED", Path(__file__).parents[4] / "shared")) / "data"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason="the shared data folder is absent (set HARSAT_SHARED)"),
]
SSH = DATA / "ssh_pangandaran_2023/tb_ssh.csv"
SET = [
    DATA / "rencanakan_2016" / f"{name}.csv"
    for name in ("item_price_province", "item_prices", "units", "provinces", "item_price_groups")
]


@pytest.fixture(scope="module")
def regency():
    return price_files_diagnose([SSH])[1]


@pytest.fixture(scope="module")
def raw():
    with SSH.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_of_the_regency_is_offered_held_or_repeated(regency, raw):
    assert len(regency.book.lines) == len(raw) == 10_708
    rows = {line.row for line in regency.sound}
    assert rows | regency.held | regency.dropped == {line.row for line in regency.book.lines}
    assert not rows & regency.held


def test_every_overflowed_price_of_the_regency_is_found_and_nothing_else_called_so(regency, raw):
    counts = Counter(row["harga"] for row in raw)
    truth = {number for number, row in enumerate(raw, start=2) if row["harga"] == "10199999999"}
    found = {one.rows[0] for one in regency.findings if one.kind.value == "harga_meluap"}
    assert counts["10199999999"] == 12
    assert found == truth


def test_every_key_of_the_regency_with_several_prices_is_held_in_full(regency, raw):
    """311 keys by name, specification and unit as printed; spellings of one unit (Pcs, Buah) make some more."""
    keys = defaultdict(dict)
    for number, row in enumerate(raw, start=2):
        key = tuple(" ".join(row[name].lower().split()) for name in ("komponen", "spesifikasi", "satuan"))
        keys[key][number] = Decimal(row["harga"])
    double = [rows for rows in keys.values() if len(set(rows.values())) > 1]
    found = [set(one.rows) for one in regency.findings if one.kind.value == "harga_ganda"]
    assert len(double) == 311
    assert len(found) == 334
    assert all(any(rows.keys() <= one for one in found) for rows in double)


def test_no_building_material_of_the_common_prices_is_called_foreign():
    _sheet, diagnosis = price_files_diagnose([DATA / "harga_common.csv"])
    assert len(diagnosis.sound) == 104
    assert diagnosis.findings == []


@pytest.mark.parametrize("name", ["template_items", "test_items_500"])
def test_item_lists_of_blocks_are_price_lists(name):
    sheet, diagnosis = price_files_diagnose([DATA / f"pcm_blocks/{name}.csv"])
    assert len(diagnosis.sound) > 0.9 * len(sheet.rows)
    assert diagnosis.foreign == frozenset()


def test_a_related_set_gives_the_prices_of_one_province():
    sheet, diagnosis = price_files_diagnose(SET, wilayah="Aceh")
    assert (sheet.wilayah, len(diagnosis.book.lines)) == ("ACEH", 7)
    assert next(line for line in diagnosis.sound if line.kode == "L.01").harga == 80_000


def test_sure_matches_of_the_regency_share_the_whole_name_and_unit(regency):
    with (DATA / "ahsp_common.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["kode_item"], row["nama_item"], row["satuan_item"]): row for row in csv.DictReader(file)}
    needs = [
        Need(number, *key, kategori=Kategori(row["kategori"]))
        for number, (key, row) in enumerate(rows.items(), start=1)
    ]
    offers = [
        Offer(line.row, line.kode, line.uraian, line.satuan, line.harga)
        for line in regency.sound
        if line.row not in regency.foreign
    ]
    ranked = matches_rank(needs, Matcher(offers, same_codes=False, jam_per_hari=Decimal(8)))
    best = {need.uraian: found[0] for need in needs if (found := ranked[need.id])}
    sure = {name for name, one in best.items() if one.certainty.value == "yakin"}
    assert {"Pasir urug", "Kawat las listrik", "Paku", "Semen Warna"} <= sure
    assert all(one.conversion is None for one in best.values() if one.certainty.value == "yakin")
