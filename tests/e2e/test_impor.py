"""A curator brings the national workbook in: uploads, reads its columns, decides by kind, undoes, publishes."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

DATA = Path(os.environ.get("HARSAT_SHARED", Path(__file__).parents[3] / "shared")) / "data"
WORKBOOK = DATA / "ahsp_2025_cipta_karya.xlsx"
EDITION = "AHSP Cipta Karya 2025 nasional"
SLOW = 60_000

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not WORKBOOK.exists(), reason="the shared data folder is absent (set HARSAT_SHARED)"),
]


def said(page, text):
    expect(page.locator(".status .said")).to_contain_text(text, timeout=SLOW)


def test_the_national_workbook_from_upload_to_a_published_edition(demo_page, watch, tmp_path):
    page, _project = demo_page()
    watch.expect(422)
    _upload(page, tmp_path)
    page.get_by_role("button", name="Periksa").click(timeout=SLOW)
    page.locator("karantina-page").wait_for(timeout=SLOW)
    _one_by_one(page)
    _by_kind(page)
    _publish(page)


def _upload(page, tmp_path):
    """A file that is none is named; taken out, the rest goes through with what was typed."""
    broken = tmp_path / "gambar.xlsx"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n not a workbook")
    page.goto("/katalog/impor/")
    page.get_by_role("link", name="Impor berkas").first.click()
    page.locator("input[type=file]").set_input_files([broken, WORKBOOK])
    page.get_by_role("radio", name="Edisi baru").check()
    page.get_by_label("Nama edisi").fill(EDITION)
    page.get_by_role("button", name="Unggah").click()
    expect(page.get_by_role("alert")).to_contain_text("gambar.xlsx")
    page.get_by_role("button", name="Keluarkan gambar.xlsx").click()
    expect(page.get_by_label("Nama edisi")).to_have_value(EDITION)
    page.get_by_role("button", name="Unggah").click()
    page.wait_for_url("**/kolom/", timeout=SLOW)
    expect(page.get_by_label("Isi kolom H")).to_have_value("koefisien")


def _one_by_one(page):
    """Enter accepts and goes on, E takes an own value, Del keeps, Ctrl+Z takes back."""
    total = int(page.locator(".kinds .sum .left").inner_text().replace(".", ""))
    page.keyboard.press("Enter")
    said(page, "1 usulan diterima.")
    page.keyboard.press("e")
    page.keyboard.type("17,5")
    page.keyboard.press("Enter")
    said(page, "1 temuan diubah.")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Delete")
    said(page, "1 temuan ditolak.")
    page.keyboard.press("Control+z")
    said(page, "1 temuan diurungkan.")
    page.keyboard.press("Control+y")
    said(page, "1 temuan diputus lagi.")
    expect(page.locator(".kinds .sum .left")).to_have_text(f"{total - 3:,}".replace(",", "."))


def _by_kind(page):
    """A kind is decided as a whole after its number was shown; a merged analysis is looked at line by line."""
    head = page.locator("tr.group-row").first
    head.get_by_role("button", name=re.compile("yang yakin$")).click()
    head.get_by_role("button", name=re.compile(r"^Terima \d+$")).click()
    said(page, "usulan diterima.")
    page.locator(".kinds a", has_text="Analisa tergabung").click()
    page.get_by_role("link", name="Lihat", exact=True).first.click()
    expect(page.locator('input[name^="kode-"]').first).to_have_value(re.compile(r"a$"))
    page.get_by_role("button", name="Simpan usulan ini").click()
    expect(page.locator(".becomes > div")).to_have_count(2)


def _publish(page):
    page.get_by_role("link", name="Karantina", exact=True).first.click()
    page.locator("[data-pane=next] a").click()
    page.get_by_role("button", name=re.compile("^Terbitkan")).click(timeout=SLOW)
    page.wait_for_url("**/selesai/", timeout=SLOW)
    expect(page.locator("h2").filter(has_text=EDITION)).to_be_visible()
    page.get_by_role("link", name="Buka edisi di katalog").click()
    expect(page.locator("katalog-page")).to_be_visible()
    expect(page.locator(".crumbs")).to_contain_text(EDITION)
