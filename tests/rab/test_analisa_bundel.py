"""Bundles in an analysis: of both kinds and any depth, and everything a save refuses about them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from harsat.engine.snapshot import Kategori
from harsat.kernel.errors import CellRefusals, Refused
from harsat.rab.models import HargaItem, Komponen, Pekerjaan
from harsat.rab.selectors.estimate import estimate_current
from support.analisa import Analyses, a_bundle, a_cell, a_delete, a_line, an_acuan, an_acuan_bundle, an_edition
from support.projects import write

pytestmark = pytest.mark.django_db

TK, BHN, LAIN = Kategori.TK, Kategori.BHN, Kategori.LAIN


def langsung(site, work=0):
    return estimate_current(site.project.pk).harga_satuan[site.works[work].pk].biaya_langsung


def reason(refused):
    (cell,) = refused.value.extra["cells"]
    return cell


def test_a_bundle_adds_its_koefisien_times_d_of_the_target():
    site = Analyses()
    site.bundle(0, 1, "2")
    assert langsung(site) == 150_000 + 2 * 150_000


def test_a_bundle_stands_in_lain_whatever_kategori_was_sent():
    site = Analyses()
    site.bundle(0, 1)
    assert site.rows()[-1].kategori == "LAIN"


def test_a_host_is_priced_anew_when_its_target_changes():
    site = Analyses(3)
    site.bundle(0, 1, "2")
    site.bundle(1, 2, "3")
    assert langsung(site) == 150_000 + 2 * (150_000 + 3 * 150_000)
    site.save(2, deletes=[a_delete(site.rows(2)[0])])
    assert langsung(site) == 150_000 + 2 * (150_000 + 3 * 100_000)


def test_an_analysis_that_would_contain_itself_is_refused_with_the_path():
    site = Analyses(3)
    with pytest.raises(CellRefusals) as refused:
        site.bundle(0, 0)
    assert reason(refused)["path"] == ["B.0001", "B.0001"]
    site.bundle(1, 2)
    site.bundle(0, 1)
    with pytest.raises(CellRefusals) as refused:
        site.bundle(2, 0)
    assert reason(refused)["code"] == "bundel_cycle"
    assert reason(refused)["reason"] == "Analisa memuat dirinya sendiri: B.0003 → B.0001 → B.0002 → B.0003."


def test_a_target_that_is_not_in_the_project_is_refused():
    site, other = Analyses(), Analyses()
    with pytest.raises(CellRefusals) as refused:
        site.save(adds=[a_bundle(other.works[0].pk)])
    assert reason(refused)["code"] == "bundel_target_missing"


def test_a_target_without_rows_is_refused():
    site = Analyses()
    site.empty(1)
    with pytest.raises(CellRefusals) as refused:
        site.bundle(0, 1)
    assert reason(refused)["code"] == "bundel_target_empty"
    assert "B.0001 → B.0002" in reason(refused)["reason"]


def test_a_pekerjaan_with_a_direct_price_may_be_bundled():
    site = Analyses()
    direct = {site.works[1].pk: {"langsung": True, "harga_langsung": "70000.00"}}
    write(site.access, lambda the: the.update(Pekerjaan, direct))
    site.bundle(0, 1, "2")
    assert langsung(site) == 150_000 + 140_000


def test_a_target_may_not_be_emptied_while_others_bundle_it():
    site = Analyses()
    site.bundle(0, 1)
    with pytest.raises(Refused) as refused:
        site.empty(1)
    assert refused.value.code == "bundel_target_in_use"
    assert "B.0001" in refused.value.message
    assert len(site.rows(1)) == 2


def test_a_target_may_lose_rows_while_one_is_left():
    site = Analyses()
    site.bundle(0, 1)
    site.save(1, deletes=[a_delete(site.rows(1)[0])])
    assert langsung(site) == 150_000 + 100_000


def test_a_bundle_may_be_removed_and_its_target_then_emptied():
    site = Analyses()
    site.bundle(0, 1)
    site.save(deletes=[a_delete(site.rows()[-1])])
    site.empty(1)
    assert site.rows(1) == []


def test_the_koefisien_of_a_bundle_is_a_cell_like_any_other():
    site = Analyses()
    site.bundle(0, 1)
    row = site.rows()[-1]
    site.save(cells=[a_cell(row, "koefisien", "1.000000", "0.333333")])
    assert langsung(site) == Decimal(150000) + Decimal("16666.65") + Decimal("33333.30")


def test_a_catalogue_analysis_brings_the_price_items_of_all_it_nests():
    acuan = an_edition(
        an_acuan("1.1", a_line(TK, "L.01", "Pekerja", "OH", Decimal("0.5"))),
        an_acuan(
            "1.2",
            a_line(TK, "L.04", "Mandor", "OH", Decimal("0.1")),
            a_line(LAIN, "", "Acuan 1.1", "m3", Decimal(2), target="1.1"),
        ),
    )
    site = Analyses()
    receipt = site.save(adds=[an_acuan_bundle(acuan["1.2"], "3")])
    foreman = HargaItem.objects.get(project=site.project, kode="L.04")
    assert (foreman.harga, foreman.kategori) == (None, "TK")
    assert receipt.answer["items"] == [foreman.pk]
    assert HargaItem.objects.filter(project=site.project, kode="L.01").count() == 1
    HargaItem.objects.filter(pk=foreman.pk).update(harga=200_000)
    form = estimate_current(site.project.pk).harga_satuan[site.works[0].pk]
    assert form.belum_ada == (foreman.pk,)


def test_a_pekerjaan_may_bundle_one_that_bundles_a_catalogue_analysis():
    acuan = an_edition(an_acuan("1.1", a_line(TK, "L.01", "Pekerja", "OH", Decimal("0.25"))))
    site = Analyses()
    site.save(1, adds=[an_acuan_bundle(acuan["1.1"], "4")])
    site.bundle(0, 1, "2")
    assert langsung(site) == 150_000 + 2 * (150_000 + 100_000)


def test_a_catalogue_resource_whose_kategori_clashes_is_refused_in_words():
    acuan = an_edition(an_acuan("1.1", a_line(BHN, "L.01", "Pekerja", "OH", Decimal("0.25"))))
    site = Analyses()
    with pytest.raises(CellRefusals) as refused:
        site.save(adds=[an_acuan_bundle(acuan["1.1"])])
    assert "sudah tercatat sebagai Tenaga kerja" in reason(refused)["reason"]


def test_an_unknown_catalogue_analysis_is_refused():
    site = Analyses()
    with pytest.raises(CellRefusals) as refused:
        site.save(adds=[an_acuan_bundle(987_654)])
    assert reason(refused)["code"] == "bundel_target_missing"


def test_a_ladder_of_doubled_bundles_is_refused_before_it_bursts():
    site = Analyses(14)

    def double(work):
        target = site.works[work - 1].pk
        site.save(work, adds=[a_bundle(target, temp="a"), a_bundle(target, temp="b")])

    for work in range(1, 12):
        double(work)
    with pytest.raises(Refused) as refused:
        double(12)
    assert refused.value.code == "bundel_too_large"
    assert refused.value.message == "Analisa B.0013 terurai menjadi lebih dari 10.000 baris."


def test_a_bundle_costs_the_same_statements_however_many_rows_the_project_has(queries):
    counts = []
    for size in (3, 30):
        site = Analyses(size)
        with queries() as statements:
            site.bundle(0, 1)
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert Komponen.objects.filter(target_pekerjaan__isnull=False).count() == 2
