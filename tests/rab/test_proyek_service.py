"""Writes to identity and pricing: fields as cells, and what a project is born with."""

from datetime import datetime
from uuid import uuid4

import pytest

from harsat.accounts.models import Organisation
from harsat.kernel.clock import JAKARTA
from harsat.kernel.errors import CellConflicts, CellRefusals
from harsat.ledger.undo import change_undo
from harsat.projects.models import Project
from harsat.rab.models import PricingPolicy
from harsat.rab.selectors.estimate import estimate_current
from harsat.rab.services.cells import CellChange
from harsat.rab.services.proyek import ProjectDraft, pricing_update, project_create, project_update
from support.projects import a_project, a_request_key, a_user, an_access

pytestmark = pytest.mark.django_db

NEW_YEARS_EVE = datetime(2026, 12, 31, 23, 30, tzinfo=JAKARTA)


@pytest.fixture
def user():
    return a_user()


@pytest.fixture
def project(user):
    return a_project(user, pekerjaan=1)


@pytest.fixture
def access(user, project):
    return an_access(user, project)


def identity(access, *cells):
    return project_update(
        access=access,
        cells=[CellChange(access.project_id, *cell) for cell in cells],
        request_key=a_request_key(),
        request_hash=b"",
    )


def pricing(access, *cells):
    return pricing_update(
        access=access,
        cells=[CellChange(access.project_id, *cell) for cell in cells],
        request_key=a_request_key(),
        request_hash=b"",
    )


def refused(act, access, *cells):
    with pytest.raises(CellRefusals) as raised:
        act(access, *cells)
    return [cell["col"] for cell in raised.value.payload()["cells"]]


def born(user, nama="Gedung A", **values):
    organisation = Organisation.objects.get(memberships__user=user, personal=True)
    return project_create(
        user=user,
        organisation=organisation,
        draft=ProjectDraft(nama, values),
        request_key=uuid4(),
        as_of=NEW_YEARS_EVE,
    )


def test_a_project_is_born_with_buk_10_pembulatan_1000_and_the_day_in_jakarta(user):
    project = born(user)
    policy = PricingPolicy.objects.get(project=project)
    assert (policy.buk_persen, policy.pembulatan_satuan, policy.pembulatan_cara) == (10, 1000, "setengah_naik")
    assert str(Project.objects.get(pk=project.pk).tanggal_dokumen) == "2026-12-31"
    assert estimate_current(project.pk).rekap.ppn_persen == 12


def test_a_project_is_born_with_what_the_form_says(user):
    project = born(user, lokasi="Bantul", pagu="500000000", tanggal_mulai="2027-01-04", tanggal_dokumen="2021-12-01")
    stored = Project.objects.get(pk=project.pk)
    assert (stored.lokasi, str(stored.pagu), str(stored.tanggal_mulai)) == ("Bantul", "500000000.00", "2027-01-04")
    assert estimate_current(project.pk).rekap.ppn_persen == 10


def test_every_bad_field_of_a_new_project_is_named(user):
    with pytest.raises(CellRefusals) as raised:
        born(user, "ab", pagu="x", tanggal_mulai="2027-13-01", lokasi="x" * 256)
    assert [cell["col"] for cell in raised.value.payload()["cells"]] == ["nama", "pagu", "tanggal_mulai", "lokasi"]
    assert not Project.objects.exists()


def test_a_new_project_must_not_end_before_it_starts(user):
    with pytest.raises(CellRefusals) as raised:
        born(user, tanggal_mulai="2027-01-04", tanggal_selesai="2027-01-03")
    assert raised.value.payload()["cells"][0]["col"] == "tanggal_selesai"


def test_identity_is_set_and_undone(project, access):
    receipt = identity(access, ("nama", "Gedung Uji", "Gedung B"), ("tanggal_mulai", None, "2026-07-01"))
    assert receipt.answer["changed"] == {"nama": [project.pk], "tanggal_mulai": [project.pk]}
    project.refresh_from_db()
    assert (project.nama, str(project.tanggal_mulai)) == ("Gedung B", "2026-07-01")
    change_undo(access=access, request_key=a_request_key(), request_hash=b"")
    project.refresh_from_db()
    assert (project.nama, project.tanggal_mulai) == ("Gedung Uji", None)


def test_a_date_that_another_has_set_is_a_conflict(access):
    identity(access, ("tanggal_mulai", None, "2026-07-01"))
    with pytest.raises(CellConflicts) as raised:
        identity(access, ("tanggal_mulai", "2026-06-01", "2026-08-01"))
    assert raised.value.payload()["cells"][0]["now"] == "2026-07-01"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("nama", "ab"),
        ("nama", "x" * 201),
        ("tanggal_dokumen", ""),
        ("tanggal_dokumen", "2026-02-30"),
        ("tanggal_mulai", "31-01-2026"),
        ("pagu", "-1"),
        ("is_active", "maybe"),
        ("revision", "9"),
        ("mark", "9.00000000"),
        ("organisation_id", "1"),
    ],
)
def test_a_field_that_cannot_be_so_is_refused(access, column, text):
    assert refused(identity, access, (column, None, text)) == [column]


def test_a_project_must_not_end_before_it_starts(project, access):
    identity(access, ("tanggal_mulai", None, "2026-07-01"))
    assert refused(identity, access, ("tanggal_selesai", None, "2026-06-30")) == ["tanggal_selesai"]
    project.refresh_from_db()
    assert project.tanggal_selesai is None


def test_a_project_can_be_put_away_and_taken_out_again(project, access):
    identity(access, ("is_active", "true", "false"))
    project.refresh_from_db()
    assert project.is_active is False
    identity(access, ("is_active", "false", "true"))
    project.refresh_from_db()
    assert project.is_active is True


def test_pricing_is_set_and_the_totals_follow(access):
    receipt = pricing(access, ("buk_persen", "10", "12.5"), ("pembulatan_satuan", "1000", "100"))
    assert receipt.totals == {
        "subtotal": "1687500",
        "total": "1873100",
        "belum_lengkap": 0,
        "melebihi_pagu": False,
    }


def test_a_rounding_unit_that_was_seen_is_no_conflict_and_another_is(access):
    pricing(access, ("pembulatan_satuan", "1000", "100"))
    with pytest.raises(CellConflicts) as raised:
        pricing(access, ("pembulatan_satuan", "1000", "10"))
    assert raised.value.payload()["cells"][0]["now"] == 100


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("buk_persen", ""),
        ("buk_persen", "1000"),
        ("rounding", "ribuan"),
        ("bulatkan_baris", "ya"),
        ("pembulatan_satuan", "500"),
        ("pembulatan_cara", "acak"),
        ("ppn_pembilang", "0"),
        ("ppn_penyebut", "1000"),
    ],
)
def test_a_policy_that_cannot_be_so_is_refused(access, column, text):
    assert refused(pricing, access, (column, None, text)) == [column]


@pytest.mark.parametrize("text", ["100.01", "999.99"])
def test_a_percentage_above_100_is_refused_by_name(access, text):
    assert refused(pricing, access, ("buk_persen", "10", text)) == ["buk_persen"]


def test_a_ppn_of_ones_own_needs_a_reason(access):
    assert refused(pricing, access, ("ppn_persen", None, "0")) == ["ppn_alasan"]
    receipt = pricing(access, ("ppn_persen", None, "0"), ("ppn_alasan", "", "Hibah luar negeri"))
    assert receipt.totals["total"] == "1650000"


def test_pricing_of_another_project_is_not_reached(user, project, access):
    other = a_project(user)
    with pytest.raises(CellConflicts):
        pricing_update(
            access=access,
            cells=[CellChange(other.pk, "buk_persen", "10", "50")],
            request_key=a_request_key(),
            request_hash=b"",
        )
    assert PricingPolicy.objects.get(project=other).buk_persen == 10
