from decimal import Decimal
from uuid import uuid4

import pytest

from harsat.kernel.errors import CellConflicts, CellRefusals, Conflict, Refused
from harsat.ledger.undo import change_undo
from harsat.rab.models import Parameter
from harsat.rab.selectors.estimate import estimate_current
from harsat.rab.selectors.parameters import parameters_preview, parameters_stored
from harsat.rab.selectors.volume import parameter_rows
from harsat.rab.services.cells import CellChange
from harsat.rab.services.parameter_plan import ParameterDraft, ParametersCommand, parameters_tag
from harsat.rab.services.parameters import parameters_sync
from rab.volume_builders import Bench, statements_of_the_write
from support.projects import a_project, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def bench():
    """p = 6, l = 4, luas = p x l; the first volume is luas / 2 = 12, the second p, the third a number."""
    user = a_user()
    bench = Bench(user, a_project(user, pekerjaan=3))
    bench.define(p="6", l="4", luas="=p * l")
    bench.fill((0, "10", "=luas / 2"), (1, "10", "=p"))
    return bench


def values(bench):
    return {row.nama: str(row.nilai) for row in Parameter.objects.filter(project=bench.project)}


def cell(bench, name, col, before, after):
    return CellChange(bench.parameter(name).pk, col, before, after)


def test_a_changed_value_recomputes_parameters_and_volumes_in_the_same_change(bench):
    receipt = bench.sync(cells=[cell(bench, "p", "formula", "6", "8")])
    assert values(bench) == {"p": "8.0000", "l": "4.0000", "luas": "32.0000"}
    assert [bench.text(place)[1] for place in range(3)] == ["16.0000", "8.0000", "10.0000"]
    assert receipt.answer["changed"]["volume"] == bench.work[:2]


def test_undo_brings_back_the_parameter_and_every_volume(bench):
    bench.sync(cells=[cell(bench, "p", "formula", "6", "8")])
    change_undo(access=bench.access, request_key=uuid4(), request_hash=b"")
    assert values(bench)["luas"] == "24.0000"
    assert [bench.text(place)[1] for place in range(2)] == ["12.0000", "6.0000"]


def test_the_preview_says_what_the_write_will_do_and_writes_nothing(bench):
    before = estimate_current(bench.project.pk)
    command = ParametersCommand(cells=[cell(bench, "p", "formula", "6", "8")])
    preview = parameters_preview(bench.project.pk, before, command)
    assert [(row.label, str(row.before), str(row.after), row.via) for row in preview.volumes] == [
        ("I.A.1 Pekerjaan 1", "12.0000", "16.0000", ("luas",)),
        ("I.A.2 Pekerjaan 2", "6.0000", "8.0000", ("p",)),
    ]
    assert [(row.nama, str(row.after)) for row in preview.parameters] == [("p", "8.0000"), ("luas", "32.0000")]
    assert values(bench)["p"] == "6.0000"
    bench.sync(cells=command.cells)
    assert preview.totals["total"] == str(bench.total())
    assert Decimal(preview.selisih) == bench.total() - before.rekap.total


def test_names_are_lower_case_words_without_a_leading_digit(bench):
    bench.define(Tinggi_2="3")
    assert bench.parameter("tinggi_2").nilai == 3
    for name in ("2m", "lebar jalan", "luas-2", ""):
        with pytest.raises(CellRefusals):
            bench.sync(definitions=[ParameterDraft(name, "1")])


@pytest.mark.parametrize("value", ["-1", "", "=2-5", "=tinggi", "abc", "123456789012"])
def test_a_value_that_is_no_figure_is_refused_and_never_becomes_zero(bench, value):
    with pytest.raises(CellRefusals) as refused:
        bench.define(t=value)
    assert refused.value.extra["cells"][0]["nama"] == "t"
    assert "t" not in values(bench)


def test_a_number_is_machine_text_and_a_formula_is_indonesian(bench):
    bench.define(a="1.234", b="=1.234", c="9,5", d="=1,5*2")
    rows = {row.nama: (row.formula, str(row.nilai)) for row in Parameter.objects.filter(project=bench.project)}
    assert rows["a"] == ("1.2340", "1.2340")
    assert rows["b"] == ("=1.234", "1234.0000")
    assert rows["c"] == ("9.5000", "9.5000")
    assert rows["d"] == ("=1,5*2", "3.0000")


def test_a_cycle_is_refused_with_its_path(bench):
    with pytest.raises(CellRefusals) as refused:
        bench.sync(cells=[cell(bench, "p", "formula", "6", "=luas+1")])
    (problem,) = refused.value.extra["cells"]
    assert problem["code"] == "formula_cycle"
    assert problem["path"][0] == problem["path"][-1]
    assert set(problem["path"]) == {"p", "luas"}


def test_a_parameter_in_use_is_not_deleted_and_its_users_are_named(bench):
    with pytest.raises(Refused) as refused:
        bench.sync(deletes=[bench.parameter("p").pk])
    assert refused.value.code == "parameter_used"
    assert refused.value.extra["cells"][0]["users"] == ["parameter luas", "I.A.2 Pekerjaan 2"]
    assert "p" in values(bench)


def test_a_parameter_goes_with_its_last_users(bench):
    bench.fill((0, "=luas / 2", "1"), (1, "=p", "1"))
    bench.sync(deletes=[bench.parameter("p").pk, bench.parameter("luas").pk])
    assert values(bench) == {"l": "4.0000"}


def test_a_volume_that_would_become_negative_refuses_the_parameter_and_is_named(bench):
    bench.fill((0, "=luas / 2", "=p - 5"))
    with pytest.raises(CellRefusals) as refused:
        bench.sync(cells=[cell(bench, "p", "formula", "6", "4")])
    (problem,) = refused.value.extra["cells"]
    assert (problem["table"], problem["id"]) == ("volume", bench.work[0])
    assert problem["reason"].startswith("I.A.1 Pekerjaan 1: ")
    assert values(bench)["p"] == "6.0000"


def test_a_new_name_goes_into_every_formula_as_it_was_typed(bench):
    bench.fill((0, "=luas / 2", "=max(P; p*2) - 1"))
    bench.sync(cells=[cell(bench, "p", "nama", "p", "panjang_bangunan")])
    assert bench.text(0) == ("formula", "11.0000", "=max(panjang_bangunan; panjang_bangunan*2) - 1")
    assert bench.text(1)[2] == "=panjang_bangunan"
    assert bench.parameter("luas").formula == "=panjang_bangunan * l"


def test_two_names_may_be_swapped_without_any_figure_changing(bench):
    bench.sync(cells=[cell(bench, "p", "nama", "p", "l"), cell(bench, "l", "nama", "l", "p")])
    assert values(bench) == {"l": "6.0000", "p": "4.0000", "luas": "24.0000"}
    assert bench.text(1) == ("formula", "6.0000", "=l")
    change_undo(access=bench.access, request_key=uuid4(), request_hash=b"")
    assert values(bench)["p"] == "6.0000"


def test_a_name_that_is_taken_is_refused(bench):
    with pytest.raises(CellRefusals) as refused:
        bench.sync(cells=[cell(bench, "p", "nama", "p", "l")])
    assert refused.value.extra["cells"][0]["id"] == bench.parameter("p").pk


def test_a_rename_that_makes_a_formula_too_long_is_refused(bench):
    bench.fill((0, "=luas / 2", "=" + "+".join(["p"] * 100)))
    with pytest.raises(CellRefusals) as refused:
        bench.sync(cells=[cell(bench, "p", "nama", "p", "panjang_sekali")])
    assert "500" in refused.value.extra["cells"][0]["reason"]


def test_merge_keeps_what_it_does_not_name(bench):
    bench.sync(definitions=[ParameterDraft("l", "5"), ParameterDraft("t", "3", "Tinggi", "m")])
    assert values(bench) == {"p": "6.0000", "l": "5.0000", "luas": "30.0000", "t": "3.0000"}
    assert [row.nama for row in parameter_rows(bench.project.pk)] == ["p", "l", "luas", "t"]


def test_replace_is_the_whole_list_in_its_order_for_who_has_seen_it(bench):
    drafts = [
        ParameterDraft("luas", "=p*l"),
        ParameterDraft("l", "4"),
        ParameterDraft("p", "6"),
        ParameterDraft("z", "1"),
    ]
    tag = parameters_tag(parameters_stored(bench.project.pk))
    bench.define(t="3")
    with pytest.raises(Conflict) as conflict:
        bench.sync(definitions=drafts, mode="replace", seen=tag)
    assert conflict.value.code == "parameters_changed"
    bench.sync(definitions=drafts, mode="replace", seen=parameters_tag(parameters_stored(bench.project.pk)))
    assert [row.nama for row in parameter_rows(bench.project.pk)] == ["luas", "l", "p", "z"]


def test_replace_refuses_to_drop_a_name_that_volumes_use(bench):
    tag = parameters_tag(parameters_stored(bench.project.pk))
    with pytest.raises(Refused) as refused:
        bench.sync(definitions=[ParameterDraft("l", "4")], mode="replace", seen=tag)
    assert {one["nama"] for one in refused.value.extra["cells"]} == {"p", "luas"}


def test_a_cell_that_somebody_changed_conflicts(bench):
    bench.sync(cells=[cell(bench, "p", "formula", "6", "7")])
    with pytest.raises(CellConflicts) as conflict:
        bench.sync(cells=[cell(bench, "p", "formula", "6.0", "8")])
    assert conflict.value.extra["cells"][0]["now"] == "7.0000"


def test_a_parameter_counts_the_volumes_behind_it_through_others(bench):
    uses = {row.nama: (row.dipakai, row.dipakai_parameter) for row in parameter_rows(bench.project.pk)}
    assert uses == {"p": (2, 1), "l": (1, 1), "luas": (1, 0)}


def test_sheets_do_not_follow_parameters(bench):
    bench.measure(2, {"p": "5"})
    receipt = bench.sync(cells=[cell(bench, "p", "formula", "6", "8")])
    assert bench.work[2] not in receipt.answer["changed"]["volume"]
    assert bench.text(2)[1] == "5.0000"


@pytest.mark.parametrize("count", [1, 60])
def test_a_parameter_of_many_volumes_costs_the_same_statements(queries, count):
    user = a_user()
    bench = Bench(user, a_project(user, pekerjaan=count))
    bench.define(p="2")
    bench.fill(*((place, "10", f"=p*{place + 1}") for place in range(count)))
    access, command = bench.access, ParametersCommand(cells=[cell(bench, "p", "formula", "2", "3")])
    with queries() as statements:
        parameters_sync(access=access, command=command, request_key=uuid4(), request_hash=b"")
    # lock, seat, parameters, volumes, both updates, marks, change
    assert statements_of_the_write(statements) == 8, str(statements)


def test_definitions_stored_in_a_shorter_form_are_read_alike_and_left_alone(bench):
    Parameter.objects.filter(nama="luas").update(formula="p*l")
    Parameter.objects.filter(nama="l").update(formula="4")
    receipt = bench.sync(cells=[cell(bench, "p", "nama", "p", "panjang"), cell(bench, "l", "satuan", "", "m")])
    assert bench.parameter("luas").formula == "=panjang*l"
    assert bench.parameter("l").nilai == 4
    assert len(receipt.answer["changed"]["parameter"]) == 3
