"""The form of an analysis: stored rows in their blocks, bundles opened, and figures that are the engine's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from harsat.engine.analisa import analisa_baris, blok_jumlah
from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import NotFound
from harsat.rab.models import HargaItem
from harsat.rab.selectors.analisa import analisa_form, analisa_forms, analisa_list
from harsat.rab.selectors.analisa_pengaruh import analisa_pengaruh
from harsat.rab.selectors.estimate import estimate_current
from support.analisa import Analyses, a_cell, a_line, an_acuan, an_acuan_bundle, an_edition, an_item

pytestmark = pytest.mark.django_db


def form(site, work=0):
    return analisa_form(site.project.pk, estimate_current(site.project.pk), site.works[work].pk)


def block(form, letter):
    return next(blok for blok in form.blok if blok.huruf == letter)


def test_rows_stand_in_the_blocks_of_the_official_form():
    site = Analyses()
    shown = form(site)
    assert [blok.huruf for blok in shown.blok] == ["A", "B", "C"]
    assert [row.kode for row in block(shown, "A").baris] == ["L.01"]
    assert (block(shown, "A").jumlah, block(shown, "B").jumlah, block(shown, "C").jumlah) == (50_000, 100_000, 0)
    assert (shown.harga.biaya_langsung, shown.harga.harga_satuan) == (150_000, 165_000)


def test_lump_sums_have_a_block_of_their_own():
    site = Analyses()
    site.save(adds=[an_item("LAIN", "Mobilisasi", "ls", harga="5000")])
    shown = form(site)
    assert block(shown, "LAIN").jumlah == 5_000
    assert shown.harga.biaya_langsung == 155_000


def test_the_lines_of_a_block_add_up_to_its_sum():
    site = Analyses(3)
    site.bundle(0, 1, "0.333333")
    site.bundle(1, 2, "1.234567")
    for shown in analisa_forms(site.project.pk, estimate_current(site.project.pk)):
        for blok in shown.blok:
            assert blok.jumlah == sum(line.jumlah for line in blok.baris)
        assert shown.harga.biaya_langsung == sum(blok.jumlah for blok in shown.blok)


def test_a_bundle_opens_into_lines_that_stand_in_the_blocks_too():
    site = Analyses(3)
    site.bundle(1, 2, "3")
    site.bundle(0, 1, "2")
    shown = form(site)
    (bundel,) = shown.bundel
    assert (bundel.kode, bundel.koefisien) == ("B.0002", 2)
    assert [(line.kode, line.via) for _kategori, line in bundel.baris] == [
        ("L.01", ("B.0002",)),
        ("L.01", ("B.0002", "B.0003")),
        ("M.0002", ("B.0002",)),
        ("M.0003", ("B.0002", "B.0003")),
    ]
    deepest = bundel.baris[1][1]
    assert (deepest.koefisien, deepest.koefisien_bundel) == (Decimal("3.0"), Decimal("1.5"))
    assert [line.via for line in block(shown, "A").baris] == [(), ("B.0002",), ("B.0002", "B.0003")]


def test_what_a_unit_of_a_bundle_costs_does_not_move_with_its_koefisien():
    site = Analyses()
    site.bundle(0, 1, "2")
    before = form(site).bundel[0]
    site.save(cells=[a_cell(site.rows()[-1], "koefisien", "2", "7")])
    after = form(site).bundel[0]
    assert (before.harga, after.harga) == (150_000, 150_000)
    assert (before.jumlah, after.jumlah) == (300_000, 1_050_000)


def test_a_bundle_of_koefisien_zero_has_no_price_per_unit_and_costs_nothing():
    site = Analyses()
    site.bundle(0, 1, "0")
    (bundel,) = form(site).bundel
    assert (bundel.harga, bundel.jumlah) == (None, 0)


def test_a_catalogue_bundle_is_named_and_opened():
    acuan = an_edition(an_acuan("9.9", a_line(Kategori.TK, "L.01", "Pekerja", "OH", Decimal("0.25"))))
    site = Analyses()
    site.save(adds=[an_acuan_bundle(acuan["9.9"], "4")])
    (bundel,) = form(site).bundel
    assert (bundel.kode, bundel.uraian, bundel.satuan) == ("9.9", "Acuan 9.9", "m3")
    assert (bundel.target_analysis_id, bundel.jumlah) == (acuan["9.9"], 100_000)


def test_a_missing_price_leaves_d_e_f_unknown_and_is_named():
    site = Analyses()
    site.save(adds=[an_item("ALT", "Molen", "hari", "E.29")])
    shown = form(site)
    item = HargaItem.objects.get(project=site.project, kode="E.29")
    assert [one.id for one in shown.belum_ada] == [item.pk]
    assert (shown.harga.biaya_langsung, shown.harga.harga_satuan) == (None, None)
    assert block(shown, "A").jumlah == 50_000
    assert block(shown, "A").persen is None


def test_notes_stand_beside_their_row():
    site = Analyses()
    site.save(cells=[a_cell(site.rows()[0], "catatan", "", "lembur")])
    assert block(form(site), "A").baris[0].catatan == "lembur"


def test_shares_are_of_d():
    site = Analyses()
    assert [blok.persen for blok in form(site).blok] == [Decimal("33.3"), Decimal("66.7"), Decimal("0.0")]


def test_the_head_knows_number_neighbours_and_hosts():
    site = Analyses(3)
    site.bundle(0, 1)
    shown = form(site, 1)
    assert shown.head.nomor == "I.A.2"
    assert (shown.head.sebelum, shown.head.sesudah) == (site.works[0].pk, site.works[2].pk)
    assert shown.dipakai_oleh == ((site.works[0].pk, "B.0001"),)
    assert (form(site, 0).head.sebelum, form(site, 2).head.sesudah) == (None, None)


def test_the_list_shows_f_and_what_lacks():
    site = Analyses()
    site.save(1, adds=[an_item("ALT", "Molen", "hari", "E.29")])
    first, second = analisa_list(site.project.pk, estimate_current(site.project.pk))
    assert (first.nomor, first.klasifikasi, first.harga_satuan) == ("1", "I · Pekerjaan Struktur", 165_000)
    assert (second.harga_satuan, second.belum_ada) == (None, 1)


def test_what_weighs_most_comes_first_with_f_if_it_rose():
    site = Analyses()
    shown = form(site)
    first, second = analisa_pengaruh(estimate_current(site.project.pk), shown)
    assert (first.uraian, first.persen, first.harga_satuan) == ("Bahan 1", Decimal("66.7"), 170_500)
    assert (second.uraian, second.harga_satuan, second.naik_persen) == ("Pekerja", 167_750, Decimal("1.67"))


def test_nothing_weighs_on_an_unknown_price():
    site = Analyses()
    site.save(adds=[an_item("ALT", "Molen", "hari")])
    assert analisa_pengaruh(estimate_current(site.project.pk), form(site)) == []


def test_another_projects_pekerjaan_is_not_found():
    site, other = Analyses(), Analyses()
    with pytest.raises(NotFound):
        analisa_form(site.project.pk, estimate_current(site.project.pk), other.works[0].pk)


def test_forms_of_a_whole_project_cost_two_statements(queries):
    site = Analyses(12)
    estimate = estimate_current(site.project.pk)
    with queries(2):
        assert len(analisa_forms(site.project.pk, estimate)) == 12
    with queries(2):
        analisa_form(site.project.pk, estimate, site.works[3].pk)
    with queries(1):
        analisa_list(site.project.pk, estimate)


def test_the_blocks_are_those_the_engine_sums():
    site = Analyses()
    site.bundle(0, 1, "0.1")
    estimate = estimate_current(site.project.pk)
    shown = form(site)

    sums = blok_jumlah(analisa_baris(estimate.snapshot, site.works[0].pk))
    assert {blok.kategori: blok.jumlah for blok in shown.blok} == {k: v for k, v in sums.items() if k != "LAIN"}
