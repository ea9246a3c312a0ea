"""What stands against an undo is said before anything is touched, all of it, by name."""

import pytest

from harsat.kernel.errors import CellConflicts
from harsat.ledger.registry import registry
from harsat.ledger.replay import state_dump
from harsat.ledger.sql import rows_insert
from harsat.ledger.undo import change_undo
from harsat.rab.models import HargaItem, Klasifikasi, Komponen, Pekerjaan, SubKlasifikasi, Volume
from support.projects import a_member, a_request_key, an_access, ids, write

X = {"kategori": "BHN", "kode": "X", "uraian": "x", "satuan": "kg"}


@pytest.fixture
def other(project):
    return an_access(a_member(project, nama="Estimator B"), project)


def objections(access, project):
    """What the undo of the newest change is refused with; nothing has moved."""
    before = state_dump(project.pk)
    with pytest.raises(CellConflicts) as raised:
        change_undo(access=access, request_key=a_request_key(), request_hash=b"")
    assert state_dump(project.pk) == before
    return [(one["table"], one["id"], one["col"], one["reason"]) for one in raised.value.payload()["cells"]]


def undo(access):
    return change_undo(access=access, request_key=a_request_key(), request_hash=b"")


def insert(access, model, row):
    made = []
    write(access, lambda w: made.extend(w.insert(model, [row])))
    return made[0]


def test_an_updated_row_that_is_gone(project, access, other):
    item = insert(access, HargaItem, X)
    write(access, lambda w: w.update(HargaItem, {item: {"harga": "1.00"}}))
    write(other, lambda w: w.delete(HargaItem, [item]))
    assert objections(access, project) == [("harga_item", item, "", "dihapus")]


def test_an_inserted_row_that_another_has_changed(project, access, other):
    item = insert(access, HargaItem, X)
    write(other, lambda w: w.update(HargaItem, {item: {"harga": "1.00"}}))
    assert objections(access, project) == [("harga_item", item, "harga", "sudah diubah lagi")]


def test_an_inserted_row_that_is_referred_to(project, access, other):
    item, work = insert(access, HargaItem, X), ids(Pekerjaan, project)[0]
    insert(other, Komponen, {"pekerjaan_id": work, "kategori": "BHN", "koefisien": "1", "harga_item_id": item})
    assert objections(access, project) == [("harga_item", item, "", "masih dipakai baris lain")]


def test_a_reference_that_the_same_undo_deletes_does_not_count(project, access):
    work = ids(Pekerjaan, project)[0]

    def body(w):
        (item,) = w.insert(HargaItem, [X])
        w.insert(Komponen, [{"pekerjaan_id": work, "kategori": "BHN", "koefisien": "1", "harga_item_id": item}])

    before = state_dump(project.pk)
    write(access, body)
    undo(access)
    assert state_dump(project.pk) == before


def test_a_reference_that_the_same_undo_points_elsewhere_does_not_count(project, access):
    row = ids(Komponen, project)[0]

    def body(w):
        (item,) = w.insert(HargaItem, [X])
        w.update(Komponen, {row: {"harga_item_id": item}})

    before = state_dump(project.pk)
    write(access, body)
    undo(access)
    assert state_dump(project.pk) == before


def test_a_deleted_row_whose_parent_is_gone(project, access, other):
    sub = ids(SubKlasifikasi, project)[0]
    works = ids(Pekerjaan, project)
    write(access, lambda w: [w.delete(model, ids(model, project)) for model in (Komponen, Volume, Pekerjaan)])
    write(other, lambda w: w.delete(SubKlasifikasi, [sub]))
    assert objections(access, project) == [
        ("pekerjaan", work, "sub_klasifikasi_id", "induknya sudah dihapus") for work in works
    ]


def test_a_deleted_row_whose_id_is_taken(project, access):
    item = insert(access, HargaItem, X)
    write(access, lambda w: w.delete(HargaItem, [item]))
    rows_insert(registry.table(HargaItem), project.pk, [(item, {**X, "kode": "Y"})])
    assert objections(access, project) == [("harga_item", item, "", "nomor baris sudah dipakai")]


def test_a_deleted_row_whose_code_is_used_again(project, access, other):
    item = insert(access, HargaItem, X)
    write(access, lambda w: w.delete(HargaItem, [item]))
    insert(other, HargaItem, X)
    assert objections(access, project) == [("harga_item", item, "kode", "kode dipakai lagi")]


def test_a_renamed_row_whose_old_code_is_used_again(project, access, other):
    item = insert(access, HargaItem, X)
    write(access, lambda w: w.update(HargaItem, {item: {"kode": "Z"}}))
    insert(other, HargaItem, X)
    assert objections(access, project) == [("harga_item", item, "kode", "kode dipakai lagi")]


def test_a_code_in_another_unit_is_another_code(project, access, other):
    item = insert(access, HargaItem, X)
    write(access, lambda w: w.delete(HargaItem, [item]))
    insert(other, HargaItem, {**X, "satuan": "zak"})
    undo(access)
    assert HargaItem.objects.filter(pk=item, kode="X").exists()


def test_a_code_that_the_same_undo_lets_go_does_not_count(project, access):
    item = insert(access, HargaItem, X)

    def body(w):
        w.delete(HargaItem, [item])
        w.insert(HargaItem, [X])

    before = state_dump(project.pk)
    write(access, body)
    undo(access)
    assert state_dump(project.pk) == before


def test_a_code_held_by_a_row_of_the_same_undo_that_keeps_it_counts(project, access, other):
    """Its price comes back in the same undo, its code does not move: it is no free code."""
    item, second = insert(access, HargaItem, X), insert(access, HargaItem, {**X, "kode": "Y"})

    def body(w):
        w.delete(HargaItem, [item])
        w.update(HargaItem, {second: {"harga": "1.00"}})

    write(access, body)
    write(other, lambda w: w.update(HargaItem, {second: {"kode": "X"}}))
    assert objections(access, project) == [("harga_item", item, "kode", "kode dipakai lagi")]


def test_a_one_to_one_key_counts_as_unique(project, access, other):
    volume, work = ids(Volume, project)[0], ids(Pekerjaan, project)[0]
    write(access, lambda w: w.delete(Volume, [volume]))
    insert(other, Volume, {"pekerjaan_id": work})
    assert objections(access, project) == [("volume", volume, "pekerjaan_id", "kode dipakai lagi")]


def test_everything_that_stands_against_it_is_said_at_once(project, access, other):
    first, second = insert(access, HargaItem, X), insert(access, HargaItem, {**X, "kode": "Y"})
    write(access, lambda w: w.update(HargaItem, {first: {"harga": "1.00"}, second: {"harga": "2.00"}}))
    write(other, lambda w: w.delete(HargaItem, [first]))
    write(other, lambda w: w.update(HargaItem, {second: {"harga": "9.00"}}))
    assert objections(access, project) == [
        ("harga_item", first, "", "dihapus"),
        ("harga_item", second, "harga", "sudah diubah lagi"),
    ]


def test_an_empty_klasifikasi_that_another_has_filled_stays(project, access, other):
    klasifikasi = insert(access, Klasifikasi, {"nama": "Baru", "order": 9})
    insert(other, SubKlasifikasi, {"nama": "Isi", "order": 1, "klasifikasi_id": klasifikasi})
    assert objections(access, project) == [("klasifikasi", klasifikasi, "", "masih dipakai baris lain")]
