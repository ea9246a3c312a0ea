from decimal import Decimal

import pytest

from catalogue.builders import AS_OF
from catalogue.prices.price_builders import price_list
from harsat.catalogue.models import CatalogueLog, PriceHeld, PriceList, PriceListItem, PriceListStatus
from harsat.catalogue.prices.selectors import price_held_counts, price_held_rows, price_lists_overview
from harsat.catalogue.prices.services import (
    price_held_accept,
    price_held_reject,
    price_held_reopen,
    price_list_import,
)
from harsat.kernel.errors import Conflict, NotFound, Refused

pytestmark = pytest.mark.django_db

SEMEN = {"kode": "M.15.a", "nama": "Semen portland", "satuan": "kg", "harga": "1300", "kelompok": "Bahan"}
DOUBLE = [{"nama": "Pasir", "satuan": "m3", "harga": "100000"}, {"nama": "Pasir", "satuan": "M3", "harga": "120000"}]


def imported(*rows, name="SSH uji", **extra):
    return price_list_import(name=name, diagnosis=price_list(*rows), as_of=AS_OF, **extra)


def held(**where):
    return PriceHeld.objects.order_by("row").filter(**where)


def test_sound_rows_go_in_and_doubtful_ones_are_held():
    result = imported(SEMEN, *DOUBLE, wilayah="Pangandaran", periode="2023", publish=True)
    assert (result.added, result.held) == (1, 2)
    item = PriceListItem.objects.get()
    assert (item.kode, item.uraian, item.satuan, item.kategori, item.harga) == (
        "M.15.a",
        "Semen portland",
        "kg",
        "BHN",
        1300,
    )
    assert item.source == "SSH uji"
    stored = PriceList.objects.get()
    assert (stored.wilayah, stored.periode, stored.status) == ("Pangandaran", "2023", PriceListStatus.PUBLISHED)
    assert [one["kind"] for one in held().first().findings] == ["harga_ganda"]


def test_goods_without_a_code_get_one_of_the_list_and_keep_it():
    first = imported({"nama": "Batu", "satuan": "m3"}, {"nama": "Air", "satuan": "liter"})
    kodes = dict(PriceListItem.objects.values_list("uraian", "kode"))
    assert kodes == {"Batu": f"H{first.price_list.pk}.0001", "Air": f"H{first.price_list.pk}.0002"}
    second = imported({"nama": "Air", "satuan": "liter"}, {"nama": "Kerikil", "satuan": "m3"})
    assert (second.added, second.unchanged, second.gone) == (1, 1, 1)
    assert PriceListItem.objects.get(uraian="Air").kode == kodes["Air"]


def test_the_same_file_again_changes_nothing():
    imported(SEMEN, *DOUBLE)
    again = imported(SEMEN, *DOUBLE)
    assert (again.added, again.changed, again.unchanged, again.gone, again.held) == (0, 0, 1, 0, 2)


def test_a_new_price_rewrites_the_item_and_keeps_its_identity():
    imported(SEMEN)
    before = PriceListItem.objects.get().pk
    assert imported(SEMEN | {"harga": "1500"}).changed == 1
    item = PriceListItem.objects.get()
    assert (item.pk, item.harga) == (before, 1500)


def test_foreign_goods_are_of_kategori_lain():
    imported(
        {"nama": "Kertas HVS", "satuan": "pak"}, {"nama": "Pekerja", "satuan": "OH"}, {"nama": "Batu", "satuan": "m3"}
    )
    assert dict(PriceListItem.objects.values_list("uraian", "kategori")) == {
        "Kertas HVS": "LAIN",
        "Pekerja": "TK",
        "Batu": "",
    }


def test_a_list_of_another_region_is_not_overwritten():
    imported(SEMEN, wilayah="Aceh", periode="2023")
    with pytest.raises(Refused) as refused:
        imported(SEMEN, wilayah="Riau", periode="2023")
    assert refused.value.code == "price_list_other_region"
    assert PriceList.objects.get().wilayah == "Aceh"


def test_an_import_is_logged():
    imported(SEMEN)
    assert CatalogueLog.objects.get(verb="impor", noun="daftar_harga").details["baru"] == 1


def test_of_several_prices_a_person_chooses_one():
    imported(*DOUBLE)
    first, second = held()
    item = price_held_accept(held_id=first.pk)
    assert (item.uraian, item.harga) == ("Pasir", 100000)
    with pytest.raises(Conflict) as conflict:
        price_held_accept(held_id=second.pk)
    assert conflict.value.code == "price_offered"
    assert price_held_reject(held_id=second.pk).state == "ditolak"


def test_a_decision_is_taken_back_with_what_it_offered():
    imported(*DOUBLE)
    first = held().first()
    price_held_accept(held_id=first.pk)
    price_held_reopen(held_id=first.pk)
    assert not PriceListItem.objects.exists()
    assert held(state="terbuka").count() == 2


def test_a_decided_row_is_not_decided_twice():
    imported(*DOUBLE)
    first = held().first()
    price_held_reject(held_id=first.pk)
    with pytest.raises(Conflict):
        price_held_accept(held_id=first.pk)


def test_an_unreadable_price_wants_one_before_it_is_offered():
    imported({"nama": "Batu", "satuan": "m3", "harga": "nego"})
    row = held().get()
    with pytest.raises(Refused) as refused:
        price_held_accept(held_id=row.pk)
    assert refused.value.code == "price_missing"
    assert price_held_accept(held_id=row.pk, harga=Decimal("275000.505")).harga == Decimal("275000.51")


def test_a_missing_unit_is_filled_in_by_a_person():
    imported({"nama": "Batu", "satuan": ""})
    row = held().get()
    with pytest.raises(Refused):
        price_held_accept(held_id=row.pk)
    assert price_held_accept(held_id=row.pk, satuan="M3").satuan == "m3"


def test_a_decision_survives_the_next_import_of_the_same_row():
    imported(SEMEN, *DOUBLE)
    first, second = held()
    item = price_held_accept(held_id=first.pk)
    price_held_reject(held_id=second.pk)
    again = imported(SEMEN, *DOUBLE)
    assert (again.gone, again.unchanged) == (0, 1)
    assert PriceListItem.objects.filter(pk=item.pk).exists()
    assert [row.state for row in held()] == ["diterima", "ditolak"]


def test_what_is_not_there_is_not_found():
    with pytest.raises(NotFound):
        price_held_accept(held_id=999)


def test_the_overview_counts_offers_and_what_waits(queries):
    imported(SEMEN, *DOUBLE)
    with queries(1):
        (row,) = price_lists_overview()
    assert (row.items, row.waiting) == (1, 2)


def test_held_rows_are_listed_by_kind(queries):
    result = imported(SEMEN, *DOUBLE, {"nama": "Crane", "satuan": "unit", "harga": "2147483647"})
    with queries(2):
        counts = price_held_counts(result.price_list.pk)
        rows = price_held_rows(result.price_list.pk, kind="harga_meluap")
    assert counts == {"harga_ganda": 2, "harga_meluap": 1}
    assert [(row.row, row.uraian) for row in rows] == [(5, "Crane")]
