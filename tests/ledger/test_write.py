"""The write path: one transaction, one revision, one change, six statements; and every way in which it says no."""

import pytest
from django.db import IntegrityError, connection

from harsat.accounts.models import Membership, Role, User
from harsat.kernel.errors import CellConflicts, CellRefusals, Conflict, Forbidden, NotFound, NotSignedIn, Refused
from harsat.ledger.canonical import unpack
from harsat.ledger.models import Change
from harsat.ledger.ops import ops_unpack
from harsat.ledger.registry import registry
from harsat.projects.access import Right
from harsat.projects.models import PARTS, Project, ProjectSummary
from harsat.rab.models import HargaItem, Pekerjaan, Volume
from harsat.rab.services.cells import CellChange
from harsat.rab.services.harga import harga_items_update
from support.projects import a_member, a_project, a_request_key, an_access, ids, prices_set, write
from support.queries import statement_count


def inside_the_transaction(statements):
    """What ran before the change row was written, that included."""
    last = max(number for number, sql in enumerate(statements.seen) if sql.startswith('INSERT INTO "ledger_change"'))
    return statements.seen[: last + 1]


@pytest.mark.parametrize(("cells", "expected"), [(1, 6), (300, 6), (500, 6), (501, 7), (1200, 8)])
def test_a_write_costs_six_statements_up_to_500_cells_and_one_more_for_each_further_500(user, cells, expected):
    project = a_project(user, pekerjaan=cells - 1) if cells > 1 else a_project(user, pekerjaan=1)
    access = an_access(user, project)
    items = ids(HargaItem, project)[:cells]
    seen = dict(HargaItem.objects.filter(project=project).values_list("pk", "harga"))
    with statement_count() as statements:
        receipt = prices_set(access, {item: f"{number + 1}.00" for number, item in enumerate(items)}, before=seen)
    assert len(inside_the_transaction(statements)) == expected, str(statements)
    assert receipt.answer["changed"] == {"harga": items}


def test_a_write_is_one_revision_one_mark_and_one_change(project, access):
    item = ids(HargaItem, project)[0]
    receipt = prices_set(access, {item: "120000"})
    project.refresh_from_db()
    change = Change.objects.get(pk=receipt.change_id)
    assert (project.revision, project.mark) == (2, receipt.mark) == (change.revision, change.mark)
    assert receipt.mark.startswith("2.")
    assert (change.action, change.page, change.parts, change.by_id) == (
        "harga_items_update",
        "harga-items",
        "harga",
        access.user_id,
    )
    assert ops_unpack(change.ops) == [
        ("harga_item", "u", item, {"harga": "100000.00"}, {"harga": "120000.00"}),
    ]
    assert unpack(change.summary) == {"harga_item": {"u": 1}}


def test_only_the_marks_of_the_touched_parts_move(project, access):
    before = {part: getattr(project, f"mark_{part}") for part in PARTS}
    receipt = prices_set(access, {ids(HargaItem, project)[0]: "1"})
    project.refresh_from_db()
    after = {part: getattr(project, f"mark_{part}") for part in PARTS}
    assert after == {**before, "harga": receipt.mark}


def test_the_receipt_carries_the_totals_after_the_write(project, access):
    assert prices_set(access, {ids(HargaItem, project)[0]: "120000"}).totals == {
        "subtotal": "5280000",
        "total": "5861000",
        "belum_lengkap": 0,
        "melebihi_pagu": False,
    }


def test_the_change_keeps_the_total_that_was_in_force_before(project, access):
    first = prices_set(access, {ids(HargaItem, project)[0]: "120000"})
    second = prices_set(access, {ids(HargaItem, project)[0]: "110000"})
    assert Change.objects.get(pk=first.change_id).total_before == "5495000"
    assert Change.objects.get(pk=second.change_id).total_before == first.totals["total"]


def test_an_unchanged_write_leaves_no_revision_and_still_says_the_totals(project, access):
    receipt = prices_set(access, {ids(HargaItem, project)[0]: "100000"})
    project.refresh_from_db()
    assert (receipt.change_id, receipt.revision, receipt.mark) == (None, 1, project.mark)
    assert project.revision == 1
    assert receipt.totals["total"] == "5495000"


def test_a_value_that_is_already_there_is_done_not_a_conflict(project, access):
    first, second = ids(HargaItem, project)[:2]
    prices_set(access, {first: "120000"})
    receipt = prices_set(access, {first: "120000", second: "60000"}, before={first: "100000", second: "50000"})
    assert receipt.answer["changed"] == {"harga": [second]}


def test_an_equal_figure_in_another_spelling_is_no_conflict(project, access):
    item = ids(HargaItem, project)[0]
    assert prices_set(access, {item: "1"}, before={item: "100000"}).change_id
    assert prices_set(access, {item: "2"}, before={item: "1.000"}).change_id


def test_a_conflict_lists_every_cell_with_what_is_there_who_and_when(project, access):
    other = an_access(a_member(project, nama="Estimator B"), project)
    first, second, third = ids(HargaItem, project)[:3]
    prices_set(other, {first: "111", second: "222"})
    with pytest.raises(CellConflicts) as raised:
        prices_set(
            access, {first: "5", second: "6", third: "7"}, before={first: "100000", second: "50000", third: "50000"}
        )
    cells = raised.value.payload()["cells"]
    assert [(cell["id"], cell["col"], cell["from"], cell["to"], cell["now"], cell["by"]) for cell in cells] == [
        (first, "harga", "100000", "5", "111.00", "Estimator B"),
        (second, "harga", "50000", "6", "222.00", "Estimator B"),
    ]
    assert all(cell["at"].endswith("+07:00") for cell in cells)
    assert HargaItem.objects.get(pk=third).harga == 50000


def test_a_deleted_row_is_a_conflict_named_dihapus_with_who_deleted_it(project, access):
    other = an_access(a_member(project, nama="Estimator B"), project)
    write(other, lambda w: w.insert(HargaItem, [{"kategori": "BHN", "kode": "X", "uraian": "x", "satuan": "kg"}]))
    item = ids(HargaItem, project)[-1]
    write(other, lambda w: w.delete(HargaItem, [item]))
    with pytest.raises(CellConflicts) as raised:
        prices_set(access, {item: "5"}, before={item: None})
    (cell,) = raised.value.payload()["cells"]
    assert (cell["reason"], cell["now"], cell["by"]) == ("dihapus", None, "Estimator B")


@pytest.mark.parametrize("foreign", [0, -1, 2**31, 2**63 - 1, 2**63, 10**30])
def test_an_id_that_is_nobodys_is_a_conflict_never_a_fault(project, access, foreign):
    with pytest.raises(CellConflicts):
        prices_set(access, {foreign: "5"}, before={})


def test_another_projects_row_is_a_conflict_and_stays_as_it_is(user, project, access):
    theirs = ids(HargaItem, a_project(user, pekerjaan=1))[0]
    with pytest.raises(CellConflicts) as raised:
        prices_set(access, {theirs: "5"}, before={theirs: "100000"})
    assert raised.value.payload()["cells"][0]["now"] is None
    assert HargaItem.objects.get(pk=theirs).harga == 100000


def test_a_refusal_lists_every_bad_cell_and_saves_nothing(project, access):
    first, second, third = ids(HargaItem, project)[:3]
    with pytest.raises(CellRefusals) as raised:
        prices_set(access, {first: "12345678901234", second: "7", third: "-1"})
    cells = raised.value.payload()["cells"]
    assert [(cell["id"], cell["col"], cell["row"]) for cell in cells] == [(first, "harga", 1), (third, "harga", 3)]
    assert HargaItem.objects.get(pk=second).harga == 50000
    project.refresh_from_db()
    assert project.revision == 1


def test_a_body_that_fails_leaves_no_trace(project, access):
    def body(w):
        w.update(HargaItem, {ids(HargaItem, project)[0]: {"harga": "1.00"}})
        raise Refused(code="later")

    with pytest.raises(Refused):
        write(access, body)
    project.refresh_from_db()
    assert (project.revision, Change.objects.filter(project=project).count()) == (1, 1)
    assert not HargaItem.objects.filter(project=project, harga=1).exists()


def test_a_row_that_is_not_there_cannot_be_updated(access):
    with pytest.raises(Conflict, match="berubah") as raised:
        write(access, lambda w: w.update(HargaItem, {10**9: {"harga": "1.00"}}))
    assert raised.value.code == "row_gone"


def test_a_constraint_that_breaks_is_a_409(project, access):
    first, second = ids(HargaItem, project)[1:3]
    with pytest.raises(Conflict) as raised:
        write(access, lambda w: w.update(HargaItem, {first: {"kode": "M.0002"}}))
    assert (raised.value.code, raised.value.status) == ("constraint", 409)
    assert isinstance(raised.value.__cause__, IntegrityError)
    assert HargaItem.objects.get(pk=second).kode == "M.0002"


def test_a_locked_project_cannot_be_written(user, project, access):
    Project.objects.filter(pk=project.pk).update(locked_at="2026-01-01T00:00:00Z")
    with pytest.raises(NotFound):
        prices_set(access, {ids(HargaItem, project)[0]: "1"})


# Request keys


def test_the_same_key_is_done_once_and_answered_alike(project, access):
    item, key = ids(HargaItem, project)[0], a_request_key()
    first = prices_set(access, {item: "120000"}, key=key, request_hash=b"h")
    prices_set(access, {item: "130000"})
    again = prices_set(access, {item: "120000"}, key=key, request_hash=b"h")
    assert (again.revision, again.mark, again.change_id, again.answer) == (
        first.revision,
        first.mark,
        first.change_id,
        first.answer,
    )
    assert HargaItem.objects.get(pk=item).harga == 130000
    project.refresh_from_db()
    assert project.revision == 3


def test_a_repeated_answer_says_the_totals_of_now(project, access):
    item, key = ids(HargaItem, project)[0], a_request_key()
    prices_set(access, {item: "120000"}, key=key)
    newest = prices_set(access, {item: "130000"})
    assert prices_set(access, {item: "120000"}, key=key).totals == newest.totals


def test_a_key_with_another_body_is_refused(project, access):
    item, key = ids(HargaItem, project)[0], a_request_key()
    prices_set(access, {item: "120000"}, key=key, request_hash=b"one")
    with pytest.raises(Refused) as raised:
        prices_set(access, {item: "130000"}, key=key, request_hash=b"other")
    assert (raised.value.code, raised.value.status) == ("request_key_reused", 422)


def test_a_key_of_another_user_is_refused(project, access):
    other = an_access(a_member(project), project)
    item, key = ids(HargaItem, project)[0], a_request_key()
    prices_set(access, {item: "120000"}, key=key)
    with pytest.raises(Refused) as raised:
        prices_set(other, {item: "120000"}, key=key)
    assert raised.value.code == "request_key_reused"


def test_one_key_may_serve_two_projects(user, project, access):
    second = a_project(user, pekerjaan=1)
    key = a_request_key()
    assert prices_set(access, {ids(HargaItem, project)[0]: "1"}, key=key).change_id
    assert prices_set(an_access(user, second), {ids(HargaItem, second)[0]: "1"}, key=key).change_id


def test_the_role_is_judged_before_the_key_is_answered(project):
    member = a_member(project)
    access, item, key = an_access(member, project), ids(HargaItem, project)[0], a_request_key()
    prices_set(access, {item: "120000"}, key=key)
    Membership.objects.filter(user=member, organisation=project.organisation).update(role=Role.PENINJAU)
    with pytest.raises(Forbidden):
        prices_set(access, {item: "120000"}, key=key)


@pytest.mark.parametrize(("role", "right", "may"), [
    (Role.PEMILIK, Right.EDIT, True),
    (Role.EDITOR, Right.EDIT, True),
    (Role.PELAKSANA, Right.EDIT, False),
    (Role.PELAKSANA, Right.PROGRESS, True),
    (Role.PENINJAU, Right.PROGRESS, False),
])  # fmt: skip
def test_the_role_under_the_lock_decides(project, role, right, may):
    access, item = an_access(a_member(project, role), project), ids(HargaItem, project)[0]

    def body(w):
        w.update(HargaItem, {item: {"harga": "1.00"}})

    if may:
        assert write(access, body, right=right).change_id
    else:
        with pytest.raises(Forbidden):
            write(access, body, right=right)


def test_a_user_who_left_meanwhile_finds_nothing(project):
    member = a_member(project)
    access = an_access(member, project)
    Membership.objects.filter(user=member, organisation=project.organisation).delete()
    with pytest.raises(NotFound):
        prices_set(access, {ids(HargaItem, project)[0]: "1"})


def test_a_user_who_was_deactivated_meanwhile_is_signed_out(project):
    member = a_member(project)
    access = an_access(member, project)
    User.objects.filter(pk=member.pk).update(is_active=False)
    with pytest.raises(NotSignedIn):
        prices_set(access, {ids(HargaItem, project)[0]: "1"})


# Write's own tools


def test_two_touches_of_a_row_are_one_op(project, access):
    item = ids(HargaItem, project)[0]

    def body(w):
        w.update(HargaItem, {item: {"harga": "1.00"}})
        w.update(HargaItem, {item: {"harga": "2.00", "sumber": "toko"}})

    change = Change.objects.get(pk=write(access, body).change_id)
    assert ops_unpack(change.ops) == [
        ("harga_item", "u", item, {"harga": "100000.00", "sumber": ""}, {"harga": "2.00", "sumber": "toko"})
    ]


def test_a_row_put_back_as_it_was_is_no_change(project, access):
    item = ids(HargaItem, project)[0]

    def body(w):
        w.update(HargaItem, {item: {"harga": "1.00"}})
        w.update(HargaItem, {item: {"harga": "100000.00"}})

    assert write(access, body).change_id is None


def test_an_inserted_row_takes_the_models_defaults_and_is_logged_whole(project, access):
    receipt = write(
        access, lambda w: w.insert(HargaItem, [{"kategori": "BHN", "kode": "X", "uraian": "x", "satuan": "kg"}])
    )
    (op,) = ops_unpack(Change.objects.get(pk=receipt.change_id).ops)
    assert (op.kind, op.before) == ("i", None)
    assert op.after == {"kategori": "BHN", "kode": "X", "uraian": "x", "satuan": "kg", "harga": None, "sumber": ""}


def test_two_rows_may_swap_their_unique_codes(project, access):
    first, second = ids(HargaItem, project)[1:3]
    write(access, lambda w: w.update_in_two_phases(HargaItem, {first: {"kode": "M.0002"}, second: {"kode": "M.0001"}}))
    assert [HargaItem.objects.get(pk=pk).kode for pk in (first, second)] == ["M.0002", "M.0001"]


def test_a_unique_value_that_stays_survives_the_two_phases(project, access):
    item = ids(HargaItem, project)[1]
    write(access, lambda w: w.update_in_two_phases(HargaItem, {item: {"kode": "M.0001", "satuan": "zak"}}))
    assert HargaItem.objects.filter(pk=item, kode="M.0001", satuan="zak").exists()


def test_two_volumes_may_swap_their_pekerjaan(project, access):
    (first, second), (work, other) = ids(Volume, project)[:2], ids(Pekerjaan, project)[:2]
    write(
        access,
        lambda w: w.update_in_two_phases(Volume, {first: {"pekerjaan_id": other}, second: {"pekerjaan_id": work}}),
    )
    connection.check_constraints()
    assert list(
        Volume.objects.filter(pk__in=[first, second]).order_by("pk").values_list("pekerjaan_id", flat=True)
    ) == [
        other,
        work,
    ]


def test_a_fault_after_the_commit_does_not_make_the_write_a_failure(project, access, monkeypatch, caplog):
    def fault(_project_id):
        raise ZeroDivisionError

    monkeypatch.setattr(registry, "after_commit", fault)
    receipt = prices_set(access, {ids(HargaItem, project)[0]: "1"})
    assert receipt.change_id
    assert receipt.totals == {}
    assert "no totals" in caplog.text


def test_a_write_inside_a_write_is_refused_instead_of_waiting_for_itself(project, access):
    item = ids(HargaItem, project)[0]
    with pytest.raises(RuntimeError):
        write(access, lambda _w: prices_set(access, {item: "1"}))


def test_the_summary_follows_the_write(project, access):
    receipt = prices_set(access, {ids(HargaItem, project)[0]: "120000"})
    summary = ProjectSummary.objects.get(project=project)
    assert (summary.mark, summary.total_text, summary.total_sen, summary.pekerjaan_count) == (
        receipt.mark,
        "5861000",
        586_100_000,
        3,
    )


def test_cells_of_one_command_may_not_name_a_cell_twice(project, access):
    item = ids(HargaItem, project)[0]
    cells = [CellChange(item, "harga", "100000", "1"), CellChange(item, "harga", "1", "2")]
    with pytest.raises(CellRefusals, match="ditolak"):
        harga_items_update(access=access, cells=cells, request_key=a_request_key(), request_hash=b"")


def test_an_empty_command_changes_nothing(access):
    receipt = harga_items_update(access=access, cells=[], request_key=a_request_key(), request_hash=b"")
    assert receipt.change_id is None
