"""Every page, light and dark, at the desk and on a phone: named, in one piece, legible, and quiet in the console."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.steps import project_make, sign_up

CHECKS = (Path(__file__).parent / "checks.js").read_text()
PHONE = {"width": 390, "height": 844}
OF_A_PROJECT = (
    "list-pekerjaan/",
    "volume/",
    "detail-ahsp/",
    "harga-items/",
    "rekap-rab/",
    "rincian-ahsp/",
    "rincian-rab/",
    "rekap-kebutuhan/",
    "pengaturan/",
)
OF_THE_DOOR = ("/akun/masuk/", "/akun/daftar/", "/akun/sandi/lupa/", "/tidak/ada/")
LOOKS = [("light", None), ("dark", None), ("light", PHONE), ("dark", PHONE)]
NAMES = ["light", "dark", "light-phone", "dark-phone"]


@pytest.fixture(params=LOOKS, ids=NAMES)
def look(request):
    scheme, viewport = request.param
    return {"color_scheme": scheme, **({"viewport": viewport} if viewport else {})}


def found_on(page, path):
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return [f"{path}: {finding}" for finding in page.evaluate(CHECKS)]


def test_the_checks_find_what_they_are_for(new_page):
    page = new_page(color_scheme="light")
    page.goto("/akun/masuk/")
    page.evaluate("""() => {
        const pale = document.createElement("p");
        pale.textContent = "pucat";
        pale.style.color = "#cccccc";
        document.querySelector("form").append(pale, document.createElement("button"), document.createElement("table"));
        document.querySelector("h1").id = "id_login";
    }""")
    found = " ".join(page.evaluate(CHECKS))
    assert "contrast" in found
    assert "no name: <button" in found
    assert "id twice: id_login" in found


def test_the_pages_of_a_project_hold(demo_page, look):
    page, project = demo_page(**look)
    assert [finding for path in OF_A_PROJECT for finding in found_on(page, project + path)] == []


def test_the_lists_and_forms_hold(demo_page, look):
    page, _project = demo_page(**look)
    assert [finding for path in ("/", "/proyek/baru/") for finding in found_on(page, path)] == []


def test_the_door_holds(new_page, watch, look):
    watch.expect(404)
    page = new_page(**look)
    assert [finding for path in OF_THE_DOOR for finding in found_on(page, path)] == []


def test_a_phone_keeps_the_total_in_sight(demo_page):
    page, project = demo_page(viewport=PHONE)
    page.goto(f"{project}rekap-rab/")
    total = page.locator(".recap-screen .final")
    assert total.is_visible()
    assert total.bounding_box()["y"] + total.bounding_box()["height"] <= PHONE["height"] - 52


def test_the_desk_shows_24_rows_of_a_sheet(demo_page):
    page, project = demo_page()
    page.goto(f"{project}harga-items/")
    page.locator("rab-grid [role=gridcell]").first.wait_for()
    grid = page.locator("rab-grid").bounding_box()
    assert (grid["height"] - 32) / 28 >= 24


def test_amounts_in_the_foot_stand_under_their_column(demo_page):
    page, project = demo_page()
    page.goto(f"{project}rekap-rab/")
    column = page.locator("tr.l1 td:nth-child(7) button").first.bounding_box()
    foot = page.locator(".recap-screen .final button").bounding_box()
    assert abs(column["x"] + column["width"] - foot["x"] - foot["width"]) < 1


def test_every_region_begins_16_px_from_its_edge(demo_page):
    page, project = demo_page()
    page.goto(f"{project}rekap-rab/")
    main = page.locator("main").bounding_box()["x"]
    # The words stand inside their box: what is measured is the text itself.
    left = """selector => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector(selector));
        return range.getBoundingClientRect().left;
    }"""
    for selector in (".page-head h1", ".grid thead th", ".grid tr.l1 .no", ".say .tiny", ".status span"):
        assert abs(page.evaluate(left, selector) - main - 16) < 1, selector


def test_a_figure_says_where_it_comes_from_and_gives_the_hand_back(demo_page):
    page, project = demo_page()
    page.goto(f"{project}rekap-rab/")
    figure = page.locator("tr.l3 td:nth-child(7) button").first
    figure.focus()
    page.keyboard.press("Space")
    card = page.get_by_role("dialog", name="Dari mana angka ini")
    card.get_by_text("Biaya langsung").wait_for()
    assert card.locator("tr").last.inner_text().endswith(figure.inner_text())
    page.keyboard.press("Escape")
    assert card.is_hidden()
    assert figure.evaluate("element => element === document.activeElement")


def test_undo_works_on_a_printed_page(new_page):
    page = new_page()
    sign_up(page)
    project = project_make(page, "Gedung Urung")
    page.goto(f"{project}pengaturan/")
    page.get_by_label("Lokasi").fill("Cimahi")
    page.get_by_role("button", name="Simpan identitas").click()
    page.get_by_text("Pengaturan tersimpan.").wait_for()
    page.get_by_role("button", name="Urungkan").click()
    expect(page.get_by_label("Lokasi")).to_have_value("")


def test_the_theme_is_kept(demo_page):
    page, project = demo_page(color_scheme="light")
    page.get_by_role("button", name="Ganti tema").click()
    page.goto(f"{project}rekap-rab/")
    assert page.locator("html").get_attribute("data-theme") == "light"
    page.get_by_role("button", name="Ganti tema").click()
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
