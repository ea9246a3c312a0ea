"""A version freezes state and totals under a name; what happens afterwards does not reach it."""

import pytest

from harsat.accounts.models import Role
from harsat.engine.version import ENGINE_VERSION
from harsat.kernel.errors import Forbidden, Refused
from harsat.ledger.replay import state_at, state_unpack
from harsat.ledger.version import version_create, version_totals
from harsat.rab.models import HargaItem
from support.projects import a_member, an_access, ids, prices_set


def test_a_version_keeps_its_figures(project, access):
    version = version_create(access=access, name=" Rev 1\n")
    prices_set(access, {ids(HargaItem, project)[0]: "1"})
    version.refresh_from_db()
    assert (version.name, version.revision, version.engine_version) == ("Rev 1", 1, ENGINE_VERSION)
    assert version_totals(version)["total"] == "5495000"
    assert state_unpack(version.state) == state_at(project.pk, 1)


@pytest.mark.parametrize(
    ("name", "code"), [("", "version_name_empty"), (" \x00 ", "version_name_empty"), ("x" * 121, "version_name_long")]
)
def test_a_version_needs_a_name_that_fits(access, name, code):
    with pytest.raises(Refused) as raised:
        version_create(access=access, name=name)
    assert raised.value.code == code


def test_a_name_is_taken_once(access):
    version_create(access=access, name="Rev 1")
    with pytest.raises(Refused) as raised:
        version_create(access=access, name="Rev 1")
    assert raised.value.code == "version_name_taken"


def test_who_only_reads_freezes_nothing(project):
    with pytest.raises(Forbidden):
        version_create(access=an_access(a_member(project, Role.PENINJAU), project), name="Rev 1")
