"""The summary of a project: one upsert, whole sen where a bigint holds them, and never an older figure over a newer."""

from decimal import Decimal

import pytest

from harsat.kernel.clock import now
from harsat.projects.models import ProjectSummary
from harsat.projects.summary import summary_save, whole_sen
from harsat.rab.models import HargaItem
from support.projects import a_project, a_user, an_access, ids, prices_set
from support.queries import statement_count

pytestmark = pytest.mark.django_db


def save(project, mark, total):
    summary_save(
        project_id=project.pk, mark=mark, total=Decimal(total), pekerjaan=1, belum_lengkap=0, computed_at=now()
    )


def stored(project):
    summary = ProjectSummary.objects.get(project=project)
    return summary.mark, summary.total_text, summary.total_sen


def test_it_is_one_statement_whether_it_is_there_or_not():
    project = a_project()
    ProjectSummary.objects.all().delete()
    for mark in ("2.00000000", "3.00000000"):
        with statement_count(1):
            save(project, mark, 5)
    assert stored(project) == ("3.00000000", "5", 500)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("2.ffffffff", "3.00000000", "3.00000000"),
        ("9.ffffffff", "10.00000000", "10.00000000"),
        ("10.00000000", "9.ffffffff", "10.00000000"),
        ("99.ffffffff", "100.00000000", "100.00000000"),
        ("100.00000000", "99.ffffffff", "100.00000000"),
    ],
)
def test_an_older_mark_never_overwrites_a_newer(first, second, kept):
    project = a_project()
    save(project, first, 1)
    save(project, second, 2)
    assert stored(project)[0] == kept


def test_the_same_mark_computed_again_is_written_again():
    project = a_project()
    save(project, "2.00000000", 1)
    save(project, "2.00000000", 2)
    assert stored(project) == ("2.00000000", "2", 200)


@pytest.mark.parametrize(
    ("total", "sen"),
    [
        ("0", 0),
        ("1832000", 183_200_000),
        ("12.34", 1234),
        ("92233720368547758", 9_223_372_036_854_775_800),
        ("92233720368547759", None),
        ("1" + "0" * 60, None),
    ],
)
def test_whole_sen_fit_a_bigint_or_are_not_known(total, sen):
    assert whole_sen(Decimal(total)) == sen
    project = a_project()
    save(project, "2.00000000", total)
    assert stored(project) == ("2.00000000", total, sen)


def test_a_total_that_no_column_holds_leaves_the_summary_old():
    project = a_project()
    before = stored(project)
    save(project, "2.00000000", "1" + "0" * 64)
    assert stored(project) == before


def test_the_largest_prices_and_volumes_can_be_saved():
    user = a_user()
    project = a_project(user, pekerjaan=1)
    access = an_access(user, project)
    from harsat.rab.models import Komponen, Volume
    from support.projects import write

    def body(w):
        w.update(Volume, {ids(Volume, project)[0]: {"nilai": "99999999999.9999"}})
        w.update(Komponen, {row: {"koefisien": "999999999.999999"} for row in ids(Komponen, project)})

    write(access, body)
    receipt = prices_set(access, dict.fromkeys(ids(HargaItem, project), "9999999999999.99"))
    assert len(receipt.totals["total"]) > 30
    mark, text, sen = stored(project)
    assert (mark, text, sen) == (receipt.mark, receipt.totals["total"], None)
