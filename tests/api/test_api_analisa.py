"""The analysis on the wire: list, form, command, BUK, bundles, and who may."""

from __future__ import annotations

import pytest

from harsat.rab.models import Pekerjaan
from support.analisa import Analyses, an_item
from support.projects import a_client, a_member, a_user, api_post, api_url

pytestmark = pytest.mark.django_db


class Site(Analyses):
    def __init__(self, pekerjaan=2):
        super().__init__(pekerjaan)
        self.client = a_client(self.user)

    def get(self, path, client=None, **headers):
        return (client or self.client).get(api_url(self.project, path), headers=headers)

    def post(self, path, body, client=None, key=None):
        return api_post(client or self.client, api_url(self.project, path), body, key=key)

    def form(self, work=0):
        return self.get(f"detail-ahsp/{self.works[work].pk}/").json()

    def command(self, body, work=0, **which):
        return self.post(f"detail-ahsp/{self.works[work].pk}/save/", body, **which)


def test_the_list_names_every_pekerjaan_with_its_f():
    site = Site()
    answer = site.get("detail-ahsp/").json()
    assert [(row["kode"], row["harga_satuan"]) for row in answer["rows"]] == [
        ("B.0001", "165000"),
        ("B.0002", "165000"),
    ]
    assert answer["can_edit"] is True


def test_the_form_carries_canonical_strings():
    site = Site()
    answer = site.form()
    block = answer["blok"][0]
    assert (block["huruf"], block["jumlah"], block["persen"]) == ("A", "50000", "33.3")
    row = block["baris"][0]
    assert (row["koefisien"], row["harga"], row["jumlah"]) == ("0.500000", "100000.00", "50000")
    assert answer["harga"] == {
        "tenaga_kerja": "50000",
        "bahan": "100000",
        "peralatan": "0",
        "lain": "0",
        "biaya_langsung": "150000",
        "buk_persen": "10.00",
        "biaya_umum_keuntungan": "15000",
        "harga_satuan_penuh": "165000",
        "harga_satuan": "165000",
        "tanpa_analisa": False,
    }
    assert (answer["volume"], answer["jumlah"], answer["bobot"]) == ("10.0000", "1650000", "50")
    assert answer["pekerjaan"]["nomor"] == "I.A.1"
    assert answer["kebijakan"] == {"buk_persen": "10.00", "rounding": "sen", "bulatkan_baris": True}


def test_a_reference_says_that_it_is_read_only():
    site = Site()
    Pekerjaan.objects.filter(pk=site.works[0].pk).update(source="ref")
    assert site.form()["pekerjaan"]["read_only"] is True
    refused = site.command({"deletes": [{"id": site.rows()[0].pk, "koefisien": "0.5"}]})
    assert (refused.status_code, refused.json()["code"]) == (422, "analysis_read_only")


def test_a_command_answers_ids_items_warnings_and_totals():
    site = Site()
    row = site.rows()[0]
    answer = site.command(
        {
            "cells": [{"id": row.pk, "col": "koefisien", "from": "0.500000", "to": "0"}],
            "adds": [
                {
                    "temp": "a",
                    "after": row.pk,
                    "kategori": "ALT",
                    "koefisien": "0.1",
                    "item": {"uraian": "Molen", "satuan": "hari", "harga": "300000"},
                }
            ],
        }
    )
    body = answer.json()
    assert answer.status_code == 200
    assert body["changed"]["koefisien"] == [row.pk]
    assert set(body["ids"]) == {"a"}
    assert len(body["items"]) == 1
    assert body["warnings"]
    assert body["totals"]["subtotal"] == "3080000"  # 10 x 143 000 + 10 x 165 000
    assert site.kodes() == ["L.01", "ALT-0001", "M.0001"]


def test_null_as_after_is_the_first_place_and_nothing_is_the_last():
    site = Site()
    item = {"uraian": "Mandor", "satuan": "OH", "kode": "L.04"}
    last = {"uraian": "Tukang", "satuan": "OH", "kode": "L.02"}
    site.command(
        {
            "adds": [
                {"temp": "a", "after": None, "kategori": "TK", "koefisien": "1", "item": item},
                {"temp": "b", "kategori": "TK", "koefisien": "1", "item": last},
            ]
        }
    )
    assert site.kodes() == ["L.04", "L.01", "M.0001", "L.02"]


def test_rows_move_and_go():
    site = Site()
    first, second = site.rows()
    site.save(adds=[an_item("TK", "Mandor", "OH", "L.04", after=first.pk)])
    foreman = site.rows()[1]
    moved = site.command({"moves": [{"id": foreman.pk, "after": None, "from": first.pk}]})
    assert moved.json()["changed"]["order"] == [foreman.pk]
    assert site.kodes() == ["L.04", "L.01", "M.0001"]
    site.command({"deletes": [{"id": second.pk, "koefisien": "2.000000"}]})
    assert site.kodes() == ["L.04", "L.01"]


def test_a_refused_bundle_carries_its_code_and_path():
    site = Site()
    mine = site.works[0].pk
    answer = site.command({"adds": [{"temp": "x", "kategori": "LAIN", "koefisien": "1", "target_pekerjaan_id": mine}]})
    cell = answer.json()["cells"][0]
    assert (answer.status_code, cell["code"], cell["path"]) == (422, "bundel_cycle", ["B.0001", "B.0001"])
    assert (cell["temp"], cell["row"], cell["col"]) == ("x", 1, "uraian")


def test_a_conflict_says_what_is_there_now():
    site = Site()
    row = site.rows()[0]
    cell = {"id": row.pk, "col": "koefisien", "from": "0.4", "to": "0.6"}
    answer = site.command({"cells": [cell]})
    assert (answer.status_code, answer.json()["code"]) == (409, "cell_conflict")
    assert answer.json()["cells"][0]["now"] == "0.500000"


def test_the_same_key_answers_the_same_ids():
    site = Site()
    key = "0d6f1c1e-8f4b-4b0e-9a54-0c5f0a8a6f11"
    item = {"uraian": "Mandor", "satuan": "OH"}
    body = {"adds": [{"temp": "a", "kategori": "TK", "koefisien": "1", "item": item}]}
    assert site.command(body, key=key).json()["ids"] == site.command(body, key=key).json()["ids"]
    assert len(site.rows()) == 3


def test_buk_of_one_pekerjaan_is_set_and_cleared():
    site = Site()
    path = f"pekerjaan/{site.works[0].pk}/pricing/"
    answer = site.post(path, {"from": None, "to": "20"})
    assert answer.json()["warnings"] == ["BUK di atas 15 % melampaui batas yang lazim (10–15 %)."]
    assert site.form()["harga"]["harga_satuan"] == "180000"
    assert site.form()["pekerjaan"]["buk_persen"] == "20.00"
    site.post(path, {"from": "20", "to": None})
    assert site.form()["harga"]["harga_satuan"] == "165000"
    assert site.post(path, {"from": None, "to": "101"}).status_code == 422


def test_a_bundle_is_opened_by_itself():
    site = Site()
    site.bundle(0, 1, "2")
    row = site.rows()[-1]
    opened = site.get(f"pekerjaan/{site.works[0].pk}/bundle/{row.pk}/expansion/").json()["bundel"]
    assert (opened["harga"], opened["jumlah"], opened["koefisien"]) == ("150000", "300000", "2.000000")
    line = opened["baris"][0]
    assert (line["kategori"], line["kode"], line["koefisien"], line["koefisien_bundel"], line["via"]) == (
        "TK",
        "L.01",
        "1",
        "0.5",
        ["B.0002"],
    )
    assert site.get(f"pekerjaan/{site.works[0].pk}/bundle/{site.rows()[0].pk}/expansion/").status_code == 404


def test_an_unchanged_form_is_not_sent_twice():
    site = Site()
    path = f"detail-ahsp/{site.works[0].pk}/"
    etag = site.get(path)["ETag"]
    assert site.get(path, **{"If-None-Match": etag}).status_code == 304
    site.save(1, adds=[an_item("TK", "Mandor", "OH")])
    assert site.get(path, **{"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("path", ["detail-ahsp/", "detail-ahsp/{work}/", "pekerjaan/{work}/bundle/1/expansion/"])
def test_strangers_find_nothing_and_the_signed_out_are_told(path):
    site = Site()
    path = path.format(work=site.works[0].pk)
    assert site.get(path, client=a_client(a_user())).status_code == 404
    assert site.get(path, client=a_client()).status_code == 401


def test_a_reviewer_reads_and_does_not_write():
    site = Site()
    reviewer = a_client(a_member(site.project, "peninjau"))
    path = f"detail-ahsp/{site.works[0].pk}/"
    assert site.get(path, client=reviewer).json()["can_edit"] is False
    assert site.command({"deletes": []}, client=reviewer).status_code == 403
    buk = site.post(f"pekerjaan/{site.works[0].pk}/pricing/", {"from": None, "to": "5"}, client=reviewer)
    assert buk.status_code == 403


def test_a_pekerjaan_of_another_project_is_not_found_through_mine():
    mine, other = Site(), Site()
    foreign = other.works[0].pk
    assert mine.get(f"detail-ahsp/{foreign}/").status_code == 404
    item = {"uraian": "Mandor", "satuan": "OH"}
    body = {"adds": [{"temp": "a", "kategori": "TK", "koefisien": "1", "item": item}]}
    assert mine.post(f"detail-ahsp/{foreign}/save/", body).status_code == 404
    assert mine.post(f"pekerjaan/{foreign}/pricing/", {"from": None, "to": "5"}).status_code == 409


def test_a_body_out_of_shape_is_told_with_its_place():
    site = Site()
    answer = site.command({"adds": [{"temp": "a"}]})
    assert (answer.status_code, answer.json()["code"]) == (422, "body_invalid")


def test_a_warm_form_costs_one_statement(queries):
    site = Site()
    site.form()
    site.form()
    with queries() as statements:
        site.form()
    assert len([sql for sql in statements.seen if "session" not in sql.lower()]) == 1


def test_a_cold_form_costs_the_same_however_large_the_project(queries):
    counts = []
    for size in (2, 25):
        site = Site(size)
        site.form(1)
        with queries() as statements:
            site.form(0)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_rows_are_found_while_typing():
    site = Site()
    answer = site.get("komponen-search/?q=bahan&kategori=BHN").json()
    assert [(hit["jenis"], hit["kode"], hit["harga"]) for hit in answer["hits"]] == [
        ("item", "M.0001", "50000"),
        ("item", "M.0002", "50000"),
    ]
    assert site.get("komponen-search/?q=x&kategori=UPAH").status_code == 422
    assert site.get("komponen-search/?q=x&kategori=TK", client=a_client(a_user())).status_code == 404


def test_prices_travel_with_the_command():
    site = Site()
    row = site.rows()[0]
    price = {"id": row.harga_item_id, "col": "harga", "from": "100000.00", "to": "200000"}
    cell = {"id": row.pk, "col": "koefisien", "from": "0.500000", "to": "1"}
    assert site.command({"cells": [cell], "harga": [price]}).json()["changed"]["harga"] == [row.harga_item_id]
    assert site.form()["harga"]["tenaga_kerja"] == "200000"
