"""The forms of a project: figures read the Indonesian way, refusals at their field, conflicts told, nothing doubled."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from harsat.accounts.models import Organisation, Role
from harsat.projects.models import Project
from harsat.rab.models import PricingPolicy
from harsat.rab.services.cells import CellChange
from harsat.rab.services.proyek import project_update
from support.projects import a_client, a_member, an_access


def new(client, owner, **fields):
    organisation = Organisation.objects.get(personal=True, memberships__user=owner)
    data = {"nama": "Gedung Baru", "tanggal_dokumen": "2026-06-18", "organisation": organisation.pk, **fields}
    return client.post(reverse("project_new"), {"request_key": str(uuid4()), **data})


def error_of(answer, name):
    """The words beside one field, without markup."""
    page = answer.content.decode()
    found = re.search(rf'<div class="error" id="id_{name}_galat">(.*?)</div>', page, re.DOTALL)
    assert found, f"no error at {name}"
    assert re.search(rf'name="{name}"[^>]*aria-invalid="true"[^>]*id_{name}_galat', page)
    return re.sub(r"<[^>]+>", "", found.group(1)).strip()


def test_a_name_is_enough_and_leads_to_the_list_of_works(client, owner):
    answer = new(client, owner)
    project = Project.objects.get(nama="Gedung Baru")
    assert answer.status_code == 302
    assert answer.url == reverse("struktur", args=[project.pk])
    assert PricingPolicy.objects.get(project=project).buk_persen == 10


def test_the_same_form_sent_twice_makes_one_project(client, owner):
    key = str(uuid4())
    first, second = new(client, owner, request_key=key), new(client, owner, request_key=key)
    assert first.url == second.url
    assert Project.objects.filter(nama="Gedung Baru").count() == 1


def test_a_pagu_is_read_as_it_is_written(client, owner):
    new(client, owner, pagu="Rp 260.000.000,50")
    assert str(Project.objects.get(nama="Gedung Baru").pagu) == "260000000.50"


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("nama", "", "Belum diisi"),
        ("nama", "ab", "Nama proyek"),
        ("pagu", "dua ratus", "Pagu"),
        ("pagu", "1.2.3", "Pagu"),
        ("pagu", "-5", "Pagu"),
        ("tanggal_dokumen", "2026-02-31", "tanggal"),
        ("tanggal_selesai", "kapan saja", "tanggal"),
        ("lokasi", "x" * 300, "255"),
    ],
)
def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(client, owner, field, text, words):
    answer = new(client, owner, **{field: text})
    assert answer.status_code == 200
    assert words.casefold() in error_of(answer, field).casefold()
    assert text == "" or text in answer.content.decode()
    assert not Project.objects.filter(nama="Gedung Baru").exists()


def focused(answer):
    return re.findall(r'name="(\w+)"[^>]*\bautofocus\b', answer.content.decode())


def test_the_caret_waits_at_the_name_of_a_new_project(client, owner):
    client.force_login(owner)
    assert focused(client.get(reverse("project_new"))) == ["nama"]


def test_the_caret_waits_at_the_first_refused_field(client, owner):
    assert focused(new(client, owner, pagu="12,3,4", tanggal_selesai="kemarin")) == ["pagu"]


def test_an_end_before_the_start_is_refused_at_the_end(client, owner):
    answer = new(client, owner, tanggal_mulai="2026-02-01", tanggal_selesai="2026-01-01")
    assert "sebelum" in error_of(answer, "tanggal_selesai")


def test_an_organisation_of_others_is_refused(client, owner, project):
    foreign = a_member(project, Role.PENINJAU)
    answer = a_client(foreign).post(
        reverse("project_new"),
        {"nama": "Gedung Selundupan", "tanggal_dokumen": "2026-06-18", "organisation": project.organisation_id},
    )
    assert "Pilih organisasi" in answer.content.decode()
    assert not Project.objects.filter(nama="Gedung Selundupan").exists()


def settings_of(client, project):
    """The settings page as its form would send it: every field with what it shows, every `from` as written."""
    page = client.get(reverse("proyek", args=[project.pk])).content.decode()
    return {
        name: dict(re.findall(r'<input type="hidden" name="(from_\w+)" value="([^"]*)">', form))
        for name, form in re.findall(r'id="(identitas|harga)" novalidate>(.*?)</form>', page, re.DOTALL)
    }


IDENTITY = {"nama": "Gedung Uji", "tanggal_dokumen": "2026-06-18", "pagu": "5.000.000"}
PRICING = {
    "buk_persen": "10",
    "rounding": "sen",
    "bulatkan_baris": "on",
    "pembulatan_satuan": "1000",
    "pembulatan_cara": "setengah_naik",
    "ppn_pembilang": "1",
    "ppn_penyebut": "1",
}


def save(client, project, part, seen, **fields):
    whole = IDENTITY if part == "identitas" else PRICING
    data = {"part": part, **seen[part], **whole, **fields}
    return client.post(reverse("proyek", args=[project.pk]), data)


def test_settings_save_what_differs_as_one_revision(client, project):
    answer = save(client, project, "identitas", settings_of(client, project), lokasi="Cimahi", pagu="6.000.000")
    assert answer.status_code == 302
    before = project.revision
    project.refresh_from_db()
    assert (project.lokasi, str(project.pagu), project.revision) == ("Cimahi", "6000000.00", before + 1)
    assert "Pengaturan tersimpan." in client.get(answer.url).content.decode()


def test_settings_sent_back_as_they_were_change_nothing(client, project):
    seen = settings_of(client, project)
    save(client, project, "identitas", seen)
    save(client, project, "harga", seen)
    before = project.revision
    project.refresh_from_db()
    assert project.revision == before


def test_a_change_by_someone_else_is_told_at_its_field(client, owner, project):
    seen = settings_of(client, project)
    editor = a_member(project, Role.EDITOR, nama="Estimator Lain")
    project_update(
        access=an_access(editor, project),
        cells=[CellChange(project.pk, "pagu", "5000000.00", "7000000.00")],
        request_key=uuid4(),
        request_hash=b"",
    )
    answer = save(client, project, "identitas", seen, pagu="6.000.000")
    words = error_of(answer, "pagu")
    assert "Estimator Lain" in words
    assert "7.000.000" in words
    project.refresh_from_db()
    assert str(project.pagu) == "7000000.00"


def test_a_refused_form_keeps_what_its_writer_had_seen(client, owner, project):
    seen = settings_of(client, project)
    editor = a_member(project, Role.EDITOR)
    project_update(
        access=an_access(editor, project),
        cells=[CellChange(project.pk, "lokasi", "", "Cimahi")],
        request_key=uuid4(),
        request_hash=b"",
    )
    refused = save(client, project, "identitas", seen, pagu="bukan angka", lokasi="Bandung")
    assert 'name="from_lokasi" value=""' in refused.content.decode()


def test_a_special_ppn_needs_its_reason(client, project):
    answer = save(client, project, "harga", settings_of(client, project), ppn_persen="5")
    assert "alasan" in error_of(answer, "ppn_alasan")


@pytest.mark.parametrize(("field", "text"), [("buk_persen", "101"), ("buk_persen", "sepuluh"), ("ppn_persen", "1x")])
def test_a_percent_without_a_reading_is_refused(client, project, field, text):
    answer = save(client, project, "harga", settings_of(client, project), **{field: text})
    assert error_of(answer, field)


def test_pricing_is_saved(client, project):
    answer = save(client, project, "harga", settings_of(client, project), buk_persen="12,5", rounding="rupiah")
    assert answer.status_code == 302, answer.content.decode()
    policy = PricingPolicy.objects.get(project=project)
    assert (str(policy.buk_persen), policy.rounding) == ("12.50", "rupiah")
