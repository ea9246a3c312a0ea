"""The page Volume: who sees it, what it holds, and what it teaches while there is nothing to measure."""

import pytest
from django.urls import reverse

from support.projects import a_client, a_project, a_user

pytestmark = pytest.mark.django_db


def page(user, project):
    return a_client(user).get(reverse("volume", args=[project.pk]))


def test_the_page_brings_the_grid_and_the_parameters():
    user = a_user()
    text = page(user, a_project(user, pekerjaan=1)).content.decode()
    assert "<volume-page" in text
    assert "<parameter-panel" in text


def test_an_empty_project_is_told_where_to_begin():
    user = a_user()
    project = a_project(user)
    text = page(user, project).content.decode()
    assert "<volume-page" not in text
    assert reverse("struktur", args=[project.pk]) in text
    assert "tiga cara mengisi volume" in text


def test_strangers_find_nothing():
    assert page(a_user(), a_project(pekerjaan=1)).status_code == 404


@pytest.mark.parametrize("count", [1, 40])
def test_the_page_costs_the_same_statements_whatever_the_project(queries, count):
    user = a_user()
    project = a_project(user, pekerjaan=count)
    client = a_client(user)
    url = reverse("volume", args=[project.pk])
    client.get(url)
    with queries() as statements:
        client.get(url)
    assert len(statements) <= 5, str(statements)
