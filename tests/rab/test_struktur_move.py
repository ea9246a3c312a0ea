"""Rows moved, and cells of the outline edited."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from harsat.kernel.errors import CellConflicts, CellRefusals
from harsat.ledger.replay import state_dump
from harsat.ledger.undo import change_undo
from harsat.rab import models as rab
from rab.struktur_builders import (
    a_catalogue,
    ahsp,
    an_outline,
    cell,
    delete,
    in_order,
    klasifikasi,
    line,
    move,
    pekerjaan,
    save,
    sub,
)
from support.projects import a_project, a_request_key, a_user, an_access

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return a_user()


@pytest.fixture
def project(user):
    return a_project(user)


@pytest.fixture
def access(user, project):
    return an_access(user, project)


@pytest.fixture
def ids(access):
    return an_outline(access, Tanah={"Galian": ["a", "b", "c"], "Urukan": ["d"]}, Atap={"Rangka": []})


def work(ids, name):
    return rab.Pekerjaan.objects.get(pk=ids[name])


def test_a_pekerjaan_moves_among_its_siblings_and_touches_only_itself(access, project, ids):
    receipt = save(access, moves=[move(work(ids, "c"), after=ids["a"])])
    assert in_order(project) == ["a", "c", "b", "d"]
    assert receipt.answer["changed"] == {"pekerjaan": [ids["c"]]}


def test_a_pekerjaan_moves_to_another_sub_klasifikasi(access, project, ids):
    save(access, moves=[move(work(ids, "a"), ids["Rangka"])])
    assert in_order(project) == ["b", "c", "d", "a"]


def test_rows_move_into_a_sub_that_the_same_command_makes(access, project, ids):
    save(
        access,
        adds=[klasifikasi("Baru"), sub("Sub baru")],
        moves=[move(work(ids, "a"), "s"), move(work(ids, "b"), "s")],
    )
    moved = rab.Pekerjaan.objects.filter(project=project, sub_klasifikasi__nama="Sub baru").order_by("order")
    assert [row.uraian for row in moved] == ["a", "b"]


def test_a_klasifikasi_moves_with_all_inside(access, project, ids):
    save(access, moves=[move(rab.Klasifikasi.objects.get(pk=ids["Atap"]), after=None)])
    tops = rab.Klasifikasi.objects.filter(project=project).order_by("order").values_list("nama", flat=True)
    assert list(tops) == ["Atap", "Tanah"]


def test_a_row_that_somebody_else_moved_is_a_conflict_that_says_where_it_is(access, ids):
    with pytest.raises(CellConflicts) as conflict:
        save(access, moves=[move(work(ids, "a"), ids["Rangka"], seen=ids["Urukan"])])
    (told,) = conflict.value.extra["cells"]
    assert (told["now"], told["reason"]) == (ids["Galian"], "sudah dipindahkan")


def test_a_gap_that_is_used_up_renumbers_the_siblings(access, project, ids):
    for turn in range(14):
        first, last = ("b", "c") if turn % 2 else ("c", "b")
        save(access, moves=[move(work(ids, last), after=ids["a"])])
        assert in_order(project)[:3] == ["a", last, first]


def test_an_undo_brings_order_and_parent_back(access, project, ids):
    before = in_order(project)
    save(access, moves=[move(work(ids, "a"), ids["Rangka"]), move(work(ids, "d"), ids["Galian"], None)])
    change_undo(access=access, request_key=a_request_key(), request_hash=b"")
    assert in_order(project) == before


def test_cells_of_all_three_levels_are_edited_in_one_command(access, project, ids):
    save(
        access,
        cells=[
            cell("klasifikasi", ids["Tanah"], "nama", "Tanah", "Pekerjaan Tanah"),
            cell("sub_klasifikasi", ids["Galian"], "nama", "Galian", "Galian tanah"),
            cell("pekerjaan", ids["a"], "satuan", "", "m3"),
            cell("pekerjaan", ids["a"], "buk_persen", None, "0"),
            cell("pekerjaan", ids["a"], "langsung", "false", "true"),
            cell("pekerjaan", ids["a"], "harga_langsung", None, "1500000"),
        ],
    )
    row = work(ids, "a")
    assert (row.satuan, str(row.buk_persen), row.langsung, str(row.harga_langsung)) == (
        "m3",
        "0.00",
        True,
        "1500000.00",
    )
    assert rab.Klasifikasi.objects.get(pk=ids["Tanah"]).nama == "Pekerjaan Tanah"


def test_a_cell_that_somebody_else_changed_is_a_conflict(access, ids):
    with pytest.raises(CellConflicts):
        save(access, cells=[cell("pekerjaan", ids["a"], "uraian", "bukan ini", "baru")])


def test_an_ahsp_row_keeps_the_identity_of_the_catalogue_and_takes_its_own_status(access, project, ids):
    found = a_catalogue(galian=("1.1", "m3", [line("L.01")]))
    row_id = save(access, adds=[ahsp(found["galian"], ids["Galian"])]).answer["ids"]["p"]
    with pytest.raises(CellRefusals) as refused:
        save(
            access,
            cells=[
                cell("pekerjaan", row_id, "uraian", "Pekerjaan galian", "lain"),
                cell("pekerjaan", row_id, "satuan", "m3", "m2"),
                cell("pekerjaan", row_id, "langsung", "false", "true"),
                cell("pekerjaan", row_id, "status", "utama", "opsional"),
            ],
        )
    assert [one["col"] for one in refused.value.extra["cells"]] == ["uraian", "satuan", "langsung"]
    save(access, cells=[cell("pekerjaan", row_id, "status", "utama", "opsional")])
    assert rab.Pekerjaan.objects.get(pk=row_id).status == "opsional"


def test_names_are_not_emptied(access, ids):
    with pytest.raises(CellRefusals):
        save(access, cells=[cell("klasifikasi", ids["Tanah"], "nama", "Tanah", "")])


def test_a_paste_of_many_cells_costs_what_one_costs(access, ids, queries):
    def cost(names):
        with queries() as statements:
            save(access, cells=[cell("pekerjaan", ids[name], "catatan", "", f"lihat {name}") for name in names])
        return next(n for n, sql in enumerate(statements.seen, 1) if "ledger_change" in sql and "INSERT" in sql)

    assert cost(["a"]) == 6
    assert cost(["b", "c", "d"]) == 6


def test_a_project_of_somebody_else_is_out_of_reach(ids, access):
    other = an_access(*_stranger())
    with pytest.raises(CellConflicts):
        save(other, cells=[cell("pekerjaan", ids["a"], "uraian", "a", "milik saya")])
    with pytest.raises(CellConflicts):
        save(other, moves=[move(work(ids, "a"), ids["Rangka"])])


def _stranger():
    user = a_user()
    return user, a_project(user)


@pytest.mark.slow
@given(seed=st.integers(0, 10_000))
@hypothesis_settings(max_examples=8)
def test_whatever_is_done_to_an_outline_is_undone_step_by_step(seed):
    chance = Random(seed)
    user = a_user()
    project = a_project(user, pekerjaan=4)
    access = an_access(user, project)
    states = {1: state_dump(project.pk)}
    for step in range(6):
        revision = save(access, **_something(chance, project, step)).revision
        states[revision] = state_dump(project.pk)
    for before in [*states.values()][-2::-1]:
        change_undo(access=access, request_key=a_request_key(), request_hash=b"")
        assert state_dump(project.pk) == before


def _something(chance, project, step):
    """A command that fits the outline as it is."""
    subs = list(rab.SubKlasifikasi.objects.filter(project=project).order_by("id"))
    works = list(rab.Pekerjaan.objects.filter(project=project).order_by("id"))
    new = {"adds": [klasifikasi(f"K{step}"), sub(f"S{step}"), pekerjaan(f"P{step}")]}
    if not subs or not works:
        return new
    return chance.choice(
        [
            new,
            {"moves": [move(chance.choice(works), chance.choice(subs).pk, None)]},
            {"deletes": [delete(chance.choice(works))]},
            {"deletes": [delete(chance.choice(subs))]},
            {"cells": [cell("sub_klasifikasi", subs[0].pk, "nama", subs[0].nama, f"N{step}")]},
        ]
    )
