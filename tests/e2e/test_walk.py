"""The core walk: from signing up to two downloads that carry the same total as the page and the API."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pypdfium2
import pytest

from e2e.steps import (
    api,
    cell,
    paste,
    project_make,
    saved,
    sign_up,
)
from harsat.engine.numbers import id_text

pytestmark = pytest.mark.slow

CUSTOM = 3
FROM_CATALOGUE = 20
WORKS = CUSTOM + FROM_CATALOGUE


def test_from_signing_up_to_the_printed_total(new_page):
    page = new_page()
    sign_up(page)
    project = project_make(page, "Gedung Jalan", Lokasi="Bandung")
    works_list(page)
    custom_analyse(page, project)
    volumes_fill(page, project)
    prices_paste(page, project)
    total = total_agrees(page, project)
    downloads_agree(page, project, total)


def works_list(page):
    """Three of our own pasted as an outline, twenty marked in the catalogue and taken at once."""
    # It is shown when the list has been read, and from then on the buttons answer.
    page.get_by_role("button", name="Mulai mengetik").wait_for()
    page.get_by_role("button", name="Tempel dari Excel").first.click()
    custom = "".join(f"{number}\tPekerjaan buatan {number}\tm2\n" for number in range(1, CUSTOM + 1))
    page.locator("dialog[open] textarea").fill(f"I\tPekerjaan Persiapan\t\nA\tPembersihan\t\n{custom}")
    page.get_by_role("button", name="Tambahkan ke daftar").click()
    page.locator("dialog[open]").wait_for(state="hidden")
    page.keyboard.press("Control+k")
    page.locator("dialog[open] [role=option]").nth(FROM_CATALOGUE).wait_for()
    for _ in range(FROM_CATALOGUE):
        page.keyboard.press("Shift+Enter")
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for(state="hidden")
    page.get_by_text(f"{WORKS} pekerjaan").first.wait_for()
    page.locator("[data-step=struktur] .count", has_text=str(WORKS)).wait_for()


def custom_analyse(page, project):
    """Half an OH of labour in each of our own works; the first makes the item, the others find it."""
    rows = api(page, "list-pekerjaan/tree/", project)["rows"]
    works = [row["id"] for row in rows if row.get("source") == "custom"]
    assert len(works) == CUSTOM
    for work in works:
        page.goto(f"{project}detail-ahsp/{work}/")
        page.locator("[data-act=add]").first.click()
        page.get_by_label("Uraian").fill("Tenaga jalan")
        page.get_by_label("Satuan", exact=True).fill("OH")
        page.get_by_label("Koefisien").fill("0,5")
        page.get_by_role("button", name="Tambah", exact=True).click()
        saved(page)


def volumes_fill(page, project):
    """A number, a formula, and the rest as one pasted column."""
    page.goto(f"{project}volume/")
    page.locator("rab-grid .grid-input").wait_for()
    page.keyboard.type("12,5")
    page.keyboard.press("Enter")
    page.keyboard.type("=2*3,5")
    page.keyboard.press("Enter")
    paste(page, "\n".join(f"{number},25" for number in range(1, WORKS - 1)))
    saved(page)
    volumes = [row["volume"] for row in api(page, "volume-pekerjaan/", project)["rows"] if row["level"] == 3]
    assert [Decimal(volume) for volume in volumes[:3]] == [Decimal("12.5"), Decimal(7), Decimal("1.25")]
    assert None not in volumes


def prices_paste(page, project):
    """Every price at once; the one without a reading is refused, kept and set right; a slip is taken back."""
    items = api(page, "harga-items/", project)["rows"]
    page.goto(f"{project}harga-items/")
    page.locator("rab-grid .grid-input").wait_for()
    prices = [f"{1000 * number}" for number in range(1, len(items) + 1)]
    paste(page, "\n".join([*prices[:4], "12.34.5", *prices[5:]]))
    tray = page.get_by_role("region", name="Sel yang ditolak")
    tray.get_by_text("12.34.5").wait_for()
    saved(page)
    assert stored(page, project).count(None) == 1
    page.keyboard.press("F8")
    page.keyboard.type("5.000")
    page.keyboard.press("Enter")
    tray.wait_for(state="hidden")
    saved(page)
    assert [Decimal(price) for price in stored(page, project)] == [Decimal(price) for price in prices]
    page.keyboard.type("999")
    page.keyboard.press("Enter")
    saved(page)
    with page.expect_response("**/undo/"):
        page.keyboard.press("Control+z")
    assert [Decimal(price) for price in stored(page, project)] == [Decimal(price) for price in prices]


def stored(page, project):
    return [row["harga"] for row in api(page, "harga-items/", project)["rows"]]


def total_agrees(page, project):
    """The page reads what the API says, in the recapitulation and at the foot of the navigation."""
    closing = api(page, "rekap/", project)["penutup"]
    assert closing["belum_lengkap"] == 0
    total = Decimal(closing["total"])
    page.goto(f"{project}rekap-rab/")
    assert page.locator(".recap-screen .final button").inner_text() == id_text(total, 2)
    assert page.locator("rab-total b").inner_text() == f"Rp {id_text(total, 0)}"
    return total


def downloads_agree(page, project, total):
    """The workbook's cached figures and the words on paper."""
    with page.expect_download() as excel:
        page.get_by_role("link", name="Excel").click()
    book = openpyxl.load_workbook(io.BytesIO(excel.value.path().read_bytes()), data_only=True)
    figures = [value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row]
    assert any(isinstance(value, (int, float)) and Decimal(str(value)) == total for value in figures)
    with page.expect_download() as paper:
        page.get_by_role("link", name="Cetak").click()
    document = pypdfium2.PdfDocument(io.BytesIO(paper.value.path().read_bytes()))
    text = "".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    assert id_text(total, 2) in text


def test_two_browsers_on_different_cells_lose_nothing(new_page):
    page, other, project = two_browsers(new_page)
    type_price(page, "1.111")
    other.keyboard.press("ArrowDown")
    type_price(other, "2.222")
    assert stored(page, project)[:2] == ["1111.00", "2222.00"]


def test_two_browsers_on_the_same_cell_see_both_values(new_page, watch):
    watch.expect(409)
    page, other, project = two_browsers(new_page)
    type_price(page, "1.111")
    other.keyboard.type("2.222")
    other.keyboard.press("Enter")
    tray = other.get_by_role("region", name="Sel yang ditolak")
    tray.get_by_role("button", name="Pakai 1.111").wait_for()
    assert stored(page, project)[0] == "1111.00"
    tray.get_by_role("button", name="Pakai 2.222").click()
    saved(other)
    assert stored(page, project)[0] == "2222.00"


def two_browsers(new_page):
    """The same person twice on the price list of a project with works from the catalogue."""
    page = new_page()
    email, password = sign_up(page)
    project = project_make(page, "Gedung Berdua")
    works_list(page)
    other = new_page(email, password)
    for one in (page, other):
        one.goto(f"{project}harga-items/")
        cell(one, 3, "Harga satuan").wait_for()
    return page, other, project


def type_price(page, text):
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    saved(page)
