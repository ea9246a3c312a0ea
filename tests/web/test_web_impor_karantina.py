"""The quarantine as a page: what is said of a finding, acts of one, of some, of a kind, undo, and a colleague's act."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from catalogue.quarantine.quarantine_builders import a_batch, a_finding, a_line, findings_of, lost, states
from harsat.catalogue.diagnosis.findings import DROP
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.models import CuratorRole, UnitSpelling
from harsat.catalogue.roles import curator_appoint
from harsat.engine.snapshot import Kategori
from web.impor_uji import act, words

MATERIAL = {"kategori": Kategori.BHN, "satuan": "kg"}


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    # Embedded, whoever signs in is a curator; what a server asks is a test of its own.
    settings.HARSAT_SERVER = False
    settings.HARSAT_HOME = tmp_path / "home"


@pytest.fixture
def batch(db):
    """Three lost decimals (two certain), a merged analysis, a row to drop and something only said."""
    lines = [
        a_line(2, "1.1", "Kerikil", "83349", kode_item="B.0846", **MATERIAL),
        a_line(3, "1.2", "Air", "17415", **MATERIAL),
        a_line(4, "1.3", "Seng", "13125", **MATERIAL),
        a_line(5, "2.1", "Pekerja", "0.3"),
        a_line(6, "2.1", "Pekerja", "0.4"),
        a_line(7, "3.1", "Lembar hitung", "9"),
        a_line(8, "4.1", "Pekerja", "0.5"),
    ]
    findings = [
        lost(2, "1.1", "83.349", original="83349", proposal="83.349", reason="Tiga analisa setara memuat 83,349."),
        lost(3, "1.2", "17.415", original="17415", proposal="17.415"),
        lost(4, "1.3", "1.3125", certainty=Certainty.TWO_READINGS),
        a_finding(
            "2.1",
            [5, 6],
            [(5, "kode", "2.1a"), (6, "kode", "2.1b")],
            kind=Kind.ANALISA_TERGABUNG,
            column="kode",
            original="2.1",
            proposal="2.1a, 2.1b",
        ),
        a_finding("3.1", [7], [(7, DROP, "")], kind=Kind.LEMBAR_HITUNG, column="item", severity=Severity.WARNING),
        a_finding("4.1", [8], kind=Kind.TANPA_TENAGA, severity=Severity.INFO, column="", proposal=""),
        a_finding("4.1", [8], kind=Kind.SPASI_GANDA, severity=Severity.INFO, column="nama", repaired=True),
    ]
    return a_batch(lines, findings)


def page_of(client, batch, **state):
    return client.get(reverse("impor_karantina", args=[batch.pk]), state)


def ids(batch):
    return [finding.pk for finding in findings_of(batch)]


def test_a_finding_says_where_what_why_and_what_is_proposed(client, batch):
    page = words(page_of(client, batch))
    assert "Kerikil B.0846 Tiga analisa setara memuat 83,349. 83349 kg 83,349 kg" in page
    assert "dua bacaan" in page
    assert "Terima 2 yang yakin" in page


def test_a_split_names_its_parts_with_their_rows(client, batch):
    page = words(page_of(client, batch, jenis="analisa_tergabung"))
    assert "2.1 satu analisa 2.1a 1 baris 2.1b 1 baris" in page
    assert "Pisahkan" in page


def test_a_row_to_drop_is_proposed_in_words(client, batch):
    assert "Buang baris" in words(page_of(client, batch, jenis="lembar_hitung"))


def test_the_walk_begins_at_the_kind_asked_for_and_goes_on_with_the_next(client, batch):
    page = page_of(client, batch, jenis="analisa_tergabung").content.decode()
    rows = page[page.index('id="temuan"') :]
    assert 'data-kind="desimal_hilang"' not in rows
    assert rows.index('data-kind="analisa_tergabung"') < rows.index('data-kind="lembar_hitung"')


def test_what_was_mended_or_only_said_stands_apart(client, batch):
    waiting = words(page_of(client, batch))
    assert "Diperbaiki sendiri 1" in waiting
    assert "Menunggu 5" in waiting
    rows = page_of(client, batch, lihat="perbaikan", jenis="spasi_ganda").content.decode()
    assert rows.count("data-finding=") == 1


def test_search_and_severity_narrow_the_walk(client, batch):
    found = client.get(
        reverse("impor_karantina", args=[batch.pk]), {"q": "kerikil"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert found.count("data-finding=") == 1
    assert "<html" not in found
    assert page_of(client, batch, tingkat="warning").content.decode().count("data-finding=") == 1
    assert "Tidak ada temuan yang cocok" in words(page_of(client, batch, q="tidak ada"))


def test_fifty_findings_a_page_and_the_rest_behind_them(client, db):
    lines = [a_line(row, f"1.{row}", koefisien="13125") for row in range(2, 62)]
    many = a_batch(lines, [lost(line.row, line.kode) for line in lines])
    first = page_of(client, many).content.decode()
    assert first.count("data-finding=") == 50
    assert "sesudah=desimal_hilang%3A50" in first
    rest = page_of(client, many, sesudah="desimal_hilang:50").content.decode()
    rows = rest[rest.index('id="temuan"') :]
    assert rows.count("data-finding=") == 10
    assert "group-row" not in rows


def test_accepting_one_answers_with_its_row_and_every_count(client, batch):
    one = ids(batch)[0]
    answer = act(client, batch, f"terima|satu|{one}", tampil=ids(batch))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("data-finding=") == 1
    assert f'data-finding="{one}" data-state="diterima"' in page
    assert "1 usulan diterima." in page
    assert "Terbitkan 2 analisa" in page
    assert states(batch)[0] == "diterima"


def test_a_browser_without_scripts_comes_back_to_where_it_was(client, batch):
    answer = act(client, batch, f"tolak|satu|{ids(batch)[1]}", script=False, alamat="?jenis=desimal_hilang&lihat=semua")
    assert answer.url == f"{reverse('impor_karantina', args=[batch.pk])}?lihat=semua&jenis=desimal_hilang"
    assert states(batch)[1] == "ditolak"


def test_the_certain_ones_of_a_kind_are_accepted_and_the_others_wait(client, batch):
    act(client, batch, "terima|yakin|desimal_hilang")
    assert states(batch)[:3] == ["diterima", "diterima", "terbuka"]


def test_a_whole_kind_is_accepted_or_kept(client, batch):
    act(client, batch, "terima|jenis|desimal_hilang")
    act(client, batch, "tolak|jenis|lembar_hitung")
    assert states(batch)[:5] == ["diterima", "diterima", "diterima", "terbuka", "ditolak"]


def test_a_selection_is_decided_at_once(client, batch):
    chosen = ids(batch)[:2]
    answer = act(client, batch, "tolak|pilihan", temuan=chosen, tampil=ids(batch))
    assert "2 temuan ditolak." in answer.content.decode()
    assert states(batch)[:3] == ["ditolak", "ditolak", "terbuka"]


def test_an_own_value_is_read_the_indonesian_way(client, batch):
    one = ids(batch)[2]
    answer = act(client, batch, f"ubah|satu|{one}", nilai="13,125", tampil=[one])
    assert "13,125 kg" in words(answer)
    assert findings_of(batch)[2].decided_changes == [[4, "koefisien", "13.125000"]]


def test_an_own_value_that_cannot_stand_is_refused_in_words(client, batch):
    answer = act(client, batch, f"ubah|satu|{ids(batch)[2]}", nilai="abc")
    assert answer.status_code == 422
    assert "tidak terbaca sebagai angka" in words(answer)
    assert states(batch)[2] == "terbuka"


def test_undo_and_redo_take_the_last_decision_back_and_do_it_again(client, batch):
    act(client, batch, "terima|jenis|desimal_hilang")
    page = act(client, batch, "urungkan|", tampil=ids(batch)).content.decode()
    assert page.count('data-state="terbuka"') == 3
    assert states(batch)[:3] == ["terbuka"] * 3
    act(client, batch, "ulangi|")
    assert states(batch)[:3] == ["diterima"] * 3


def test_a_decided_finding_is_opened_again_by_its_own_button(client, batch):
    one = ids(batch)[0]
    act(client, batch, f"terima|satu|{one}")
    assert f"buka|satu|{one}|diterima" in page_of(client, batch, lihat="diputus").content.decode()
    act(client, batch, f"buka|satu|{one}|diterima")
    assert states(batch)[0] == "terbuka"


def test_the_same_request_twice_decides_once(client, batch):
    key = str(uuid4())
    for _ in range(2):
        answer = act(client, batch, f"terima|satu|{ids(batch)[0]}", request_key=key)
        assert answer.status_code == 200
    assert batch.decisions.count() == 1


def test_where_a_colleague_was_quicker_the_row_shows_what_stands_now(client, batch):
    one = ids(batch)[0]
    act(client, batch, f"tolak|satu|{one}")
    answer = act(client, batch, f"terima|satu|{one}")
    assert answer.status_code == 409
    assert "Sudah diputuskan orang lain: 1.1" in words(answer)
    assert f'data-finding="{one}" data-state="ditolak"' in answer.content.decode()


@pytest.mark.parametrize("what", ["", "terima", "terima|pilihan", "hapus|satu|1", "terima|satu|x"])
def test_an_act_that_says_nothing_is_refused(client, batch, what):
    assert act(client, batch, what).status_code == 422


def test_a_finding_of_another_import_is_not_there(client, batch):
    other = a_batch([a_line(2, koefisien="13125")], [lost(2)], edition="AHSP lain")
    assert act(client, batch, f"terima|satu|{ids(other)[0]}").status_code == 404
    assert states(other) == ["terbuka"]


def test_a_colleague_is_named_at_what_they_decided(client, batch):
    from support.projects import a_client, a_user

    act(a_client(a_user("Rekan Kurator")), batch, f"terima|satu|{ids(batch)[0]}")
    assert "diputus Rekan Kurator" in words(page_of(client, batch, lihat="diputus"))


def test_an_analysis_shows_its_lines_beside_what_the_proposal_makes_of_them(client, batch):
    url = f"{reverse('impor_analisa', args=[batch.pk])}?kode=2.1"
    page = client.get(url).content.decode()
    assert 'name="kode-5" value="2.1a"' in page
    assert 'name="kode-6" value="2.1b"' in page


def fields(client, batch, kode):
    """What the form of an analysis sends when nothing is touched."""
    import re

    page = client.get(f"{reverse('impor_analisa', args=[batch.pk])}?kode={kode}").content.decode()
    sent = dict(re.findall(r'<input class="input" name="([^"]+)" value="([^"]*)"', page))
    chosen = r'<select class="input" name="([^"]+)".*?<option value="([^"]*)" selected'
    return sent | dict(re.findall(chosen, page)) | {"request_key": str(uuid4())}


def test_a_proposal_sent_as_it_was_filled_in_is_accepted(client, batch):
    url = f"{reverse('impor_analisa', args=[batch.pk])}?kode=2.1"
    assert client.post(url, fields(client, batch, "2.1")).status_code == 302
    assert states(batch)[3] == "diterima"


def test_cells_typed_beside_the_proposal_become_an_own_decision(client, batch):
    url = f"{reverse('impor_analisa', args=[batch.pk])}?kode=2.1"
    client.post(url, {**fields(client, batch, "2.1"), "kode-6": "2.1", "koefisien-6": "0,45"})
    finding = findings_of(batch)[3]
    assert finding.state == "diubah"
    assert finding.decided_changes == [[5, "kode", "2.1a"], [6, "koefisien", "0.450000"]]


def test_a_cell_that_cannot_stand_keeps_what_was_typed(client, batch):
    url = f"{reverse('impor_analisa', args=[batch.pk])}?kode=2.1"
    answer = client.post(url, {**fields(client, batch, "2.1"), "koefisien-6": "banyak"})
    assert answer.status_code == 422
    assert 'value="banyak"' in answer.content.decode()
    assert states(batch)[3] == "terbuka"


def test_a_taught_spelling_settles_its_findings_and_is_remembered(client, db):
    unknown = {"kind": Kind.SATUAN_TIDAK_DIKENAL, "column": "satuan", "original": "zk", "proposal": ""}
    lines = [a_line(2, satuan="zk"), a_line(3, "1.2", satuan="zk")]
    batch = a_batch(lines, [a_finding("1.1", [2], **unknown), a_finding("1.2", [3], **unknown)])
    url = reverse("impor_satuan", args=[batch.pk])
    assert "zk 2" in words(client.get(url))
    answer = client.post(url, {"ejaan": ["zk"], "satuan": ["zak"]})
    assert answer.status_code == 302
    assert states(batch) == ["diubah", "diubah"]
    assert UnitSpelling.objects.get().printed == "zak"


def test_the_report_opens_in_a_spreadsheet(client, batch):
    answer = client.get(reverse("impor_temuan", args=[batch.pk]))
    text = answer.content.decode("utf-8-sig")
    assert answer["Content-Disposition"] == 'attachment; filename="temuan-ahsp-uji.csv"'
    assert text.splitlines()[0].startswith("baris,kode_ahsp")
    assert "2,1.1,BHN,B.0846,Kerikil,desimal_hilang,danger,83349,83.349" in text


def test_a_curator_who_may_not_publish_stores_into_a_draft(settings, client, owner, batch):
    settings.HARSAT_SERVER = True
    curator_appoint(email=owner.email, role=CuratorRole.KURATOR)
    act(client, batch, "terima|jenis|desimal_hilang")
    assert "Simpan 4 analisa ke konsep" in words(page_of(client, batch))


def test_what_waits_is_counted_in_the_navigation_of_the_catalogue(client, batch):
    page = words(client.get(reverse("katalog")))
    assert "Karantina 5" in page


def test_the_page_costs_the_same_whatever_is_in_it(client, batch, queries):
    url = reverse("impor_karantina", args=[batch.pk])
    with queries(13):
        client.get(url)
    act(client, batch, "terima|jenis|desimal_hilang")
    with queries(13):
        client.get(url, {"lihat": "semua"})


def test_a_decision_costs_the_same_for_one_and_for_a_kind(client, batch):
    from support.queries import statement_count

    with statement_count() as one:
        act(client, batch, f"terima|satu|{ids(batch)[0]}", tampil=ids(batch))
    with statement_count() as kind:
        act(client, batch, "terima|jenis|desimal_hilang", tampil=ids(batch))
    assert abs(len(one) - len(kind)) <= 3, f"{one}\n\n{kind}"
