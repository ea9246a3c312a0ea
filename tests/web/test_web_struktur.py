"""The page List Pekerjaan."""

import pytest
from django.urls import reverse

from harsat.accounts.models import Role
from rab.struktur_builders import a_catalogue, line
from support.projects import a_client, a_member, a_project, a_user

pytestmark = pytest.mark.django_db


def page(client, project):
    return client.get(reverse("struktur", args=[project.pk]))


def test_the_page_offers_every_way_to_fill_an_outline():
    user = a_user()
    html = page(a_client(user), a_project(user)).content.decode()
    for act in ("klasifikasi", "sub_klasifikasi", "pekerjaan", "catalogue", "paste"):
        assert f'data-act="{act}"' in html
    assert "Mulai dari daftar pekerjaan" in html
    assert "style=" not in html


def test_published_editions_can_be_chosen_in_the_catalogue():
    a_catalogue(galian=("1.1", "m3", [line("L.01")]))
    user = a_user()
    assert "AHSP uji" in page(a_client(user), a_project(user)).content.decode()


def test_who_may_only_read_gets_no_button_that_writes():
    project = a_project(pekerjaan=1)
    html = page(a_client(a_member(project, Role.PENINJAU)), project).content.decode()
    assert "data-act=" not in html.replace('data-act="undo"', "").replace('data-act="redo"', "")


def test_strangers_find_no_page_and_the_signed_out_are_led_to_the_door():
    project = a_project()
    assert page(a_client(a_user()), project).status_code == 404
    assert page(a_client(), project).status_code == 302


def test_the_page_costs_the_same_for_a_large_project(queries):
    user = a_user()

    def cost(count):
        project, client = a_project(user, pekerjaan=count), a_client(user)
        page(client, project)
        with queries() as statements:
            assert page(client, project).status_code == 200
        return len(statements)

    assert cost(2) == cost(40)
