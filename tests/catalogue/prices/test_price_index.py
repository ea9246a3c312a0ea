from decimal import Decimal

from catalogue.prices.price_builders import price_list
from harsat.catalogue.prices.index import Found, FoundBy, Missing, PriceIndex, PriceTable, Wanted


def index(*rows, hours=None):
    return PriceIndex(price_list(*rows).sound, jam_per_hari=hours)


PEKERJA = {"kode": "L.01", "nama": "Pekerja", "satuan": "OH", "harga": "100000"}


def test_a_price_is_found_by_code_and_unit():
    assert index(PEKERJA).find(Wanted("L.01", "Pekerja", "Orang Hari")) == Found(Decimal(100000), FoundBy.KODE)


def test_without_the_code_the_whole_name_and_unit_find_it():
    assert index(PEKERJA).find(Wanted("TK.0009", "pekerja", "OH")).by is FoundBy.NAMA


def test_a_code_that_means_another_thing_is_not_taken():
    missing = index(PEKERJA).find(Wanted("L.01", "Kabel listrik", "OH"))
    assert missing == Missing("kode sama dipakai untuk Pekerja")


def test_another_unit_is_missing_and_says_which_there_are():
    assert index(PEKERJA).find(Wanted("L.01", "Pekerja", "OJ")) == Missing("hanya ada harga per OH")


def test_a_man_hour_comes_from_the_man_day_only_when_asked_for():
    found = index(PEKERJA, hours=Decimal(8)).find(Wanted("L.01", "Pekerja", "OJ"))
    assert found == Found(Decimal(12500), FoundBy.TURUNAN)


def test_several_prices_of_a_name_choose_none():
    rows = [{"kode": "A", "nama": "Pasir", "harga": "1"}, {"kode": "B", "nama": "Pasir", "harga": "2"}]
    assert isinstance(index(*rows).find(Wanted("", "Pasir", "kg")), Missing)


def test_a_table_knows_only_its_very_keys():
    table = PriceTable({("L.01", "OH"): Decimal(5)})
    assert table.find(Wanted("L.01", "Pekerja", "OH")).harga == 5
    assert isinstance(table.find(Wanted("L.01", "Pekerja", "OJ")), Missing)
