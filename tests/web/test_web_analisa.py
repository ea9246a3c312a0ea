"""The pages Analisa and Rincian AHSP: what they print without JavaScript, who may see them, what they cost."""

from __future__ import annotations

import re

import pytest

from harsat.rab.models import Pekerjaan
from support.analisa import Analyses, an_item
from support.projects import a_client, a_member, a_project, a_user

pytestmark = pytest.mark.django_db


class Pages(Analyses):
    def __init__(self, pekerjaan=2):
        super().__init__(pekerjaan)
        self.client = a_client(self.user)

    def get(self, page, work=None, client=None):
        place = f"{self.works[work].pk}/" if work is not None else ""
        return (client or self.client).get(f"/proyek/{self.project.pk}/{page}/{place}")

    def text(self, page, work=None):
        return re.sub(r"\s+", " ", self.get(page, work).content.decode())


def test_analisa_opens_the_first_pekerjaan_and_lists_all_with_their_f():
    text = Pages().text("detail-ahsp")
    assert "<h2>Pekerjaan 1</h2>" in text
    assert text.count("165.000") == 2
    assert text.count('aria-current="true"') == 1


def test_analisa_leads_to_its_neighbours():
    site = Pages(3)
    text = site.text("detail-ahsp", 1)
    for relation, work in (("prev", 0), ("next", 2)):
        assert re.search(rf'rel="{relation}" href="[^"]*/detail-ahsp/{site.works[work].pk}/"', text)
    assert 'rel="prev"' not in site.text("detail-ahsp", 0)


def test_a_reference_offers_to_become_a_modification_and_nothing_else():
    site = Pages()
    Pekerjaan.objects.filter(pk=site.works[0].pk).update(source="ref")
    text = site.text("detail-ahsp", 0)
    assert "Ubah menjadi modifikasi" in text
    assert 'data-act="add"' not in text


def test_a_reviewer_is_offered_no_act():
    site = Pages()
    Pekerjaan.objects.filter(pk=site.works[0].pk).update(source="ref")
    reviewer = a_client(a_member(site.project, "peninjau"))
    for work in (0, 1):
        text = site.get("detail-ahsp", work, client=reviewer).content.decode()
        assert "data-act=" not in text
        assert "disabled> %" in text


@pytest.mark.parametrize("page", ["detail-ahsp", "rincian-ahsp"])
def test_a_project_without_pekerjaan_is_told_where_to_begin(page):
    user = a_user()
    project = a_project(user)
    answer = a_client(user).get(f"/proyek/{project.pk}/{page}/")
    assert answer.status_code == 200
    assert f"/proyek/{project.pk}/list-pekerjaan/" in answer.content.decode()


@pytest.mark.parametrize("page", ["detail-ahsp", "rincian-ahsp"])
def test_strangers_and_foreign_pekerjaan_find_nothing(page):
    mine, other = Pages(), Pages()
    assert mine.get(page, 0, client=other.client).status_code == 404
    assert mine.client.get(f"/proyek/{mine.project.pk}/{page}/{other.works[0].pk}/").status_code == 404
    assert mine.get(page, client=a_client()).status_code == 302


def test_the_form_prints_a_to_f_and_adds_up():
    text = Pages().text("rincian-ahsp", 0)
    for printed in (
        'Jumlah tenaga kerja (A)</td><td class="num">50.000,00',
        'Jumlah bahan (B)</td><td class="num">100.000,00',
        'Jumlah peralatan (C)</td><td class="num">0,00',
        'Biaya langsung (A + B + C)</td><td class="num">150.000,00',
        'Biaya umum dan keuntungan (10 % × D)</td><td class="num">15.000,00',
        'Harga satuan pekerjaan per m3 (D + E)</td><td class="num">165.000,00',
    ):
        assert printed in text


def test_the_form_prints_lines_of_bundles_with_their_way():
    site = Pages()
    site.bundle(0, 1, "0.5")
    text = site.text("rincian-ahsp", 0)
    assert text.count("melalui B.0002") == 2
    assert '<td class="num">0,25</td><td class="num">100.000,00</td><td class="num">25.000,00</td>' in text


def test_what_is_not_known_is_not_printed_as_zero():
    site = Pages()
    site.save(adds=[an_item("ALT", "Molen", "hari")])
    text = site.text("rincian-ahsp", 0)
    assert '<td class="num lacks">belum ada</td><td class="num lacks">belum ada</td>' in text
    assert 'per m3 (D + E)</td><td class="num">belum lengkap' in text


def test_all_forms_stand_one_after_the_other():
    text = Pages(3).text("rincian-ahsp")
    assert re.findall(r'id="ahsp-\d+"><span>([^<]+)', text) == ["Pekerjaan 1", "Pekerjaan 2", "Pekerjaan 3"]
    assert "3 formulir" in text


@pytest.mark.parametrize("page", ["detail-ahsp", "rincian-ahsp"])
def test_a_page_costs_the_same_however_large_the_project(page, queries):
    counts = []
    for size in (2, 20):
        site = Pages(size)
        site.get(page)
        with queries() as statements:
            site.get(page)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 8
