"""Who comes in: the signed-out go to the door, strangers find nothing, and each role sees what it may do."""

from __future__ import annotations

import pytest
from django.urls import reverse

from harsat.accounts.models import Role
from support.pages import PAGES
from support.projects import a_client, a_member, a_project, a_user


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_for_the_owner(client, project, name):
    answer = client.get(reverse(name, args=[project.pk]))
    assert answer.status_code == 200
    assert project.nama in answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_project_opens_too(client, owner, name):
    empty = a_project(owner)
    assert client.get(reverse(name, args=[empty.pk])).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_the_signed_out_go_to_the_door_and_back(project, name):
    url = reverse(name, args=[project.pk])
    answer = a_client().get(url)
    assert answer.status_code == 302
    assert answer.url == f"{reverse('account_login')}?next={url}"


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_finds_nothing(project, name):
    stranger = a_client(a_user())
    missing = stranger.get(reverse(name, args=[project.pk + 1000]))
    hidden = stranger.get(reverse(name, args=[project.pk]))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert project.nama not in hidden.content.decode()


@pytest.mark.parametrize("name", ["projects", "project_new"])
def test_the_lists_ask_to_sign_in(db, name):
    answer = a_client().get(reverse(name))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_a_session_ends_when_the_password_changes(client, owner, project):
    owner.set_password("sandi yang lain sama sekali")
    owner.save()
    assert client.get(reverse("rekap", args=[project.pk])).status_code == 302


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", [Role.PENINJAU, Role.PELAKSANA])
def test_who_may_not_edit_sees_no_way_to(project, role, name):
    reader = a_client(a_member(project, role))
    page = reader.get(reverse(name, args=[project.pk])).content.decode()
    assert "hanya baca" in page
    assert "undo-buttons" not in page
    assert 'type="submit">Simpan' not in page


@pytest.mark.parametrize("role", [Role.PEMILIK, Role.EDITOR])
def test_who_may_edit_sees_undo_and_save(project, role):
    page = a_client(a_member(project, role)).get(reverse("proyek", args=[project.pk])).content.decode()
    assert "hanya baca" not in page
    assert "<undo-buttons" in page
    assert "Simpan identitas" in page


def test_a_reader_who_posts_is_refused(project):
    reader = a_client(a_member(project, Role.PENINJAU))
    answer = reader.post(reverse("proyek", args=[project.pk]), {"part": "identitas", "nama": "Diubah"})
    assert answer.status_code == 403
    project.refresh_from_db()
    assert project.nama == "Gedung Uji"


def test_a_reader_sees_the_settings_as_they_are(project):
    page = a_client(a_member(project, Role.PENINJAU)).get(reverse("proyek", args=[project.pk])).content.decode()
    assert page.count('<fieldset class="section" disabled>') == page.count('<fieldset class="section"')
