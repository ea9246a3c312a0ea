"""One project with three pekerjaan, its owner and the owner's access."""

import pytest

from support.projects import a_project, a_user, an_access


@pytest.fixture
def user(db):
    return a_user("Estimator A")


@pytest.fixture
def project(user):
    return a_project(user, pekerjaan=3)


@pytest.fixture
def access(user, project):
    return an_access(user, project)
