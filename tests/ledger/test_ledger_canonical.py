"""Both databases write the same log bytes, and every kind of value passes through an update unharmed."""

import hashlib
import zlib

import pytest

from harsat.ledger.canonical import pack, unpack
from harsat.ledger.models import Change
from harsat.ledger.registry import registry
from harsat.ledger.sql import rows_insert, rows_select
from harsat.projects.models import Project
from harsat.rab.models import HargaItem, Klasifikasi, Parameter, Pekerjaan, PricingPolicy, SubKlasifikasi, Volume
from support.projects import ids, write

FAR = 900_000_000
"""Ids that no sequence of a test database has reached, so that the bytes can be compared with a constant."""


def ops_hash(receipt):
    return hashlib.sha256(zlib.decompress(bytes(Change.objects.get(pk=receipt.change_id).ops))).hexdigest()


@pytest.fixture
def work(project):
    """Rows with fixed ids, as if they had been there always."""
    rows = {
        Klasifikasi: {"nama": "I", "order": 1},
        SubKlasifikasi: {"nama": "A", "order": 1, "klasifikasi_id": FAR},
        Pekerjaan: {"sub_klasifikasi_id": FAR, "kode": "Z", "uraian": "Ж × 2”", "satuan": "m²", "kena_ppn": True},
        Volume: {"pekerjaan_id": FAR, "nilai": "12.3456"},
    }
    for model, row in rows.items():
        table = registry.table(model)
        rows_insert(table, project.pk, [(FAR, table.whole(row))])
    table = registry.table(HargaItem)
    for number in range(3):
        row = {"kategori": "BHN", "kode": f"Z{number}", "uraian": "x", "satuan": "kg", "harga": f"{number}.10"}
        rows_insert(table, project.pk, [(FAR + number, table.whole(row))])


def test_the_same_work_gives_the_same_bytes_on_both_databases(work, access):
    def body(w):
        w.update(HargaItem, {FAR + 1: {"harga": "0.1"}, FAR: {"harga": "9999999999999.99", "sumber": "Toko “A”"}})
        w.update(Pekerjaan, {FAR: {"kena_ppn": False, "harga_langsung": "1500.5", "langsung": True}})
        w.update(Volume, {FAR: {"nilai": None}})
        w.delete(HargaItem, [FAR + 2])

    receipt = write(access, body)
    assert ops_hash(receipt) == "99f4e00e150560a3db393923cca6af2dc7386823267d7e53d2f424cbe2387576"


def test_packing_is_json_under_zlib():
    value = [["harga_item", "u", 1, {"harga": "1.00"}, {"harga": None}]]
    assert zlib.decompress(pack(value)) == b'[["harga_item","u",1,{"harga":"1.00"},{"harga":null}]]'
    assert unpack(memoryview(pack(value))) == value


def test_a_column_of_nothing_but_nulls_can_be_written(project, access):
    items = ids(HargaItem, project)
    write(access, lambda w: w.update(HargaItem, {item: {"harga": None} for item in items}))
    assert not HargaItem.objects.filter(project=project, harga__isnull=False).exists()


def test_dates_pass_through_an_update(project, access):
    days = {"tanggal_mulai": "2026-01-31", "tanggal_selesai": "2026-12-31", "tanggal_dokumen": "1999-02-28"}
    write(access, lambda w: w.update(Project, {project.pk: days}))
    project.refresh_from_db()
    assert [str(getattr(project, name)) for name in days] == list(days.values())
    write(access, lambda w: w.update(Project, {project.pk: {"tanggal_mulai": None}}))
    project.refresh_from_db()
    assert project.tanggal_mulai is None


def test_booleans_pass_through_an_update(project, access):
    works = ids(Pekerjaan, project)
    write(access, lambda w: w.update(Pekerjaan, {works[0]: {"kena_ppn": False}, works[1]: {"kena_ppn": True}}))
    found = Pekerjaan.objects.filter(project=project).order_by("pk").values_list("kena_ppn", flat=True)
    assert list(found) == [False, True, True]
    assert Pekerjaan.objects.filter(project=project, kena_ppn=False).count() == 1


def test_whole_numbers_and_choices_pass_through_an_update(project, access):
    values = {"pembulatan_satuan": 100, "rounding": "tanpa", "ppn_persen": "11", "ppn_pembilang": 3}
    write(access, lambda w: w.update(PricingPolicy, {project.pk: values}))
    policy = PricingPolicy.objects.get(project=project)
    assert (policy.pembulatan_satuan, policy.rounding, str(policy.ppn_persen), policy.ppn_pembilang) == (
        100,
        "tanpa",
        "11.00",
        3,
    )


@pytest.mark.parametrize("figure", ["99999999999.9999", "0.0001", "12345678901.2345"])
def test_fifteen_digits_come_back_exactly(project, access, figure):
    volume = ids(Volume, project)[0]
    write(access, lambda w: w.update(Volume, {volume: {"nilai": figure}}))
    assert rows_select(registry.table(Volume), project.pk, [volume])[volume]["nilai"] == figure


def test_text_comes_back_letter_by_letter(project, access):
    text = "Beton K-225 “mutu” m³ \\ ' % %s {} 𝛼"
    write(access, lambda w: w.insert(Parameter, [{"nama": "p", "label": text, "formula": "1", "nilai": "1"}]))
    assert Parameter.objects.get(project=project).label == text


def test_rows_are_read_by_id(project):
    rows = rows_select(registry.table(HargaItem), project.pk, None)
    assert list(rows) == sorted(rows)
