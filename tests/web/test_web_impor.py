"""The way in: who may import, an upload that loses nothing typed, columns shown, corrected and remembered."""

from __future__ import annotations

import pytest
from django.urls import reverse

from catalogue.builders import sound_row
from harsat.catalogue.models import CuratorRole, ImportBatch, MappingMemory
from harsat.catalogue.roles import curator_appoint
from support.projects import a_client, a_user
from web.impor_uji import SOUND, a_file, csv, upload, words

PAGES = ["impor", "impor_baru", "impor_edisi", "impor_catatan"]
STRANGE = ["apa", "pekerjaan_apa", "b", "kelompok", "tenaga_bahan", "ukuran", "banyak"]


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    # Embedded, whoever signs in is a curator; what a server asks is a test of its own.
    settings.HARSAT_SERVER = False
    settings.HARSAT_HOME = tmp_path / "home"
    return settings.HARSAT_HOME


@pytest.fixture
def originals(home):
    return lambda: [path for path in home.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", PAGES)
def test_the_signed_out_go_to_the_door(db, name):
    assert a_client().get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", PAGES)
def test_on_a_server_only_the_appointed_come_in(settings, client, owner, name):
    settings.HARSAT_SERVER = True
    refused = client.get(reverse(name))
    assert refused.status_code == 403
    assert "Hanya kurator katalog" in words(refused)
    curator_appoint(email=owner.email, role=CuratorRole.KURATOR)
    assert client.get(reverse(name)).status_code == 200


def test_a_reader_of_the_catalogue_sees_no_way_to_the_imports(settings, client):
    settings.HARSAT_SERVER = True
    assert reverse("impor") not in client.get(reverse("katalog")).content.decode()


def test_an_empty_list_teaches_the_way(client):
    page = words(client.get(reverse("impor")))
    assert "Belum ada impor" in page
    assert "Impor berkas" in page


def test_an_upload_leads_to_the_columns_of_the_file(client):
    answer = upload(client, follow=True)
    batch = ImportBatch.objects.get()
    assert answer.url == reverse("impor_kolom", args=[batch.pk])
    page = words(client.get(answer.url))
    assert "kode_ahsp" in page
    assert "Penggalian 1 m3 tanah biasa" in page
    assert "Menunggu kolom" in words(client.get(reverse("impor")))


def test_a_script_is_told_where_to_go_instead_of_following(client):
    answer = upload(client, script=True)
    assert answer.status_code == 204
    assert answer["X-Impor"] == reverse("impor_kolom", args=[ImportBatch.objects.get().pk])


def test_the_same_form_twice_makes_one_import(client):
    key = "b0b6f1a0-6f3c-4f0e-9f57-111111111111"
    first, second = (upload(client, request_key=key) for _ in range(2))
    assert first.url == second.url
    assert ImportBatch.objects.count() == 1


def test_a_file_that_cannot_be_read_is_named_and_nothing_typed_is_lost(client, originals):
    answer = upload(
        client, a_file(), a_file("gambar.xlsx", b"\x89PNG not a workbook"), nama="AHSP 2025", sumber="SE 30"
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'data-file="gambar.xlsx"' in page
    assert 'value="AHSP 2025"' in page
    assert 'value="SE 30"' in page
    assert not ImportBatch.objects.exists()
    assert originals() == []


def test_a_script_gets_back_only_what_was_refused(client):
    answer = upload(client, a_file("kosong.csv", b""), script=True)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "kosong.csv" in page
    assert "<html" not in page
    assert 'data-pane="fields"' in page


def test_a_new_edition_needs_its_name_and_date(client):
    page = words(upload(client, nama="", as_of=""))
    assert "Isi nama edisi." in page
    assert "Isi tanggalnya." in page


def test_a_file_that_was_imported_before_is_noticed_and_may_come_again(client):
    upload(client)
    client.post(reverse("impor_kolom", args=[ImportBatch.objects.get().pk]))
    again = upload(client)
    assert again.status_code == 409
    assert "Berkas yang sama sudah diimpor" in words(again)
    assert upload(client, tetap="1").status_code == 302
    assert ImportBatch.objects.count() == 2


def test_an_edition_takes_only_its_own_bidang(client):
    upload(client)
    batch = ImportBatch.objects.get()
    client.post(reverse("impor_kolom", args=[batch.pk]))
    client.post(reverse("impor_simpan", args=[batch.pk]))
    answer = upload(client, a_file(content=csv(sound_row(kode="7.7"))), bidang="sda")
    assert answer.status_code == 422
    assert "bidang Cipta Karya" in words(answer)


def test_columns_as_found_are_read_without_a_word(client):
    upload(client)
    batch = ImportBatch.objects.get()
    answer = client.post(reverse("impor_kolom", args=[batch.pk]))
    batch.refresh_from_db()
    assert answer.url == reverse("impor_karantina", args=[batch.pk])
    assert (batch.status, batch.rows, batch.analyses) == ("diagnosed", 3, 2)
    assert not MappingMemory.objects.exists()


def columns(*fields):
    return {f"kolom-{index}": field for index, field in enumerate(fields)}


RIGHT = columns("kode", "nama", "kode_item", "kategori", "item", "satuan", "koefisien")


def strange(client):
    """A file whose titles say nothing, uploaded."""
    upload(client, a_file(content=csv(*SOUND, header=STRANGE)))
    batch = ImportBatch.objects.get()
    return batch, reverse("impor_kolom", args=[batch.pk])


def test_titles_that_say_nothing_are_named_as_missing(client):
    _batch, url = strange(client)
    page = words(client.get(url))
    assert "Belum ada kolomnya:" in page
    assert "Koefisien" in page


def test_corrected_columns_are_read_and_remembered_for_the_same_shape(client):
    batch, url = strange(client)
    assert client.post(url, {**RIGHT, "ingat": "1"}).status_code == 302
    batch.refresh_from_db()
    assert batch.analyses == 2
    upload(client, a_file("lagi.csv", csv(*SOUND, sound_row(kode="9.9"), header=STRANGE)), nama="AHSP lain")
    page = words(client.get(reverse("impor_kolom", args=[ImportBatch.objects.latest("id").pk])))
    assert "seperti yang diingat" in page
    assert "Belum ada kolomnya" not in page


def test_a_correction_may_be_meant_for_this_file_alone(client):
    batch, url = strange(client)
    client.post(url, RIGHT)
    batch.refresh_from_db()
    assert batch.status == "diagnosed"
    assert not MappingMemory.objects.exists()


def test_one_field_cannot_stand_in_two_columns(client):
    _batch, url = strange(client)
    answer = client.post(url, {**RIGHT, "kolom-2": "nama"})
    assert answer.status_code == 422
    assert "Nama pekerjaan dipilih di dua kolom." in words(answer)


def test_a_missing_column_is_said_and_the_choice_stays(client):
    batch, url = strange(client)
    answer = client.post(url, {**RIGHT, "kolom-6": ""})
    assert answer.status_code == 422
    assert "koefisien" in words(answer)
    assert '<option value="kode" selected>' in answer.content.decode()
    batch.refresh_from_db()
    assert batch.status in {"uploaded", "mapped"}


def test_a_price_list_is_turned_away_with_the_way_to_its_own_import(client, originals):
    prices = csv(["B.01", "Semen", "kg", "1500"], header=["kode", "uraian", "satuan", "harga"])
    upload(client, a_file("harga.csv", prices), nama="AHSP 2025")
    answer = client.post(reverse("impor_kolom", args=[ImportBatch.objects.get().pk]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "daftar sumber daya atau harga" in page
    assert reverse("katalog_harga_impor") in page
    assert 'value="AHSP 2025"' in page
    assert not ImportBatch.objects.exists()


def test_another_row_of_titles_can_be_chosen(client):
    upload(client, a_file(content=csv(*SOUND, header=STRANGE)))
    url = reverse("impor_kolom", args=[ImportBatch.objects.get().pk])
    page = client.get(url, {"baris": "2", "lembar": ""}).content.decode()
    assert 'name="baris" form="lihat-lembar" min="1" max="40" value="2"' in page


def test_an_import_turned_away_stays_in_the_list_without_its_files(client, originals):
    upload(client)
    batch = ImportBatch.objects.get()
    client.post(reverse("impor_kolom", args=[batch.pk]))
    answer = client.post(reverse("impor_tolak", args=[batch.pk]), follow=True)
    assert "Ditolak" in words(answer)
    assert client.get(reverse("impor_karantina", args=[batch.pk])).status_code == 422


@pytest.mark.parametrize("name", ["impor_karantina", "impor_kolom", "impor_simpan", "impor_temuan", "impor_selesai"])
def test_an_import_that_is_not_there_is_a_404(client, name):
    assert client.get(reverse(name, args=[2**63 - 1])).status_code == 404


def test_the_list_costs_the_same_for_many_imports(client, queries):
    for number in range(3):
        upload(client, a_file(content=csv(sound_row(kode=f"1.{number}.1"))), nama=f"AHSP {number}")
    with queries(6):
        client.get(reverse("impor"))


def test_the_log_says_who_did_what(client, owner):
    upload(client)
    page = words(client.get(reverse("impor_catatan")))
    assert "Berkas diunggah" in page
    assert "ahsp.csv" in page
    assert owner.nama in page


def test_nobody_reaches_a_catalogue_of_a_server_by_its_old_address(settings, db):
    settings.HARSAT_SERVER = True
    stranger = a_client(a_user())
    assert stranger.post(reverse("impor_putusan", args=[1])).status_code == 403
    assert stranger.post(reverse("impor_edisi_terbit", args=[1])).status_code == 403
