"""Writes to the price list: prices, sources and names, judged cell by cell."""

import pytest

from harsat.kernel.errors import CellConflicts, CellRefusals
from harsat.rab.models import HargaItem
from harsat.rab.services.cells import CellChange
from harsat.rab.services.harga import harga_items_update
from support.projects import a_project, a_request_key, a_user, an_access, ids, prices_set

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return a_user()


@pytest.fixture
def project(user):
    return a_project(user, pekerjaan=2)


@pytest.fixture
def access(user, project):
    return an_access(user, project)


@pytest.fixture
def item(project):
    return ids(HargaItem, project)[0]


def update(access, *cells):
    return harga_items_update(
        access=access, cells=[CellChange(*cell) for cell in cells], request_key=a_request_key(), request_hash=b""
    )


def refusal(access, *cells):
    with pytest.raises(CellRefusals) as raised:
        update(access, *cells)
    return raised.value.payload()["cells"]


def test_an_empty_price_is_belum_ada_and_makes_the_project_incomplete(access, item):
    receipt = prices_set(access, {item: None})
    assert HargaItem.objects.get(pk=item).harga is None
    assert receipt.totals["belum_lengkap"] == 2


def test_zero_is_a_price(access, item):
    assert prices_set(access, {item: "0"}).totals["belum_lengkap"] == 0


@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_before_is_a_price_that_was_not_there(access, item, empty):
    prices_set(access, {item: None})
    assert update(access, (item, "harga", empty, "7")).change_id


@pytest.mark.parametrize(("text", "stored"), [("145000", "145000.00"), ("0.005", "0.01"), ("9999999999999.99",) * 2])
def test_a_price_is_stored_at_two_decimals_half_up(access, item, text, stored):
    prices_set(access, {item: text})
    assert str(HargaItem.objects.get(pk=item).harga) == stored


@pytest.mark.parametrize(
    "text", ["12345678901234", "-1", "abc", "1,5", "1e3", "NaN", "Infinity", " 1", "1" * 400, "٣", "+1", ".5", "5."]
)
def test_what_is_no_canonical_price_is_refused(access, item, text):
    (cell,) = refusal(access, (item, "harga", "100000", text))
    assert (cell["id"], cell["col"], cell["row"]) == (item, "harga", 1)
    assert cell["reason"]


@pytest.mark.parametrize("before", ["NaN", "Infinity", "1e999999999", "abc", "1" * 2000, "--1", "100000.001e0"])
def test_a_before_that_is_no_price_is_a_conflict_and_costs_nothing(access, item, before):
    with pytest.raises(CellConflicts):
        update(access, (item, "harga", before, "7"))


def test_text_is_trimmed_and_line_breaks_become_spaces(access, item):
    update(
        access, (item, "uraian", "Pekerja", "  Pekerja\n\t terampil\u00a0 "), (item, "sumber", "", "SK\x00 Gub\x1f.")
    )
    stored = HargaItem.objects.get(pk=item)
    assert (stored.uraian, stored.sumber) == ("Pekerja terampil", "SK Gub .")


def test_a_text_that_is_too_long_is_refused_with_the_length(access, item):
    (cell,) = refusal(access, (item, "sumber", "", "x" * 201))
    assert "200" in cell["reason"]


def test_a_name_must_not_be_empty(access, item):
    assert refusal(access, (item, "uraian", "Pekerja", " "))[0]["col"] == "uraian"


@pytest.mark.parametrize("column", ["kode", "satuan", "kategori", "id", "project_id", "nonsense", ""])
def test_a_column_that_cannot_be_typed_into_is_refused(access, item, column):
    assert refusal(access, (item, column, "L.01", "X"))[0]["reason"] == "Kolom ini tidak dapat diisi."


def test_cells_of_several_columns_are_one_change(access, item):
    receipt = update(access, (item, "harga", "100000", "5"), (item, "sumber", "", "toko"))
    assert receipt.answer["changed"] == {"harga": [item], "sumber": [item]}
    assert receipt.revision == 2


def test_a_command_applies_wholly_or_not_at_all(access, project):
    first, second = ids(HargaItem, project)[:2]
    refusal(access, (first, "harga", "100000", "5"), (second, "harga", "50000", "x"))
    assert HargaItem.objects.get(pk=first).harga == 100000
