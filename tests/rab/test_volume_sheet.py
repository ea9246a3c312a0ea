from uuid import uuid4

import pytest

from harsat.kernel.errors import CellConflicts, CellRefusals, Conflict, NotFound, Refused
from harsat.ledger.undo import change_undo
from harsat.rab.models import BarisVolume
from harsat.rab.services.cells import CellChange
from harsat.rab.services.volume_sheet import SheetAdd, SheetCommand, SheetMove, sheet_save
from rab.volume_builders import Bench, statements_of_the_write
from support.projects import a_project, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def bench():
    user = a_user()
    return Bench(user, a_project(user, pekerjaan=2))


def stored(bench, place=0):
    return list(BarisVolume.objects.filter(pekerjaan_id=bench.work[place]).order_by("order", "id"))


def names(bench):
    return [line.uraian for line in stored(bench)]


def test_the_sum_of_the_lines_is_the_volume_rounded_once(bench):
    bench.measure(
        0,
        {"uraian": "Dinding, As A", "n": "2", "p": "3.5", "t": "4"},
        {"uraian": "Dikurangi pintu", "p": "0.9", "t": "2.1", "pengurang": "true"},
    )
    assert bench.text(0) == ("lembar", "26.1100", "")


def test_lines_are_exact_and_only_their_sum_is_rounded(bench):
    # 0,33335 x 3 = 1,00005 -> 1,0001; each line rounded alone would give 0,3334 x 3 = 1,0002
    bench.measure(0, *[{"p": "0.6667", "l": "0.5"}] * 3)
    assert bench.text(0)[1] == "1.0001"


def test_a_heading_carries_no_figure_and_a_sheet_of_headings_is_belum_ada(bench):
    bench.measure(0, {"uraian": "Bangunan utama"})
    assert bench.text(0) == ("lembar", None, "")


def test_an_existing_number_is_not_lost_to_a_sheet_unawares(bench):
    with pytest.raises(Refused) as refused:
        bench.sheet(0, adds=[SheetAdd("a", None, {"p": "1"})])
    assert (refused.value.code, refused.value.extra["volume"]) == ("volume_in_force", "10.0000")


def test_undoing_the_first_sheet_brings_the_number_back(bench):
    bench.measure(0, {"p": "3"})
    change_undo(access=bench.access, request_key=uuid4(), request_hash=b"")
    assert bench.text(0) == ("angka", "10.0000", "")
    assert stored(bench) == []


def test_cells_additions_moves_and_deletions_are_one_command(bench):
    a, b, c = bench.measure(0, {"uraian": "a", "p": "1"}, {"uraian": "b", "p": "2"}, {"uraian": "c", "p": "3"})
    receipt = bench.sheet(
        0,
        seen=[a, b, c],
        cells=[CellChange(a, "p", "1", "10")],
        adds=[SheetAdd("x", c, {"uraian": "x", "p": "5"}), SheetAdd("y", "x", {"uraian": "y", "p": "7"})],
        moves=[SheetMove(c, None)],
        deletes=[b],
    )
    assert names(bench) == ["c", "x", "y", "a"]
    assert bench.text(0)[1] == "25.0000"
    assert set(receipt.answer["added"]) == {"x", "y"}
    change_undo(access=bench.access, request_key=uuid4(), request_hash=b"")
    assert names(bench) == ["a", "b", "c"]
    assert bench.text(0)[1] == "6.0000"


def test_a_move_touches_the_moved_line_alone(bench):
    a, b, c = bench.measure(0, {"uraian": "a"}, {"uraian": "b"}, {"uraian": "c", "p": "1"})
    receipt = bench.sheet(0, seen=[a, b, c], moves=[SheetMove(c, a)])
    assert receipt.answer["changed"]["baris_volume"] == [c]
    assert names(bench) == ["a", "c", "b"]


def test_a_gap_that_is_used_up_makes_room(bench):
    first, last = bench.measure(0, {"uraian": "first"}, {"uraian": "last"})
    seen = [first, last]
    for number in range(14):
        added = bench.sheet(0, seen=seen, adds=[SheetAdd("x", first, {"uraian": str(number)})]).answer["added"]
        seen.insert(1, added["x"])
    assert names(bench) == ["first", *[str(number) for number in range(13, -1, -1)], "last"]
    orders = [line.order for line in stored(bench)]
    assert orders == sorted(set(orders))


def test_a_sheet_without_lines_is_no_sheet(bench):
    (a,) = bench.measure(0, {"p": "3"})
    bench.sheet(0, seen=[a], deletes=[a])
    assert bench.text(0) == ("angka", None, "")


def test_deductions_may_not_outweigh_the_rest(bench):
    with pytest.raises(Refused) as refused:
        bench.measure(0, {"p": "1"}, {"p": "2", "pengurang": "true"})
    assert refused.value.code == "volume_negative"
    assert bench.text(0)[0] == "angka"


def test_bad_sides_are_refused_all_at_once_by_line_and_column(bench):
    with pytest.raises(CellRefusals) as refused:
        bench.measure(0, {"p": "-1"}, {"t": "abc", "lebar": "3"})
    found = {(cell["id"], cell["col"]) for cell in refused.value.extra["cells"]}
    assert found == {("0", "p"), ("1", "t"), ("1", "lebar")}


def test_a_side_that_somebody_changed_conflicts(bench):
    (a,) = bench.measure(0, {"p": "1"})
    bench.sheet(0, cells=[CellChange(a, "p", "1", "2")])
    with pytest.raises(CellConflicts) as conflict:
        bench.sheet(0, cells=[CellChange(a, "p", "1.0", "3")])
    assert conflict.value.extra["cells"][0]["now"] == "2.0000"


def test_structure_holds_only_for_the_sheet_that_was_seen(bench):
    (a,) = bench.measure(0, {"uraian": "a", "p": "1"})
    bench.sheet(0, seen=[a], adds=[SheetAdd("b", a, {"uraian": "b"})])
    with pytest.raises(Conflict) as conflict:
        bench.sheet(0, seen=[a], deletes=[a])
    assert conflict.value.code == "sheet_changed"
    assert [row["uraian"] for row in conflict.value.extra["rows"]] == ["a", "b"]


def test_a_line_of_another_sheet_cannot_be_reached(bench):
    (mine,) = bench.measure(0, {"p": "1"})
    (other,) = bench.measure(1, {"p": "2"})
    with pytest.raises(CellConflicts):
        bench.sheet(0, cells=[CellChange(other, "p", "2", "9")])
    with pytest.raises(Conflict):
        bench.sheet(0, seen=[mine], moves=[SheetMove(other, None)])
    bench.sheet(0, seen=[mine], deletes=[mine])
    assert bench.text(1)[1] == "2.0000"


def test_a_deletion_of_a_line_that_is_not_there_conflicts(bench):
    (mine,) = bench.measure(0, {"p": "1"})
    (other,) = bench.measure(1, {"p": "2"})
    with pytest.raises(Conflict):
        bench.sheet(0, seen=[mine], deletes=[other])
    assert BarisVolume.objects.filter(pk=other).exists()


def test_the_sheet_of_a_foreign_pekerjaan_is_not_found(bench):
    foreign = Bench(None, a_project(pekerjaan=1)).work[0]
    with pytest.raises(NotFound):
        sheet_save(
            access=bench.access, pekerjaan_id=foreign, command=SheetCommand(), request_key=uuid4(), request_hash=b""
        )


@pytest.mark.parametrize("count", [1, 40])
def test_a_cell_of_a_sheet_costs_eight_statements_whatever_its_length(queries, count):
    user = a_user()
    bench = Bench(user, a_project(user, pekerjaan=1))
    line, *_rest = bench.measure(0, *[{"p": "1"}] * count)
    bench.total()
    access, command = bench.access, SheetCommand(cells=[CellChange(line, "p", "1", "2")])
    with queries() as statements:
        sheet_save(access=access, pekerjaan_id=bench.work[0], command=command, request_key=uuid4(), request_hash=b"")
    assert statements_of_the_write(statements) == 8, str(statements)
