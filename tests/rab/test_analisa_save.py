"""One command on an analysis: cells, rows in and out, order, and everything it refuses."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest

from harsat.kernel.errors import CellConflicts, CellRefusals, Forbidden, NotFound, Refused
from harsat.ledger.undo import change_undo
from harsat.projects.models import Project
from harsat.rab.models import HargaItem, Komponen, Pekerjaan
from harsat.rab.selectors.estimate import estimate_current
from harsat.rab.services.analisa import analisa_pekerjaan_update, analisa_save
from harsat.rab.services.analisa_command import AnalisaCommand, KomponenAdd, KomponenDelete, KomponenMove
from harsat.rab.services.cells import CellChange
from support.analisa import Analyses, a_cell, a_delete, an_item
from support.projects import a_member, an_access

pytestmark = pytest.mark.django_db


def test_a_koefisien_changes_the_price_of_its_pekerjaan_only():
    site = Analyses()
    row = site.rows()[0]
    receipt = site.save(cells=[a_cell(row, "koefisien", "0.500000", "0.75")])
    assert receipt.answer["changed"]["koefisien"] == [row.pk]
    estimate = estimate_current(site.project.pk)
    assert estimate.harga_satuan[site.works[0].pk].biaya_langsung == Decimal(175_000)
    assert estimate.harga_satuan[site.works[1].pk].biaya_langsung == Decimal(150_000)


def test_notes_and_koefisien_travel_in_one_revision():
    site = Analyses()
    row = site.rows()[0]
    before = site.access.revision
    site.save(cells=[a_cell(row, "koefisien", "0.500000", "1"), a_cell(row, "catatan", "", "dua  regu")])
    assert site.access.revision == before + 1
    assert site.rows()[0].catatan == "dua regu"


def test_an_analysis_touches_no_other_part_of_the_project():
    site = Analyses()
    before = site.access.marks
    site.save(cells=[a_cell(site.rows()[0], "koefisien", "0.500000", "1")])
    after = site.access.marks
    assert {part for part in after if after[part] != before[part]} == {"analisa"}


def test_a_koefisien_of_zero_is_kept_and_warned_of():
    site = Analyses()
    receipt = site.save(cells=[a_cell(site.rows()[0], "koefisien", "0.500000", "0")])
    assert site.rows()[0].koefisien == 0
    assert receipt.answer["warnings"] == ["1 koefisien bernilai 0; baris itu tidak menambah harga."]


@pytest.mark.parametrize("text", [None, "", "-1", "1234567890", "setengah", "1,5"])
def test_a_koefisien_without_a_reading_is_refused_with_its_place(text):
    site = Analyses()
    row = site.rows()[1]
    with pytest.raises(CellRefusals) as refused:
        site.save(cells=[a_cell(row, "koefisien", "2.000000", text)])
    (cell,) = refused.value.extra["cells"]
    assert (cell["id"], cell["col"]) == (row.pk, "koefisien")
    assert cell["reason"]
    assert site.rows()[1].koefisien == 2


def test_bad_cells_and_bad_rows_are_refused_together_and_nothing_is_saved():
    site = Analyses()
    row = site.rows()[0]
    with pytest.raises(CellRefusals) as refused:
        site.save(
            cells=[a_cell(row, "koefisien", "0.500000", "x"), a_cell(row, "kategori", "TK", "ALT")],
            adds=[an_item("TK", "", "OH", koefisien="-1"), an_item("UPAH", "Mandor", "OH", temp="lain")],
        )
    places = {(cell["row"], cell["col"], cell.get("temp")) for cell in refused.value.extra["cells"]}
    assert places == {
        (1, "koefisien", None),
        (2, "kategori", None),
        (1, "koefisien", "baru"),
        (1, "uraian", "baru"),
        (2, "kategori", "lain"),
    }
    assert site.kodes() == ["L.01", "M.0001"]


def test_a_cell_that_somebody_else_changed_is_a_conflict():
    site = Analyses()
    row = site.rows()[0]
    site.save(cells=[a_cell(row, "koefisien", "0.500000", "0.6")])
    with pytest.raises(CellConflicts) as conflict:
        site.save(cells=[a_cell(row, "koefisien", "0.500000", "0.7")])
    assert conflict.value.extra["cells"][0]["now"] == "0.600000"


def test_a_row_of_another_pekerjaan_is_not_reached_through_this_one():
    site = Analyses()
    with pytest.raises(CellConflicts):
        site.save(0, cells=[a_cell(site.rows(1)[0], "koefisien", "0.500000", "9")])
    assert site.rows(1)[0].koefisien == Decimal("0.5")


def test_a_reference_is_read_only_and_says_what_to_do():
    site = Analyses()
    Pekerjaan.objects.filter(pk=site.works[0].pk).update(source="ref")
    with pytest.raises(Refused) as refused:
        site.save(cells=[a_cell(site.rows()[0], "koefisien", "0.500000", "1")])
    assert refused.value.code == "analysis_read_only"
    assert "Ubah menjadi modifikasi" in refused.value.message


def test_a_pekerjaan_with_a_direct_price_takes_no_rows():
    site = Analyses()
    Pekerjaan.objects.filter(pk=site.works[0].pk).update(langsung=True)
    with pytest.raises(Refused) as refused:
        site.save(adds=[an_item("TK", "Mandor", "OH")])
    assert refused.value.code == "analysis_direct"


def test_a_pekerjaan_of_another_project_is_not_found():
    mine, other = Analyses(), Analyses()
    with pytest.raises(NotFound):
        analisa_save(
            access=mine.access,
            pekerjaan_id=other.works[0].pk,
            command=AnalisaCommand(adds=(an_item("TK", "Mandor", "OH"),)),
            request_key=uuid4(),
            request_hash=b"",
        )


def test_a_reader_may_not_save():
    site = Analyses()
    reader = a_member(site.project, "peninjau")
    with pytest.raises(Forbidden):
        analisa_save(
            access=an_access(reader, site.project),
            pekerjaan_id=site.works[0].pk,
            command=AnalisaCommand(deletes=(a_delete(site.rows()[0]),)),
            request_key=uuid4(),
            request_hash=b"",
        )


def test_new_rows_stand_where_they_were_put():
    site = Analyses()
    first = site.rows()[0]
    receipt = site.save(
        adds=[
            an_item("TK", "Mandor", "OH", "L.04", temp="a", after=first.pk),
            an_item("TK", "Kepala tukang", "OH", "L.03", temp="b", after="a"),
            an_item("TK", "Tukang", "OH", "L.02", temp="c", after=None),
            an_item("ALT", "Molen", "hari", "E.29", temp="d"),
        ]
    )
    assert site.kodes() == ["L.02", "L.01", "L.04", "L.03", "M.0001", "E.29"]
    assert set(receipt.answer["ids"]) == {"a", "b", "c", "d"}
    assert len(receipt.answer["items"]) == 4


def test_rows_without_room_between_them_are_numbered_anew():
    site = Analyses()
    first, second = site.rows()
    Komponen.objects.filter(pk=second.pk).update(order=first.order + 1)
    site.save(adds=[an_item("TK", "Mandor", "OH", "L.04", after=first.pk)])
    assert site.kodes() == ["L.01", "L.04", "M.0001"]
    assert len({row.order for row in site.rows()}) == 3


def test_a_move_says_where_the_row_stood():
    site = Analyses()
    site.save(adds=[an_item("TK", "Mandor", "OH", "L.04", after=site.rows()[0].pk)])
    worker, foreman, _material = site.rows()
    site.save(moves=[KomponenMove(foreman.pk, None, seen=worker.pk)])
    assert site.kodes() == ["L.04", "L.01", "M.0001"]
    with pytest.raises(CellConflicts) as conflict:
        site.save(moves=[KomponenMove(foreman.pk, worker.pk, seen=worker.pk)])
    cell = conflict.value.extra["cells"][0]
    assert (cell["col"], cell["now"]) == ("order", None)


def test_a_deletion_names_the_koefisien_it_saw():
    site = Analyses()
    row = site.rows()[0]
    site.save(cells=[a_cell(row, "koefisien", "0.500000", "0.6")])
    with pytest.raises(CellConflicts) as conflict:
        site.save(deletes=[KomponenDelete(row.pk, "0.5")])
    assert conflict.value.extra["cells"][0]["now"] == "0.600000"
    site.save(deletes=[KomponenDelete(row.pk, "0.6")])
    assert site.kodes() == ["M.0001"]


def test_a_row_that_is_gone_is_told_whatever_was_asked_of_it():
    site = Analyses()
    first, second = site.rows()
    site.save(deletes=[a_delete(first)])
    for command in (
        {"cells": [a_cell(first, "koefisien", "0.5", "1")]},
        {"deletes": [a_delete(first)]},
        {"moves": [KomponenMove(first.pk, second.pk, seen=None)]},
        {"adds": [an_item("TK", "Mandor", "OH", after=first.pk)]},
    ):
        with pytest.raises(CellConflicts) as conflict:
            site.save(**command)
        assert conflict.value.extra["cells"][0]["reason"] == "dihapus"


def test_a_missing_row_is_never_a_deletion():
    site = Analyses()
    site.save(cells=[a_cell(site.rows()[0], "koefisien", "0.5", "1")])
    assert site.kodes() == ["L.01", "M.0001"]


def test_the_item_of_a_deleted_row_stays_as_memory_of_its_price():
    site = Analyses()
    site.save(deletes=[a_delete(site.rows()[1])])
    assert HargaItem.objects.get(project=site.project, kode="M.0001").harga == 50_000


def test_one_undo_takes_a_whole_command_back():
    site = Analyses()
    first, second = site.rows()
    site.save(
        cells=[a_cell(first, "koefisien", "0.5", "0.8")],
        adds=[an_item("ALT", "Molen", "hari")],
        deletes=[a_delete(second)],
    )
    change_undo(access=site.access, request_key=uuid4(), request_hash=b"")
    assert site.kodes() == ["L.01", "M.0001"]
    assert site.rows()[0].koefisien == Decimal("0.5")
    assert not HargaItem.objects.filter(project=site.project, kategori="ALT").exists()


def test_the_same_command_sent_twice_is_done_once():
    site = Analyses()
    key = uuid4()
    first = site.save(key=key, adds=[an_item("TK", "Mandor", "OH")])
    again = site.save(key=key, adds=[an_item("TK", "Mandor", "OH")])
    assert again.answer["ids"] == first.answer["ids"]
    assert len(site.rows()) == 3


def test_a_command_that_changes_nothing_leaves_no_revision():
    site = Analyses()
    before = site.access.revision
    site.save(cells=[a_cell(site.rows()[0], "koefisien", "0.5", "0.500000")])
    assert site.access.revision == before


def test_cells_cost_eight_statements_however_many(queries):
    site = Analyses()
    adds = [an_item("BHN", f"Bahan tambahan {n}", "kg", f"T.{n}", temp=f"t{n}") for n in range(60)]
    site.save(adds=adds)
    for rows in (site.rows()[:1], site.rows()):
        before = [str(row.koefisien) for row in rows]
        cells = [a_cell(row, "koefisien", seen, "3") for row, seen in zip(rows, before, strict=True)]
        with queries() as statements:
            site.save(cells=cells)
        inside = [sql for sql in statements.seen if "projects_projectsummary" not in sql.lower()]
        last = max(place for place, sql in enumerate(inside) if "ledger_change" in sql and sql.startswith("INSERT"))
        first = next(place for place, sql in enumerate(inside) if "revision = revision + 1" in sql)
        assert last - first + 1 <= 8, "\n".join(inside)


def test_new_rows_cost_the_same_statements_however_many(queries):
    site = Analyses()
    counts = []
    for round_, number in enumerate((1, 60)):
        adds = [an_item("BHN", f"Bahan {round_} {n}", "kg", f"T{round_}.{n}", temp=f"t{n}") for n in range(number)]
        with queries() as statements:
            site.save(adds=adds)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_a_row_is_one_thing_and_exactly_one():
    site = Analyses()
    item = HargaItem.objects.filter(project=site.project).first()
    with pytest.raises(CellRefusals):
        site.save(adds=[KomponenAdd("a", item.kategori, "1")])
    both = KomponenAdd("a", "TK", "1", harga_item_id=item.pk, target_pekerjaan_id=site.works[1].pk)
    with pytest.raises(CellRefusals):
        site.save(adds=[both])


def test_new_rows_need_names_of_their_own():
    site = Analyses()
    with pytest.raises(CellRefusals) as refused:
        site.save(adds=[an_item("TK", "Mandor", "OH", temp="a"), an_item("ALT", "Molen", "hari", temp="a")])
    assert [cell["col"] for cell in refused.value.extra["cells"]] == ["temp"]


# ------------------------------------------------------------------------------------------------ buk of one pekerjaan


def buk(site, before, after):
    return analisa_pekerjaan_update(
        access=site.access,
        cell=CellChange(site.works[0].pk, "buk_persen", before, after),
        request_key=uuid4(),
        request_hash=b"",
    )


def test_buk_of_a_pekerjaan_overrides_the_project_buk_and_empty_clears_it():
    site = Analyses()
    work = site.works[0].pk
    buk(site, None, "20.5")
    assert estimate_current(site.project.pk).harga_satuan[work].buk_persen == Decimal("20.5")
    buk(site, "20.50", None)
    assert estimate_current(site.project.pk).harga_satuan[work].buk_persen == 10


def test_buk_of_zero_percent_is_a_value():
    site = Analyses()
    buk(site, None, "0")
    assert estimate_current(site.project.pk).harga_satuan[site.works[0].pk].harga_satuan == 150_000


@pytest.mark.parametrize("text", ["-5", "150", "100.01", "abc"])
def test_buk_outside_zero_to_hundred_is_refused(text):
    site = Analyses()
    with pytest.raises(CellRefusals):
        buk(site, None, text)


def test_buk_above_fifteen_percent_warns_and_is_not_refused():
    site = Analyses()
    assert buk(site, None, "15").answer["warnings"] == []
    assert buk(site, "15.00", "15.01").answer["warnings"]


def test_buk_of_a_reference_may_be_set_since_it_is_no_part_of_the_analysis():
    site = Analyses()
    Pekerjaan.objects.filter(pk=site.works[0].pk).update(source="ref")
    assert buk(site, None, "12").change_id is not None
    assert Project.objects.get(pk=site.project.pk).mark_struktur == site.access.mark


# ------------------------------------------------------------------------------------------------ prices with koefisien


def test_prices_typed_beside_koefisien_are_saved_in_the_same_revision():
    site = Analyses()
    row = site.rows()[0]
    before = site.access.revision
    price = CellChange(row.harga_item_id, "harga", "100000.00", "120000")
    site.save(cells=[a_cell(row, "koefisien", "0.5", "1")], harga=[price])
    assert site.access.revision == before + 1
    assert estimate_current(site.project.pk).harga_satuan[site.works[0].pk].tenaga_kerja == 120_000


def test_a_bad_price_refuses_the_koefisien_beside_it():
    site = Analyses()
    row = site.rows()[0]
    price = CellChange(row.harga_item_id, "harga", "100000.00", "-1")
    with pytest.raises(CellRefusals) as refused:
        site.save(cells=[a_cell(row, "koefisien", "0.5", "1")], harga=[price])
    assert [cell["col"] for cell in refused.value.extra["cells"]] == ["harga"]
    assert site.rows()[0].koefisien == Decimal("0.5")


def test_the_prices_of_a_reference_are_the_projects_own():
    site = Analyses()
    Pekerjaan.objects.filter(pk=site.works[0].pk).update(source="ref")
    item = site.rows()[0].harga_item_id
    site.save(harga=[CellChange(item, "harga", "100000.00", "90000")])
    assert HargaItem.objects.get(pk=item).harga == 90_000
