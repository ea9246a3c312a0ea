from decimal import Decimal

from catalogue.prices.price_builders import need, offers, ranked
from harsat.catalogue.diagnosis.kinds import Certainty
from harsat.catalogue.prices.conversion import conversion_find
from harsat.catalogue.prices.matching import Matcher
from harsat.engine.snapshot import Kategori


def test_code_and_unit_with_an_agreeing_name_are_sure():
    (best,) = ranked(need("Pekerja", "OH", "L.01"), ("Pekerja bangunan", "OH", 100000, "L.01"))
    assert (best.by, best.score, best.certainty) == ("kode", 100, Certainty.SURE)


def test_the_same_code_for_another_thing_proposes_nothing():
    (only,) = ranked(need("Mandor", "OH", "L.03"), ("Kepala tukang", "OH", 100000, "L.03"))
    assert only.certainty is Certainty.NONE
    assert "nama berlainan" in only.reasons[0]


def test_codes_of_another_bidang_mean_nothing():
    assert ranked(need("Mandor", "OH", "L.03"), ("Kepala tukang", "OH", 1, "L.03"), same_codes=False) == []


def test_the_whole_name_and_unit_are_sure_whatever_the_spelling():
    (best,) = ranked(need("Semen Portland (PC)"), ("SEMEN PC", "Kg", 1300))
    assert (best.by, best.certainty) == ("nama", Certainty.SURE)


def test_two_prices_of_one_name_are_two_readings():
    first, second = ranked(need("Pasir pasang", "m3"), ("Pasir pasang", "m3", 1, "A"), ("Pasir Pasang", "M3", 2, "B"))
    assert {first.certainty, second.certainty} == {Certainty.TWO_READINGS}


def test_one_shared_word_is_no_match():
    assert ranked(need("Paku biasa 5 inch"), ("Paku keling", "kg", 1), ("Palu besi", "kg", 1)) == []
    assert ranked(need("Pekerja", "OH"), ("Pekerja penganyam bronjong", "OH", 1)) == []


def test_silent_words_around_a_name_do_not_count():
    (best,) = ranked(need("Mandor", "OH"), ("Upah Tenaga Mandor", "OH", 1))
    assert (best.by, best.certainty) == ("mirip", Certainty.LIKELY)


def test_another_size_stands_below_the_same_size_and_says_so():
    same, other = ranked(
        need("Kabel NYM 3 x 2,5 mm2", "m"), ("Kabel NYM 2x4 mm²", "m", 1), ("Kabel NYM 3 x 2,5 mm²", "m'", 2)
    )
    assert same.offer.id == 2
    assert same.score - other.score >= 20
    assert "ukuran berlainan" in " ".join(other.reasons)


def test_a_typing_error_is_forgiven():
    (best,) = ranked(need("Tukang alumunium kaca", "OH"), ("Tukang alumunum kaca", "OH", 1))
    assert best.score >= 60


def test_labour_is_never_offered_goods():
    wanted = need("Tukang batu", "OH", kategori=Kategori.TK)
    goods = [offer._replace(kategori=Kategori.BHN) for offer in offers(("Tukang batu", "OH", 1))]
    assert Matcher(goods, same_codes=True, jam_per_hari=Decimal(8)).rank(wanted) == []


def test_another_unit_without_a_conversion_is_no_match():
    assert ranked(need("Kerikil", "kg"), ("Kerikil", "m3", 352300)) == []


def test_a_man_hour_is_a_stated_part_of_the_man_day():
    (best,) = ranked(need("Pekerja", "OJ"), ("Pekerja", "OH", 100000))
    assert best.conversion.harga == Decimal(12500)
    assert best.certainty is Certainty.LIKELY
    assert "100000 / 8 = 12500" in " ".join(best.reasons)


def test_a_bag_says_what_it_holds_or_asks():
    (stated,) = ranked(need("Semen portland"), ("Semen portland", "zak", 65000), ("Batu", "zak", 1))
    assert (stated.conversion.harga, stated.certainty) == (None, Certainty.NONE)
    assert stated.conversion.choices == (50, 40)
    told = conversion_find("kg", "zak", Decimal(60000), "Semen portland @ 40 kg", Decimal(8))
    assert told.harga == Decimal(1500)
