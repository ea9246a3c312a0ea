"""A pekerjaan taking another source: what stays, what goes, what is said before."""

import pytest

from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import CellConflicts, CellRefusals, NotFound, Refused
from harsat.ledger.replay import state_dump
from harsat.ledger.undo import change_undo
from harsat.rab import models as rab
from harsat.rab.selectors.estimate import estimate_current
from harsat.rab.selectors.source import source_preview
from rab.struktur_builders import a_catalogue, ahsp, an_outline, cell, line, save, turn
from support.projects import a_project, a_request_key, a_user, an_access, write

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
def found():
    return a_catalogue(
        galian=("1.1", "m3", [line("L.01"), line("M.01", Kategori.BHN, "kg", "2")]),
        urukan=("1.2", "M3", [line("L.01", koefisien="0.3")]),
        plester=("1.3", "m2", [line("L.02")]),
    )


@pytest.fixture
def row(access, found):
    """A pekerjaan taken from the catalogue, with volume 12 and one measured line."""
    ids = an_outline(access, Tanah={"Galian": ["sendiri"]})
    row_id = save(access, adds=[ahsp(found["galian"], ids["Galian"])]).answer["ids"]["p"]

    def measure(write):
        write.insert(rab.Volume, [{"pekerjaan_id": row_id, "jenis": "lembar", "nilai": "12.0000"}])
        write.insert(rab.BarisVolume, [{"pekerjaan_id": row_id, "order": 1, "p": "12.0000"}])

    write(access, measure)
    return rab.Pekerjaan.objects.get(pk=row_id)


def own(project):
    return rab.Pekerjaan.objects.get(project=project, uraian="sendiri")


def komponen(row):
    rows = rab.Komponen.objects.filter(pekerjaan=row).order_by("order")
    return [(one.harga_item.kode, str(one.koefisien)) for one in rows]


def koefisien_set(access, row, value):
    one = rab.Komponen.objects.filter(pekerjaan=row).order_by("order").first()
    write(access, lambda write: write.update(rab.Komponen, {one.pk: {"koefisien": value}}))


def test_an_ahsp_becomes_a_modification_and_keeps_link_lines_and_volume(access, row, found):
    before = list(rab.Komponen.objects.filter(pekerjaan=row).values_list("pk", flat=True))
    save(access, sources=[turn(row, "ref_modified")])
    row.refresh_from_db()
    assert (row.source, row.analysis_id, row.kode) == ("ref_modified", found["galian"], "mod.1-1.1")
    assert list(rab.Komponen.objects.filter(pekerjaan=row).values_list("pk", flat=True)) == before
    assert rab.Volume.objects.get(pekerjaan=row).nilai == 12


def test_a_modification_goes_back_to_its_reference(access, row):
    save(access, sources=[turn(row, "ref_modified")])
    koefisien_set(access, row, "9.000000")
    save(
        access,
        cells=[cell("pekerjaan", row.pk, "uraian", row.uraian, "Galian sulit")],
    )
    save(access, sources=[turn(row, "ref", before="ref_modified")])
    row.refresh_from_db()
    assert (row.source, row.kode, row.uraian) == ("ref", "1.1", "Pekerjaan galian")
    assert komponen(row) == [("L.01", "0.500000"), ("M.01", "2.000000")]


def test_a_modification_resets_its_lines_and_stays_a_modification(access, row):
    save(access, sources=[turn(row, "ref_modified")])
    koefisien_set(access, row, "9.000000")
    save(access, sources=[turn(row, "ref_modified", before="ref_modified")])
    row.refresh_from_db()
    assert (row.source, row.kode, komponen(row)[0]) == ("ref_modified", "mod.1-1.1", ("L.01", "0.500000"))


def test_another_analysis_of_the_same_unit_keeps_the_volume(access, row, found):
    save(access, sources=[turn(row, "ref", found["urukan"])])
    row.refresh_from_db()
    assert (row.kode, row.satuan, komponen(row)) == ("1.2", "M3", [("L.01", "0.300000")])
    assert rab.Volume.objects.filter(pekerjaan=row).exists()


def test_an_analysis_of_another_unit_takes_the_volume_with_it_and_one_undo_brings_all_back(access, row, found, project):
    before = state_dump(project.pk)
    save(access, sources=[turn(row, "ref", found["plester"])])
    assert not rab.Volume.objects.filter(pekerjaan=row).exists()
    assert not rab.BarisVolume.objects.filter(pekerjaan=row).exists()
    change_undo(access=access, request_key=a_request_key(), request_hash=b"")
    assert state_dump(project.pk) == before


def test_an_ahsp_becomes_the_projects_own_and_keeps_its_lines(access, row):
    save(access, sources=[turn(row, "custom")])
    row.refresh_from_db()
    assert (row.source, row.analysis_id, row.kode, row.satuan) == ("custom", None, "CUST-0002", "m3")
    assert len(komponen(row)) == 2


def test_an_own_pekerjaan_with_a_direct_price_becomes_an_ahsp(access, row, project, found):
    mine = own(project)
    save(
        access,
        cells=[
            cell("pekerjaan", mine.pk, "langsung", "false", "true"),
            cell("pekerjaan", mine.pk, "harga_langsung", None, "1000"),
        ],
    )
    preview = source_preview(
        project.pk, estimate_current(project.pk), mine.pk, source="ref", analysis_id=found["plester"]
    )
    assert preview.lost == ["Uraian “sendiri”.", "Harga langsung 1.000,00."]
    save(access, sources=[turn(mine, "ref", found["plester"])])
    mine.refresh_from_db()
    assert (mine.langsung, mine.harga_langsung, mine.kode) == (False, None, "1.3")


def test_an_own_pekerjaan_needs_an_analysis_to_become_an_ahsp(access, row, project):
    with pytest.raises(CellRefusals) as refused:
        save(access, sources=[turn(own(project), "ref")])
    assert refused.value.extra["cells"][0]["reason"] == "Pilih dulu analisa AHSP dari katalog."


def test_a_source_that_somebody_else_changed_is_a_conflict(access, row):
    with pytest.raises(CellConflicts) as conflict:
        save(access, sources=[turn(row, "ref_modified", before="custom")])
    assert conflict.value.extra["cells"][0]["now"] == "ref"


def test_the_reference_of_a_retired_edition_can_still_be_gone_back_to(access, row):
    from harsat.catalogue.models import EditionStatus

    save(access, sources=[turn(row, "ref_modified")])
    edition = row.analysis.edition
    edition.status = EditionStatus.RETIRED
    edition.save()
    save(access, sources=[turn(row, "ref", before="ref_modified")])
    row.refresh_from_db()
    assert row.source == "ref"


def test_the_preview_lists_lines_volume_and_hosts(access, row, project, found):
    mine = own(project)
    write(
        access,
        lambda write: (
            write.insert(
                rab.Komponen,
                [{"pekerjaan_id": mine.pk, "kategori": "LAIN", "koefisien": "1", "target_pekerjaan_id": row.pk}],
            )
            and None
        ),
    )
    estimate = estimate_current(project.pk)
    preview = source_preview(project.pk, estimate, row.pk, source="ref", analysis_id=found["plester"])
    assert [(diff.kode, diff.before is None, diff.after is None) for diff in preview.komponen] == [
        ("L.01", False, True),
        ("M.01", False, True),
        ("L.02", True, False),
    ]
    assert preview.volume_goes
    assert preview.lost[-2:] == ["Volume 12 m3, sebab satuannya menjadi m2.", "1 baris lembar ukur."]
    assert preview.hosts == ["CUST-0001 sendiri"]


def test_the_preview_of_a_modification_loses_nothing(access, row, project):
    estimate = estimate_current(project.pk)
    preview = source_preview(project.pk, estimate, row.pk, source="ref_modified", analysis_id=None)
    assert (preview.lost, preview.komponen, preview.volume_goes) == ([], [], False)


def test_the_preview_knows_only_pekerjaan_of_the_project_and_real_sources(row, project, user):
    estimate = estimate_current(project.pk)
    with pytest.raises(NotFound):
        source_preview(a_project(user).pk, estimate, row.pk, source="ref", analysis_id=None)
    with pytest.raises(Refused):
        source_preview(project.pk, estimate, row.pk, source="lain", analysis_id=None)
