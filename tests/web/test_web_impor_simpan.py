"""From quarantine to edition: what would change is shown first, then stored; drafts, publishing, retiring, the log."""

from __future__ import annotations

import pytest
from django.urls import reverse

from catalogue.builders import AS_OF
from catalogue.quarantine.quarantine_builders import a_batch, a_line, lost
from harsat.catalogue.models import CatalogueLog, CuratorRole, Edition
from harsat.catalogue.roles import curator_appoint
from harsat.catalogue.services import edition_draft_make
from web.impor_uji import act, words


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    # Embedded, whoever signs in is a curator; what a server asks is a test of its own.
    settings.HARSAT_SERVER = False
    settings.HARSAT_HOME = tmp_path / "home"


@pytest.fixture
def batch(db):
    return a_batch([a_line(2), a_line(3, "1.2"), a_line(4, "1.3", koefisien="13125")], [lost(4, "1.3")])


def address(name, one):
    return reverse(name, args=[one.pk])


def test_what_would_be_stored_is_shown_before_it_is(client, batch):
    page = words(client.get(address("impor_simpan", batch)))
    assert "2 baru" in page
    assert "1 menunggu di karantina" in page
    assert "Terbitkan 2 analisa" in page
    assert "Simpan 2 ke konsep" in page
    assert not Edition.objects.exists()


def test_stored_analyses_stand_in_a_draft(client, batch):
    answer = client.post(address("impor_simpan", batch), follow=True)
    page = words(answer)
    assert "2 analisa masuk ke AHSP uji" in page
    assert "masih konsep" in page
    assert Edition.objects.get().status == "draft"


def test_publishing_offers_them_at_once_and_leads_into_the_catalogue(client, batch):
    answer = client.post(address("impor_simpan", batch), {"terbit": "1"}, follow=True)
    edition = Edition.objects.get()
    assert edition.status == "published"
    assert f"{reverse('katalog')}?edisi={edition.pk}" in answer.content.decode()
    assert "Lanjutkan karantina, 1 temuan menunggu" in words(answer)


def test_storing_twice_changes_nothing(client, batch):
    for _ in range(2):
        client.post(address("impor_simpan", batch))
    page = words(client.get(address("impor_selesai", batch)))
    assert "0 analisa masuk" in page
    assert "2 tidak berubah" in page
    assert "Tidak ada yang berubah" in words(client.get(address("impor_simpan", batch)))


def test_what_is_decided_later_follows(client, batch):
    client.post(address("impor_simpan", batch))
    act(client, batch, "terima|jenis|desimal_hilang")
    assert "Terbitkan 1 analisa" in words(client.get(address("impor_karantina", batch)))


def test_a_second_import_shows_before_and_after_of_what_differs(client, batch):
    client.post(address("impor_simpan", batch), {"terbit": "1"})
    again = a_batch([a_line(2, koefisien="0.75"), a_line(3, "1.9")])
    page = words(client.get(address("impor_simpan", again)))
    assert "1 baru" in page
    assert "1 menjadi versi baru" in page
    assert "1 tidak ada di berkas" in page
    assert "Pekerja, koefisien 0,5 OH 0,75 OH" in page or "koefisien 0,5 0,75" in page
    assert "tidak ada yang dihapus" in page
    gone = words(client.get(address("impor_simpan", again), {"jenis": "hilang"}))
    assert "1.2 Galian tanah 1.2" in gone


def test_the_diff_is_paged(client, db):
    many = a_batch([a_line(row, f"1.{row}") for row in range(2, 122)])
    url = address("impor_simpan", many)
    assert "Halaman 1 dari 3" in words(client.get(url))
    last = client.get(url, {"jenis": "baru", "hal": "3"}).content.decode()
    assert last.count('<td class="code">') == 20
    assert "Halaman 3 dari 3" in words(client.get(url, {"jenis": "baru", "hal": "99"}))


def test_a_kurator_stores_into_a_draft_and_neither_publishes_nor_adds_to_what_is(settings, client, owner, batch):
    settings.HARSAT_SERVER = True
    curator_appoint(email=owner.email, role=CuratorRole.KURATOR)
    url = address("impor_simpan", batch)
    assert "Terbitkan" not in words(client.get(url))
    assert client.post(url, {"terbit": "1"}).status_code == 403
    assert client.post(url).status_code == 302
    Edition.objects.update(status="published")
    assert client.post(url).status_code == 403
    assert "hanya dapat ditambah oleh penerbit" in words(client.get(url))


def test_nothing_stored_yet_has_no_page_of_what_was_stored(client, batch):
    assert client.get(address("impor_selesai", batch)).status_code == 404


def test_a_draft_is_published_and_a_published_edition_retired(client, batch):
    client.post(address("impor_simpan", batch))
    edition = Edition.objects.get()
    assert "Konsep" in words(client.get(reverse("impor_edisi")))
    client.post(address("impor_edisi_terbit", edition))
    edition.refresh_from_db()
    assert edition.status == "published"
    client.post(address("impor_edisi_tarik", edition))
    edition.refresh_from_db()
    assert edition.status == "retired"


def test_an_empty_draft_cannot_be_published_and_the_page_says_why(client, db):
    edition = edition_draft_make(name="AHSP kosong", as_of=AS_OF)
    answer = client.post(address("impor_edisi_terbit", edition), follow=True)
    assert "belum memuat analisa" in words(answer)


def test_a_kurator_sees_editions_without_their_buttons(settings, client, owner, batch):
    client.post(address("impor_simpan", batch))
    settings.HARSAT_SERVER = True
    curator_appoint(email=owner.email, role=CuratorRole.KURATOR)
    assert (
        reverse("impor_edisi_terbit", args=[Edition.objects.get().pk])
        not in client.get(reverse("impor_edisi")).content.decode()
    )


def test_the_log_is_read_in_sentences_fifty_at_a_time(client, batch):
    client.post(address("impor_simpan", batch), {"terbit": "1"})
    page = words(client.get(reverse("impor_catatan")))
    assert "Edisi diterbitkan AHSP uji" in page
    assert "Analisa disimpan AHSP uji 2 baru, 1 menunggu" in page
    CatalogueLog.objects.bulk_create(
        [CatalogueLog(at=batch.created_at, verb="ajar", noun="satuan", name=f"satuan {one}") for one in range(60)]
    )
    first = client.get(reverse("impor_catatan")).content.decode()
    assert first.count("<tr><td") == 50
    assert "50 catatan sebelumnya" in first


@pytest.mark.parametrize("name", ["impor_edisi_terbit", "impor_edisi_tarik"])
def test_an_edition_that_is_not_there_is_a_404(client, db, name):
    assert client.post(reverse(name, args=[9999])).status_code == 404


@pytest.mark.parametrize("name", ["impor_putusan", "impor_tolak"])
def test_a_write_is_never_a_get(client, batch, name):
    assert client.get(address(name, batch)).status_code == 405
