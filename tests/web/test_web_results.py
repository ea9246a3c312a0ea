"""The pages of results print what the engine made, and cost the same for ten pekerjaan as for three hundred."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from harsat.rab.models import HargaItem
from support.pages import PAGES
from support.projects import a_client, a_project, a_user, an_access, prices_set
from support.queries import statement_count


def page_of(client, name, project):
    return client.get(reverse(name, args=[project.pk])).content.decode()


def words(page):
    """The text of a page as it is read, without markup and repeated blanks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_rekap_prints_the_sum_to_the_rounded_total(client, project):
    text = words(page_of(client, "rekap", project))
    # Two works of 1 650 000; PPN 12 % of 11/12.
    for figure in ("3.300.000,00", "3.025.000,00", "363.000,00", "3.663.000,00"):
        assert figure in text
    assert "Tiga juta enam ratus enam puluh tiga ribu rupiah" in text
    assert "ke 1.000, terdekat" in text
    assert "sisa 1.337.000,00" in text


def test_rekap_says_by_how_much_the_pagu_is_exceeded(owner, client):
    text = words(page_of(client, "rekap", a_project(owner, pekerjaan=2, pagu="3000000.00")))
    assert "melebihi 663.000,00" in text


def test_an_unknown_price_is_missing_and_never_zero(client, owner, project):
    item = HargaItem.objects.get(project=project, kode="M.0001")
    prices_set(an_access(owner, project), {item.pk: None})
    page = page_of(client, "rekap", project)
    assert "belum lengkap (1)" in words(page)
    assert "Cetak DRAFT" in page
    assert 'class="num hide-small missing"' in page
    assert "1.650.000,00" in words(page)


def test_each_figure_of_the_rekap_can_be_asked_where_it_comes_from(client, project):
    keys = set(re.findall(r'data-derivation="([^"]+)"', page_of(client, "rekap", project)))
    assert {"rekap:subtotal", "rekap:dpp", "rekap:ppn", "rekap:jumlah_dengan_ppn", "rekap:total"} <= keys
    for key in keys:
        answer = client.get(f"/api/v2/project/{project.pk}/derivation/", {"key": key})
        assert answer.status_code == 200, key


def test_volumes_line_up_on_the_comma_of_the_finest():
    from decimal import Decimal

    from harsat.web.pages.rekap import volume_decimals

    assert volume_decimals([]) == 2
    assert volume_decimals([Decimal("150.0000"), None]) == 2
    assert volume_decimals([Decimal("150.0000"), Decimal("7.7040")]) == 3
    assert volume_decimals([Decimal("0.0001")]) == 4


@pytest.mark.parametrize("name", ["rincian_rab", "kebutuhan"])
def test_the_resources_tie_to_the_budget(client, project, name):
    text = words(page_of(client, name, project))
    # 2 x 150 000 x 10 of resources, 10 % of it.
    assert re.search(r"Jumlah sumber daya 3\.000\.000,00", text)
    assert re.search(r"Biaya umum & keuntungan 300\.000,00", text)
    assert re.search(r"Jumlah RAB sebelum PPN 3\.300\.000,00", text)


@pytest.mark.parametrize("name", ["rekap", "rincian_rab", "kebutuhan"])
def test_an_empty_result_says_where_to_begin(client, owner, name):
    page = page_of(client, name, a_project(owner))
    assert "Belum ada yang dijumlah" in page
    assert "/list-pekerjaan/" in page
    assert "unduh" not in page


def test_the_foot_of_the_navigation_carries_the_total_and_the_pagu(client, project):
    page = page_of(client, "proyek", project)
    foot = re.search(r"<rab-total.*?</rab-total>", page, re.DOTALL).group(0)
    assert 'data-pagu="5000000"' in foot
    assert "Total RAB Rp 3.663.000 Pagu 5.000.000 73,3 %" in words(foot).strip()


def test_the_steps_count_what_is_filled_of_what_is_needed(client, owner, project):
    item = HargaItem.objects.get(project=project, kode="M.0001")
    prices_set(an_access(owner, project), {item.pk: None})
    with statement_count() as statements:
        steps = client.get(reverse("steps", args=[project.pk])).json()
    assert steps["harga"] == {"count": "2/3", "lacking": True}
    assert steps["volume"] == {"count": "2/2", "lacking": False}
    assert list(steps) == ["struktur", "volume", "analisa", "harga"]
    assert len(statements) <= 2, str(statements)


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_known_estimate_costs_the_same_at_any_size(db, name):
    owner = a_user()
    client = a_client(owner)
    costs = []
    for pekerjaan in (10, 300):
        project = a_project(owner, pekerjaan=pekerjaan)
        url = reverse(name, args=[project.pk])
        client.get(url)
        with statement_count() as statements:
            client.get(url)
        costs.append(len(statements))
    assert costs[0] == costs[1]
    assert costs[0] <= 8, str(statements)


@pytest.mark.parametrize("name", ["rekap", "harga"])
def test_a_page_of_an_unknown_estimate_costs_the_same_at_any_size(db, name):
    owner = a_user()
    client = a_client(owner)
    costs = []
    for pekerjaan in (10, 300):
        project = a_project(owner, pekerjaan=pekerjaan)
        with statement_count() as statements:
            client.get(reverse(name, args=[project.pk]))
        costs.append(len(statements))
    assert costs[0] == costs[1]
