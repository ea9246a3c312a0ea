"""A price list from its file to the sheet it prices: read, stored, held rows decided, resources matched."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalogue.browse.builders import analysis_of, today_edition
from harsat.catalogue.models import (
    CuratorRole,
    HeldState,
    MatchState,
    PriceHeld,
    PriceList,
    PriceListStatus,
    PriceMatch,
)
from harsat.catalogue.prices.selectors import prices_for
from harsat.catalogue.roles import curator_appoint
from web.impor_uji import words

HEADER = "kode;uraian;satuan;harga"
GOOD = ["L.01;Pekerja;OH;100000", "L.04;Mandor;OH;200000", "SSH.7;Batu belah;m3;286500"]
TWICE = ["SSH.9;Pasir pasang;m3;275000", "SSH.9;Pasir pasang;m3;310000"]


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    # Embedded, whoever signs in is a curator; what a server asks is a test of its own.
    settings.HARSAT_SERVER = False
    settings.HARSAT_HOME = tmp_path / "home"


def uploaded(client, *rows, name="harga.csv"):
    content = "\n".join([HEADER, *rows]).encode()
    return client.post(reverse("katalog_harga_impor"), {"berkas": [SimpleUploadedFile(name, content)]})


def stored(client, *rows, **other):
    onward = uploaded(client, *rows).url
    values = {"nama": "Harga uji", "wilayah": "Kota Uji", "periode": "2026", "as_of": "2026-01-01", "sumber": "uji"}
    return client.post(onward, {**values, "simpan": "1", **other})


def the_list():
    return PriceList.objects.get(name="Harga uji")


def test_an_upload_shows_what_stands_in_the_file_and_stores_nothing(client, db):
    page = words(client.get(uploaded(client, *GOOD, *TWICE).url))
    assert "Beberapa harga untuk satu barang" in page
    assert not PriceList.objects.exists()


def test_a_file_that_is_no_price_list_is_refused_by_name(client, db):
    answer = client.post(reverse("katalog_harga_impor"), {"berkas": [SimpleUploadedFile("gambar.xlsx", b"\x89PNG")]})
    assert answer.status_code == 422
    assert "gambar.xlsx" in words(answer)


def test_a_list_without_a_name_is_refused_and_what_was_typed_stays(client, db):
    answer = stored(client, *GOOD, nama="")
    assert answer.status_code == 422
    assert "Isi nama daftarnya." in words(answer)
    assert 'value="Kota Uji"' in answer.content.decode()
    assert not PriceList.objects.exists()


@pytest.mark.parametrize(("act", "status"), [({}, PriceListStatus.DRAFT), ({"terbit": "1"}, PriceListStatus.PUBLISHED)])
def test_a_list_is_stored_as_a_draft_or_offered_at_once(client, db, act, status):
    answer = stored(client, *GOOD, **act)
    found = the_list()
    assert (found.status, found.wilayah, found.items.count()) == (status, "Kota Uji", 3)
    assert answer.url == reverse("katalog_harga", args=[found.pk])


def test_a_thrown_away_upload_is_gone(client, db):
    onward = uploaded(client, *GOOD).url
    client.post(f"{onward}buang/")
    assert client.get(onward).status_code == 404


def held_act(client, what, **other):
    address = reverse("katalog_harga_tahan_putusan", args=[the_list().pk])
    return client.post(address, {"act": what, **other}, follow=True)


def test_doubtful_rows_are_held_until_one_of_them_is_taken(client, db):
    assert stored(client, *GOOD, *TWICE, terbit="1").url == reverse("katalog_harga_ditahan", args=[the_list().pk])
    one, other = PriceHeld.objects.order_by("row")
    assert "Pasir pasang" in words(client.get(reverse("katalog_harga_ditahan", args=[the_list().pk])))
    assert not the_list().items.filter(uraian="Pasir pasang").exists()
    held_act(client, f"pilih|{one.pk}")
    assert the_list().items.get(uraian="Pasir pasang").harga == 275_000
    assert PriceHeld.objects.get(pk=other.pk).state == HeldState.DITOLAK
    held_act(client, f"buka|{one.pk}")
    assert not the_list().items.filter(uraian="Pasir pasang").exists()


def match_act(client, edition, what):
    address = reverse("katalog_harga_padan_putusan", args=[the_list().pk])
    return client.post(f"{address}?edisi={edition.pk}", {"act": what, "edisi": edition.pk}, follow=True)


def test_an_accepted_match_prices_what_no_code_finds(client, db):
    edition = today_edition()
    stored(client, *GOOD, terbit="1")
    assert ("M.01", "m3") not in prices_for(edition.pk, the_list().pk)
    match_act(client, edition, "padankan|")
    match = PriceMatch.objects.get(resource__kode="M.01")
    assert match.state == MatchState.DIUSULKAN
    page = words(client.get(reverse("katalog_harga_padanan", args=[the_list().pk]), {"edisi": edition.pk}))
    assert "Batu belah" in page
    match_act(client, edition, f"terima|{match.pk}")
    assert prices_for(edition.pk, the_list().pk)["M.01", "m3"] == 286_500
    state = {"edisi": edition.pk, "analisa": analysis_of(edition, "2.2.2.7").pk, "daftar": the_list().pk}
    assert "belum ada harganya" not in words(client.get(reverse("katalog"), state))
    match_act(client, edition, f"buka|{match.pk}")
    assert ("M.01", "m3") not in prices_for(edition.pk, the_list().pk)


def test_a_match_of_another_list_cannot_be_decided_from_here(client, db):
    edition = today_edition()
    stored(client, *GOOD, terbit="1")
    match_act(client, edition, "padankan|")
    match = PriceMatch.objects.get(resource__kode="M.01")
    other = PriceList.objects.create(name="Konsep lain", as_of="2026-01-01")
    address = reverse("katalog_harga_padan_putusan", args=[other.pk])
    for act in (f"terima|{match.pk}", f"tolak|{match.pk}", f"pilih|{match.item_id}"):
        answer = client.post(
            f"{address}?edisi={edition.pk}", {"act": act, "edisi": edition.pk, "sumber": match.resource_id}
        )
        assert answer.status_code == 404
    match.refresh_from_db()
    assert match.state == MatchState.DIUSULKAN


def test_on_a_server_a_reader_reads_and_only_a_publisher_publishes(settings, client, owner, db):
    stored(client, *GOOD)
    settings.HARSAT_SERVER = True
    assert client.get(reverse("katalog_harga_impor")).status_code == 403
    assert client.get(reverse("katalog_harga", args=[the_list().pk])).status_code == 404
    curator_appoint(email=owner.email, role=CuratorRole.KURATOR)
    publish = reverse("katalog_harga_terbit", args=[the_list().pk])
    assert client.post(publish).status_code == 403
    curator_appoint(email=owner.email, role=CuratorRole.PENERBIT)
    client.post(publish)
    assert the_list().status == PriceListStatus.PUBLISHED
