"""The resources an analysis names: found by code and unit, made when new, never renamed, never moved to a block."""

from __future__ import annotations

import pytest

from harsat.kernel.errors import CellRefusals
from harsat.rab.models import HargaItem
from harsat.rab.services.analisa_command import KomponenAdd
from support.analisa import Analyses, a_delete, an_item

pytestmark = pytest.mark.django_db


def items(site, **which):
    return HargaItem.objects.filter(project=site.project, **which)


def reasons(refused):
    return [cell["reason"] for cell in refused.value.extra["cells"]]


def test_a_known_code_and_unit_is_the_known_item():
    site = Analyses()
    site.save(1, deletes=[a_delete(row) for row in site.rows(1)])
    site.save(1, adds=[an_item("TK", "Pekerja", "OH", "L.01")])
    assert items(site, kode="L.01").count() == 1
    assert site.rows(1)[0].harga_item.kode == "L.01"


def test_the_name_of_a_known_item_is_not_overwritten_and_the_writer_is_told():
    site = Analyses(3)
    site.empty(2)
    receipt = site.save(2, adds=[an_item("TK", "Buruh kasar", "OH", "L.01", harga="999")])
    item = items(site, kode="L.01").get()
    assert (item.uraian, item.harga) == ("Pekerja", 100_000)
    assert len(receipt.answer["warnings"]) == 2
    assert "Pekerja" in receipt.answer["warnings"][0]


def test_the_same_code_per_another_unit_is_another_item():
    site = Analyses()
    site.save(adds=[an_item("TK", "Pekerja", "OJ", "L.01")])
    assert sorted(items(site, kode="L.01").values_list("satuan", flat=True)) == ["OH", "OJ"]


def test_the_kategori_of_an_item_never_changes():
    site = Analyses()
    site.empty(1)
    with pytest.raises(CellRefusals) as refused:
        site.save(1, adds=[an_item("BHN", "Pekerja", "OH", "L.01")])
    assert "sudah tercatat sebagai Tenaga kerja" in reasons(refused)[0]
    labour = items(site, kode="L.01").get()
    with pytest.raises(CellRefusals):
        site.save(1, adds=[KomponenAdd("a", "ALT", "1", harga_item_id=labour.pk)])
    assert items(site, kode="L.01").get().kategori == "TK"


def test_a_new_item_has_the_price_it_was_given_or_none():
    site = Analyses()
    site.save(
        adds=[an_item("BHN", "Semen", "kg", "M.15", temp="a", harga="1300"), an_item("BHN", "Air", "liter", temp="b")]
    )
    assert items(site, kode="M.15").get().harga == 1300
    assert items(site, uraian="Air").get().harga is None


def test_a_blank_code_becomes_the_next_own_one_of_its_kategori():
    site = Analyses()
    site.save(
        adds=[
            an_item("TK", "Mandor", "OH", temp="a"),
            an_item("TK", "Tukang", "OH", temp="b"),
            an_item("ALT", "Molen", "hari", temp="c"),
        ]
    )
    found = dict(items(site).exclude(kode__startswith="L").exclude(kode__startswith="M").values_list("uraian", "kode"))
    assert found == {"Mandor": "TK-0001", "Tukang": "TK-0002", "Molen": "ALT-0001"}


def test_own_codes_go_on_behind_the_highest_and_never_collide():
    site = Analyses()
    site.save(adds=[an_item("TK", "Mandor", "OH", "TK-0007")])
    site.save(1, adds=[an_item("TK", "Tukang", "OJ")])
    assert items(site, uraian="Tukang").get().kode == "TK-0008"


def test_a_blank_code_with_a_known_name_is_the_known_item():
    site = Analyses()
    site.save(0, adds=[an_item("TK", "Mandor", "OH")])
    site.save(1, adds=[an_item("TK", "Mandor", "OH")])
    assert items(site, uraian="Mandor").count() == 1


def test_a_resource_stands_in_an_analysis_once_and_the_refusal_names_its_row():
    site = Analyses()
    with pytest.raises(CellRefusals) as refused:
        site.save(adds=[an_item("TK", "Pekerja", "OH", "L.01")])
    assert reasons(refused) == ["Pekerja (L.01) sudah ada pada A.1."]
    with pytest.raises(CellRefusals) as refused:
        site.save(
            adds=[an_item("ALT", "Molen", "hari", "E.1", temp="a"), an_item("ALT", "Molen", "hari", "E.1", temp="b")]
        )
    assert reasons(refused) == ["Molen (E.1) sudah ada pada baris baru 1."]


def test_a_resource_may_be_deleted_and_added_again_in_one_command():
    site = Analyses()
    row = site.rows()[0]
    site.save(deletes=[a_delete(row)], adds=[KomponenAdd("a", "TK", "0.9", harga_item_id=row.harga_item_id)])
    assert site.kodes() == ["M.0001", "L.01"]


def test_an_item_of_another_project_is_not_in_this_price_list():
    mine, other = Analyses(), Analyses()
    foreign = HargaItem.objects.filter(project=other.project, kategori="TK").get()
    with pytest.raises(CellRefusals) as refused:
        mine.save(adds=[KomponenAdd("a", "TK", "1", harga_item_id=foreign.pk)])
    assert reasons(refused) == ["Item ini tidak ada di daftar harga proyek."]


@pytest.mark.parametrize(
    ("kode", "uraian", "satuan"),
    [("K" * 61, "Mandor", "OH"), ("", "M" * 501, "OH"), ("", "Mandor", "S" * 21), ("", "Mandor", ""), ("", " ", "OH")],
)
def test_texts_of_a_new_item_are_judged(kode, uraian, satuan):
    site = Analyses()
    with pytest.raises(CellRefusals):
        site.save(adds=[an_item("TK", uraian, satuan, kode)])
