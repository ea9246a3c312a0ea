from decimal import Decimal
from uuid import uuid4

import pytest

from harsat.accounts.models import Role
from harsat.kernel.errors import CellConflicts, CellRefusals, Forbidden
from harsat.ledger.undo import change_undo
from harsat.rab.models import BarisVolume
from harsat.rab.services.cells import CellChange
from harsat.rab.services.volume import volume_update
from rab.volume_builders import Bench, statements_of_the_write
from support.projects import a_member, a_project, a_user, an_access

pytestmark = pytest.mark.django_db


@pytest.fixture
def bench():
    user = a_user()
    return Bench(user, a_project(user, pekerjaan=3))


def test_a_number_is_stored_at_four_decimals_and_priced(bench):
    receipt = bench.fill((0, "10.0000", "74.3535"))
    assert bench.text(0) == ("angka", "74.3535", "")
    assert receipt.answer["changed"] == {"volume": [bench.work[0]]}
    # 74,3535 x 165.000 + 2 x 1.650.000 = 15.568.327,50; PPN 12 % x 11/12 rounds to 17.281.000
    assert bench.total() == Decimal(17281000)


def test_a_fifth_decimal_is_rounded_and_said(bench):
    receipt = bench.fill((0, "10", "1.00005"), (1, "10", "2"))
    assert bench.text(0)[1] == "1.0001"
    assert receipt.answer["rounded"] == [bench.work[0]]


def test_a_formula_is_computed_here_with_the_parameters_and_kept_as_typed(bench):
    bench.define(panjang="6", lebar="4")
    bench.fill((0, "10", " = 2 * (Panjang + lebar) * 3,5"))
    assert bench.text(0) == ("formula", "70.0000", "=2 * (Panjang + lebar) * 3,5")


@pytest.mark.parametrize(
    ("formula", "nilai"),
    [
        ("=5*-2+20", "10.0000"),
        ("=min(1,2)", None),
        ("=min(1;2)", "1.0000"),
        ("=1.000*2", "2000.0000"),
        ("=2/3", "0.6667"),
    ],
)
def test_formulas_follow_the_one_grammar(bench, formula, nilai):
    if nilai is None:
        with pytest.raises(CellRefusals):
            bench.fill((0, "10", formula))
    else:
        bench.fill((0, "10", formula))
        assert bench.text(0)[1] == nilai


def test_an_emptied_volume_is_belum_ada_and_zero_is_a_value(bench):
    bench.fill((0, "10", None), (1, "10", "0"))
    assert bench.text(0) == ("angka", None, "")
    assert bench.text(1) == ("angka", "0.0000", "")


def test_an_empty_volume_that_never_had_a_row_stays_without_one(bench):
    bench.volume(0).delete()
    receipt = bench.fill((0, None, None))
    assert receipt.change_id is None
    assert bench.volume(0) is None


def test_a_volume_without_a_row_gets_one(bench):
    bench.volume(0).delete()
    bench.fill((0, None, "=2*3"))
    assert bench.text(0) == ("formula", "6.0000", "=2*3")


def test_every_cell_without_a_reading_is_named_and_nothing_is_stored(bench):
    with pytest.raises(CellRefusals) as refused:
        bench.fill((0, "10", "-1"), (1, "10", "=2*tinggi"), (2, "10", "5"))
    cells = refused.value.extra["cells"]
    assert [(cell["id"], cell["row"]) for cell in cells] == [(bench.work[0], 1), (bench.work[1], 2)]
    assert "negatif" in cells[0]["reason"]
    assert "tinggi" in cells[1]["reason"]
    assert bench.text(2)[1] == "10.0000"


@pytest.mark.parametrize("text", ["=2-3", "=1/0", "123456789012", "1,5", "=" + "1+" * 260 + "1"])
def test_negative_endless_and_unreadable_volumes_are_refused(bench, text):
    with pytest.raises(CellRefusals):
        bench.fill((0, "10", text))


def test_another_column_is_refused(bench):
    cells = [CellChange(bench.work[0], "uraian", "a", "b")]
    with pytest.raises(CellRefusals):
        volume_update(access=bench.access, cells=cells, request_key=uuid4(), request_hash=b"")


def test_a_cell_that_somebody_changed_conflicts_and_names_them(bench):
    other = a_member(bench.project, nama="Estimator B")
    colleague = Bench(other, bench.project)
    colleague.fill((0, "10", "=3*4"))
    with pytest.raises(CellConflicts) as conflict:
        bench.fill((0, "10", "11"), (1, "10", "12"))
    (cell,) = conflict.value.extra["cells"]
    assert (cell["id"], cell["now"], cell["by"]) == (bench.work[0], "=3*4", "Estimator B")
    assert bench.text(1)[1] == "10.0000"


def test_another_spelling_of_what_is_stored_is_no_conflict(bench):
    bench.fill((0, "10.0", "=2*(3+4)"))
    bench.fill((0, "= 2 * (3 + 4)", "15"))
    assert bench.text(0)[1] == "15.0000"


def test_a_pekerjaan_of_another_project_conflicts_as_gone(bench):
    stranger = Bench(a_user(), a_project(pekerjaan=1))
    stranger.work = Bench(None, stranger.project).work
    cells = [CellChange(stranger.work[0], "volume", "10", "11")]
    with pytest.raises(CellConflicts) as conflict:
        volume_update(access=bench.access, cells=cells, request_key=uuid4(), request_hash=b"")
    assert conflict.value.extra["cells"][0]["reason"] == "dihapus"


def test_a_volume_of_a_sheet_is_not_overwritten_unawares(bench):
    bench.measure(0, {"uraian": "Dinding", "p": "3", "t": "4"})
    with pytest.raises(CellRefusals) as refused:
        bench.fill((0, "12", "13"))
    assert refused.value.extra["cells"][0]["sheet"] is True
    assert bench.text(0) == ("lembar", "12.0000", "")


def test_pasting_back_the_sum_of_a_sheet_leaves_the_sheet_alone(bench):
    bench.measure(0, {"p": "3", "t": "4"})
    receipt = bench.fill((0, "12", "12"), (1, "10", "11"))
    assert receipt.answer["changed"] == {"volume": [bench.work[1]]}
    assert bench.text(0)[0] == "lembar"


def test_a_replaced_sheet_comes_back_with_one_undo(bench):
    lines = bench.measure(
        0, {"uraian": "Dinding", "p": "3", "t": "4"}, {"uraian": "Pintu", "n": "2", "pengurang": "true"}
    )
    bench.fill((0, "10", "13"), replace_sheet=True)
    assert bench.text(0) == ("angka", "13.0000", "")
    assert not BarisVolume.objects.filter(pekerjaan_id=bench.work[0]).exists()
    change_undo(access=bench.access, request_key=uuid4(), request_hash=b"")
    assert bench.text(0) == ("lembar", "10.0000", "")
    assert (
        list(BarisVolume.objects.filter(pekerjaan_id=bench.work[0]).order_by("order").values_list("id", flat=True))
        == lines
    )


def test_undo_brings_the_formula_back_not_only_its_result(bench):
    bench.fill((0, "10", "=2*3"))
    bench.fill((0, "=2*3", "7"))
    change_undo(access=bench.access, request_key=uuid4(), request_hash=b"")
    assert bench.text(0) == ("formula", "6.0000", "=2*3")


def test_a_reviewer_may_not_write(bench):
    reviewer = a_member(bench.project, Role.PENINJAU)
    with pytest.raises(Forbidden):
        volume_update(
            access=an_access(reviewer, bench.project),
            cells=[CellChange(bench.work[0], "volume", "10", "1")],
            request_key=uuid4(),
            request_hash=b"",
        )


@pytest.mark.parametrize("count", [1, 60])
def test_a_paste_costs_the_same_statements_whatever_its_size(queries, count):
    user = a_user()
    bench = Bench(user, a_project(user, pekerjaan=count))
    bench.define(p="2")
    bench.total()
    access = bench.access
    cells = [CellChange(work, "volume", "10", f"=p*{place}+0,5") for place, work in enumerate(bench.work, 1)]
    with queries() as statements:
        volume_update(access=access, cells=cells, request_key=uuid4(), request_hash=b"")
    assert statements_of_the_write(statements) == 7, str(statements)
