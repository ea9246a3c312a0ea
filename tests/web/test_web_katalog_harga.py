"""Price lists as pages: which there are, a search, a hundred prices at a time; nothing is written."""

from __future__ import annotations

import re

from catalogue.browse.builders import a_price_list, today_edition
from catalogue.builders import AS_OF
from harsat.catalogue.browse.price_lists import PAGE
from harsat.catalogue.models import PriceList
from support.queries import statement_count

URL = "/katalog/harga/"


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_without_a_list_the_page_says_what_lacks(client, db):
    assert "Belum ada daftar harga" in words(client.get(URL))


def test_every_list_stands_with_its_origin_and_count(client, db):
    today_edition()
    a_price_list()
    assert "Kota Bandung, Juni 2026 uji 1 Jun 2026 4" in words(client.get(URL))


def test_the_prices_of_a_list_are_found_by_code_and_name(client, db):
    chosen = a_price_list()
    page = words(client.get(f"{URL}{chosen.pk}/", {"q": "batu"}))
    assert "286.500,00" in page
    assert "145.000,00" in page
    assert "200.000,00" not in page
    assert "Tidak ada harga yang memuat “zzz”" in words(client.get(f"{URL}{chosen.pk}/", {"q": "zzz"}))


def test_the_next_prices_come_as_a_fragment_behind_a_code_and_unit(client, db):
    chosen = a_price_list("Panjang", {f"M.{number:04d}": "1000" for number in range(PAGE + 3)})
    first = client.get(f"{URL}{chosen.pk}/")
    after = first.context["found"].after
    more = client.get(f"{URL}{chosen.pk}/", {"sesudah": after}, headers={"HX-Request": "true"})
    assert len(re.findall(r"<tr", more.content.decode())) == 3
    assert b"<html" not in more.content


def test_a_list_that_is_not_offered_is_not_found(settings, client, db):
    settings.HARSAT_SERVER = True
    draft = PriceList.objects.create(name="Konsep", as_of=AS_OF)
    assert client.get(f"{URL}{draft.pk}/").status_code == 404
    assert client.get(f"{URL}4711/").status_code == 404


def test_a_list_costs_the_same_at_any_size(client, db):
    costs = []
    for count in (5, 900):
        chosen = a_price_list(f"Uji {count}", {f"M.{number:04d}": "1000" for number in range(count)})
        with statement_count() as statements:
            client.get(f"{URL}{chosen.pk}/")
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 7, str(statements)
