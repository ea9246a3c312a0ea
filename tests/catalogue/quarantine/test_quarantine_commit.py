from datetime import date
from decimal import Decimal

import pytest

from catalogue.builders import AS_OF, analysis, line
from catalogue.quarantine.quarantine_builders import a_batch, a_line, decide, holds, lost
from harsat.catalogue.models import Analysis, BatchStatus, Bidang, CatalogueLog, Division, Edition, EditionStatus
from harsat.catalogue.quarantine.commit import batch_commit
from harsat.catalogue.quarantine.diff import CellDiff, Named, batch_diff, drafts_diff
from harsat.catalogue.quarantine.undo import decision_undo
from harsat.catalogue.services import analyses_publish, edition_draft_make, edition_publish, edition_retire
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import Refused

pytestmark = pytest.mark.django_db


def commit(batch, **other):
    return batch_commit(batch_id=batch.pk, **other)


def stored():
    rows = Analysis.objects.order_by("sort_key", "version")
    return list(rows.values_list("kode", "version", "komponen__koefisien"))


def test_sound_analyses_enter_a_new_draft_and_doubtful_ones_wait():
    batch = a_batch([a_line(2, koefisien="13125"), a_line(3, "1.2")], [lost(2)])
    result = commit(batch)
    assert (result.created, result.versioned, result.unchanged, result.held) == (1, 0, 0, 1)
    edition = Edition.objects.get()
    assert (edition.name, edition.status, edition.as_of) == ("AHSP uji", EditionStatus.DRAFT, AS_OF)
    assert stored() == [("1.2", 1, Decimal("0.5"))]
    batch.refresh_from_db()
    assert (batch.status, batch.committed, batch.edition) == (BatchStatus.COMMITTED, 1, edition)


def test_what_is_decided_later_follows_by_another_commit_that_stores_only_it():
    batch = a_batch([a_line(2, koefisien="13125"), a_line(3, "1.2")], [lost(2)])
    commit(batch)
    decide(batch, "terima", 1)
    assert commit(batch)[3:] == (1, 0, 1, 0)
    assert commit(batch)[3:] == (0, 0, 2, 0)
    assert stored() == [("1.1", 1, Decimal("1.3125")), ("1.2", 1, Decimal("0.5"))]


def test_an_undo_after_a_commit_takes_nothing_out_of_the_edition():
    batch = a_batch([a_line(2, koefisien="13125")], [lost(2)])
    decide(batch, "terima", 1)
    commit(batch)
    decision_undo(batch_id=batch.pk, by=None)
    assert commit(batch).held == 1
    assert stored() == [("1.1", 1, Decimal("1.3125"))]


def test_a_commit_may_publish_at_once():
    commit(a_batch([a_line(2)]), publish=True)
    assert Edition.objects.get().status == EditionStatus.PUBLISHED


def test_nothing_sound_leaves_an_empty_draft_that_is_not_published():
    commit(a_batch([a_line(2)], [lost(2)]), publish=True)
    assert Edition.objects.get().status == EditionStatus.DRAFT


def test_a_changed_file_makes_new_versions_in_a_published_edition_and_removes_nothing():
    commit(a_batch([a_line(2), a_line(3, "1.2"), a_line(4, "1.3")]), publish=True)
    again = a_batch([a_line(2), a_line(3, "1.2", koefisien="0.6"), a_line(4, "1.4")])
    diff = batch_diff(again)
    assert (diff.new, diff.unchanged, diff.gone) == (
        [Named("1.4", "Galian tanah 1.4")],
        1,
        [Named("1.3", "Galian tanah 1.3")],
    )
    [changed] = diff.changed
    assert (changed.kode, changed.cells) == ("1.2", (CellDiff("Pekerja", "koefisien", "0.5", "0.6"),))
    assert commit(again)[3:] == (1, 1, 1, 0)
    assert [(kode, version) for kode, version, _value in stored()] == [
        ("1.1", 1),
        ("1.2", 1),
        ("1.2", 2),
        ("1.3", 1),
        ("1.4", 1),
    ]


def test_what_the_file_holds_back_is_not_called_gone():
    commit(a_batch([a_line(2)]))
    diff = batch_diff(a_batch([a_line(2)], [lost(2)]))
    assert (diff.gone, diff.held) == ([], 1)


def test_a_diff_names_every_kind_of_difference():
    air = line("", "Air", "m3", "1", Kategori.BHN)
    before = analysis(komponen=[line(), line("L.04", "Mandor", koefisien="0.1"), air])
    after = before._replace(
        satuan="m2",
        komponen=(
            line(koefisien="0.7"),
            air._replace(satuan="liter"),
            line("", "Pasir", "m3", "0.04", Kategori.BHN),
        ),
    )
    [changed] = drafts_diff({"1.1.1": before}, {"1.1.1": after}).changed
    assert set(changed.cells) == {
        CellDiff("", "satuan", "m3", "m2"),
        CellDiff("Pekerja", "koefisien", "0.5", "0.7"),
        CellDiff("Air", "satuan", "m3", "liter"),
        CellDiff("Pasir", "koefisien", "", "0.04 m3"),
        CellDiff("Mandor", "koefisien", "0.1 OH", ""),
    }


def test_a_changed_order_is_a_difference_too():
    one = analysis(komponen=[line(), line("L.04", "Mandor")])
    [changed] = drafts_diff({"1": one}, {"1": one._replace(komponen=one.komponen[::-1])}).changed
    assert changed.cells == (CellDiff("", "urutan", "", ""),)


def test_a_second_file_that_contradicts_the_first_is_held_and_stops_nothing():
    semen = {"kode_item": "M.15", "item": "Semen", "satuan": "kg"}
    commit(a_batch([a_line(2, kategori=Kategori.BHN, **semen)]))
    second = a_batch([a_line(2, "2.1", kategori=Kategori.ALT, **semen), a_line(3, "2.2")])
    assert holds(second, "2.1") == {"kategori_sumber_daya"}
    result = commit(second)
    assert (result.created, result.held) == (1, 1)


def test_a_nested_analysis_of_the_file_is_stored_as_a_bundel():
    nested = a_line(2, "1.2", "Galian", kategori=Kategori.LAIN, satuan="m3", target_kode="1.1")
    commit(a_batch([nested, a_line(3)]))
    [row] = Analysis.objects.get(kode="1.2").komponen.all()
    assert row.target == Analysis.objects.get(kode="1.1")


def test_an_edition_of_another_bidang_or_a_retired_one_takes_nothing():
    edition = edition_publish(name="AHSP uji", as_of=AS_OF, bidang=Bidang.SDA)
    with pytest.raises(Refused) as refusal:
        commit(a_batch([a_line(2)]))
    assert refusal.value.code == "edition_bidang"
    analyses_publish(edition=edition, drafts=[analysis()])
    edition_retire(edition=edition)
    with pytest.raises(Refused) as refusal:
        commit(a_batch([a_line(2)], bidang=Bidang.SDA))
    assert refusal.value.code == "edition_retired"


def test_chapters_follow_from_the_codes_and_are_titled_where_their_analyses_agree():
    lines = [
        a_line(2, "2.2.1.1", divisi="Beton"),
        a_line(3, "2.2.10.1", divisi="Beton"),
        a_line(4, "2.3.1.1", divisi="Baja"),
        a_line(5, "2.2.9.1", divisi="Beton"),
        a_line(6, "7"),
    ]
    commit(a_batch(lines))
    rows = Division.objects.order_by("sort_key").values_list("kode", "uraian", "parent__kode")
    assert list(rows) == [
        ("2", "", None),
        ("2.2", "Beton", "2"),
        ("2.2.1", "", "2.2"),
        ("2.2.9", "", "2.2"),
        ("2.2.10", "", "2.2"),
        ("2.3", "Baja", "2"),
        ("2.3.1", "", "2.3"),
    ]
    assert Analysis.objects.get(kode="2.2.10.1").division.kode == "2.2.10"
    assert Analysis.objects.get(kode="7").division is None


def test_a_commit_is_logged():
    batch = a_batch([a_line(2)])
    commit(batch)
    assert CatalogueLog.objects.get(verb="simpan").details["created"] == 1
    assert CatalogueLog.objects.filter(verb="buat", noun="edisi").exists()


def test_an_import_may_go_into_a_draft_that_is_there():
    edition_draft_make(name="AHSP uji", as_of=date(2024, 1, 1))
    commit(a_batch([a_line(2)]))
    assert Edition.objects.get().as_of == date(2024, 1, 1)
