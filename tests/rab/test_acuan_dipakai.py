"""Where an analysis is used: in projects the reader may open, in any version, with the volumes that are known."""

from decimal import Decimal
from uuid import uuid4

import pytest

from catalogue.browse.builders import analysis_of, today_edition
from catalogue.builders import analysis
from harsat.catalogue.services import analyses_publish
from harsat.rab.models import SubKlasifikasi, Volume
from harsat.rab.selectors.acuan_dipakai import acuan_dipakai
from harsat.rab.services.struktur import struktur_save
from harsat.rab.services.struktur_command import RowAdd, StrukturCommand
from support.projects import a_project, a_user, an_access, ids, write
from support.queries import statement_count


@pytest.fixture
def edition(db):
    return today_edition()


def put(user, project, *chosen):
    """Each analysis as a pekerjaan; answers with their ids."""
    (sub,) = ids(SubKlasifikasi, project)
    adds = [RowAdd("pekerjaan", f"t{place}", sub, source="ref", analysis_id=one.pk) for place, one in enumerate(chosen)]
    receipt = struktur_save(
        access=an_access(user, project), command=StrukturCommand(adds=adds), request_key=uuid4(), request_hash=b""
    )
    return [receipt.answer["ids"][add.temp] for add in adds]


def measured(user, project, pekerjaan_id, nilai):
    def body(write_):
        write_.insert(Volume, [{"pekerjaan_id": pekerjaan_id, "jenis": "angka", "nilai": nilai}])

    write(an_access(user, project), body)


def test_volumes_are_summed_by_project(edition):
    owner = a_user()
    project = a_project(owner, pekerjaan=1)
    chosen = analysis_of(edition, "1.9")
    first, second = put(owner, project, chosen, chosen)
    assert acuan_dipakai(owner, chosen.pk).rows[0].volume is None
    measured(owner, project, first, "17.2800")
    measured(owner, project, second, "2.7200")
    (use,) = acuan_dipakai(owner, chosen.pk).rows
    assert (use.project_id, use.pekerjaan, use.volume) == (project.pk, 2, Decimal("20.0000"))


def test_the_projects_of_others_are_not_told(edition):
    owner, other = a_user(), a_user()
    chosen = analysis_of(edition, "1.9")
    put(other, a_project(other, pekerjaan=1), chosen)
    assert acuan_dipakai(owner, chosen.pk) == ([], 0, 0)


def test_a_project_that_keeps_an_older_version_is_a_use_of_the_newest(edition):
    owner = a_user()
    project = a_project(owner, pekerjaan=1)
    put(owner, project, analysis_of(edition, "1.9"))
    analyses_publish(edition=edition, drafts=[analysis("1.9", "Galian tanah biasa, manual")])
    (use,) = acuan_dipakai(owner, analysis_of(edition, "1.9").pk).rows
    assert use.version == 1


def test_uses_cost_three_queries_however_many_projects(edition):
    owner = a_user()
    chosen = analysis_of(edition, "1.9")
    for _number in range(3):
        put(owner, a_project(owner, pekerjaan=1), chosen)
    with statement_count(3):
        found = acuan_dipakai(owner, chosen.pk)
    assert found.projects == 3
    assert [use.project_id for use in found.rows] == sorted((use.project_id for use in found.rows), reverse=True)


def test_a_bundel_that_points_at_it_is_counted_apart(edition):
    owner = a_user()
    put(owner, a_project(owner, pekerjaan=1), analysis_of(edition, "2.3.1"))
    found = acuan_dipakai(owner, analysis_of(edition, "2.2.2.6").pk)
    assert (found.rows, found.bundled) == ([], 1)
