"""An analysis put into a project: by editors, at a chosen place, once for a form sent twice, undone in the project."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from catalogue.browse.builders import analysis_of, retire, today_edition
from harsat.accounts.models import Role
from harsat.ledger.undo import change_undo
from harsat.rab.models import HargaItem, Klasifikasi, Komponen, Pekerjaan, SubKlasifikasi
from support.projects import a_client, a_member, a_project, a_user, an_access, ids


@pytest.fixture
def edition(db):
    return today_edition()


@pytest.fixture
def chosen(edition):
    return analysis_of(edition, "2.2.2.6")


def url_of(analysis, **state):
    query = "&".join(f"{name}={value}" for name, value in state.items())
    return reverse("katalog_sisip", args=[analysis.pk]) + (f"?{query}" if query else "")


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def put(client, project, chosen, *, key=None, **form):
    body = {"request_key": key or uuid4(), "source": "ref", **form}
    return client.post(url_of(chosen, proyek=project.pk), body)


def test_the_projects_that_may_be_edited_are_offered(client, owner, project, chosen):
    host = a_user()
    read_only = a_project(host, nama="Hanya dibaca")
    from harsat.accounts.services import membership_set

    membership_set(organisation=read_only.organisation, user=owner, role=Role.PENINJAU)
    a_project(a_user(), nama="Milik orang lain")
    page = words(client.get(url_of(chosen)))
    assert "Gedung Uji" in page
    assert "Hanya dibaca" not in page
    assert "Milik orang lain" not in page
    assert "Tidak ada proyek yang memuat “zzz”" in words(client.get(url_of(chosen, q="zzz")))


def test_without_a_project_the_page_leads_to_a_new_one(db, edition, chosen):
    assert "Buat proyek" in words(a_client(a_user()).get(url_of(chosen)))


def test_the_sub_klasifikasi_are_offered_and_one_is_suggested(client, project, chosen):
    page = client.get(url_of(chosen, proyek=project.pk)).content.decode()
    (sub,) = ids(SubKlasifikasi, project)
    assert re.search(rf'value="{sub}" checked', page)
    assert "2 pekerjaan" in page


def test_it_becomes_the_last_pekerjaan_of_the_place(client, project, chosen):
    (sub,) = ids(SubKlasifikasi, project)
    answer = put(client, project, chosen, place=sub)
    row = Pekerjaan.objects.get(project=project, analysis=chosen)
    assert (row.sub_klasifikasi_id, row.kode, row.source) == (sub, "2.2.2.6", "ref")
    assert Pekerjaan.objects.filter(project=project).order_by("order").last() == row
    assert Komponen.objects.filter(project=project, pekerjaan=row).count() == 4
    # a resource that the project lacked has no price, and none is zero
    assert HargaItem.objects.get(project=project, kode="L.04").harga is None
    done = client.get(answer.url)
    assert "Masuk sebagai I.A.3 di Gedung Uji" in words(done)
    assert reverse("analisa_pekerjaan", args=[project.pk, row.pk]) in done.content.decode()


def test_it_may_enter_as_a_modification(client, project, chosen):
    put(client, project, chosen, place=ids(SubKlasifikasi, project)[0], source="ref_modified")
    assert Pekerjaan.objects.get(project=project, analysis=chosen).source == "ref_modified"


def test_a_new_place_is_made_with_it(client, owner, chosen):
    empty = a_project(owner, nama="Kosong")
    answer = put(client, empty, chosen, place="baru", klasifikasi="Fondasi", sub_klasifikasi="Batu")
    assert "I.A.1" in words(client.get(answer.url))
    assert Klasifikasi.objects.get(project=empty).nama == "Fondasi"


def test_a_new_place_needs_its_names(client, owner, chosen):
    empty = a_project(owner, nama="Kosong")
    answer = put(client, empty, chosen, place="baru", klasifikasi="", sub_klasifikasi="Batu")
    assert answer.status_code == 200
    assert 'class="form-errors"' in answer.content.decode()
    assert 'value="Batu"' in answer.content.decode()
    assert not Klasifikasi.objects.filter(project=empty).exists()


@pytest.mark.parametrize("place", ["", "x", "4711"])
def test_a_place_that_is_not_there_is_told_and_nothing_is_written(client, project, chosen, place):
    answer = put(client, project, chosen, place=place)
    assert 'class="form-errors"' in answer.content.decode()
    assert Pekerjaan.objects.filter(project=project).count() == 2


def test_a_form_sent_twice_puts_it_in_once(client, project, chosen):
    key, (sub,) = uuid4(), ids(SubKlasifikasi, project)
    first, second = (put(client, project, chosen, key=key, place=sub) for _time in range(2))
    assert first.url == second.url
    assert Pekerjaan.objects.filter(project=project, analysis=chosen).count() == 1


def test_the_project_can_undo_it_and_the_page_says_so(client, owner, project, chosen):
    answer = put(client, project, chosen, place=ids(SubKlasifikasi, project)[0])
    change_undo(access=an_access(owner, project), request_key=uuid4(), request_hash=b"")
    assert not Pekerjaan.objects.filter(project=project, analysis=chosen).exists()
    assert "sudah diurungkan" in words(client.get(answer.url))


def test_a_reader_may_not(project, chosen):
    reader = a_client(a_member(project, Role.PENINJAU))
    assert reader.get(url_of(chosen, proyek=project.pk)).status_code == 403
    assert put(reader, project, chosen, place=ids(SubKlasifikasi, project)[0]).status_code == 403


def test_a_stranger_finds_nothing(project, chosen):
    assert a_client(a_user()).get(url_of(chosen, proyek=project.pk)).status_code == 404


def test_an_analysis_of_a_retired_edition_is_refused(client, edition, project, chosen):
    retire(edition)
    answer = put(client, project, chosen, place=ids(SubKlasifikasi, project)[0])
    assert "tidak ada di katalog yang terbit" in words(answer)
    assert Pekerjaan.objects.filter(project=project).count() == 2


def test_an_unknown_analysis_is_not_found(client, project):
    assert client.get(reverse("katalog_sisip", args=[4711])).status_code == 404


def test_a_use_is_named_on_the_sheet(client, edition, project, chosen):
    put(client, project, chosen, place=ids(SubKlasifikasi, project)[0])
    page = words(client.get("/katalog/", {"edisi": edition.pk, "analisa": chosen.pk}))
    assert re.search(r"Dipakai 1 proyek, m3 Gedung Uji belum ada", page)
