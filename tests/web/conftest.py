"""What every test of a page has: a project with its owner signed in."""

import pytest

from support.projects import a_client, a_project, a_user


@pytest.fixture
def owner(db):
    return a_user("Pemilik Uji")


@pytest.fixture
def project(owner):
    return a_project(owner, pekerjaan=2, pagu="5000000.00")


@pytest.fixture
def client(owner):
    return a_client(owner)
