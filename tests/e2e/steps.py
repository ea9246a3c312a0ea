"""What a person does, in words: sign up, list works, measure, price, read the total."""

from __future__ import annotations

import itertools
import re
from uuid import uuid4

PASSWORD = "kata sandi untuk jalan"

_number = itertools.count(1)

PASTE = """text => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def sign_up(page):
    """A person of their own; answers with what they sign in with."""
    email = f"jalan{next(_number)}.{uuid4().hex[:8]}@uji.example"
    page.goto("/akun/daftar/")
    page.get_by_label("Nama").fill("Estimator Jalan")
    page.get_by_label("Surel").fill(email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Buat akun").click()
    page.wait_for_url("**/")
    return email, PASSWORD


def project_make(page, nama, **fields):
    """A new project by its form; answers with its path, such as /proyek/7/."""
    page.get_by_role("link", name="Proyek baru").click()
    page.get_by_label("Nama proyek").fill(nama)
    for label, text in fields.items():
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name="Buat proyek").click()
    page.wait_for_url("**/list-pekerjaan/")
    return re.search(r"/proyek/\d+/", page.url).group(0)


def paste(page, text):
    """Ctrl+V of `text` where the hand is."""
    page.evaluate(PASTE, text)


def saved(page):
    """Wait until the shell says that everything is kept."""
    page.locator("saved-state", has_text=re.compile(r"^Tersimpan \d")).wait_for()


def cell(page, row, column):
    """The drawn cell of row `row` (as its aria-rowindex counts) under the head `column`."""
    head = page.locator("rab-grid [role=columnheader]", has_text=column).first
    index = head.get_attribute("aria-colindex")
    return page.locator(f'rab-grid [role=row][aria-rowindex="{row}"] [aria-colindex="{index}"]')


def api(page, path, project):
    """GET of the API as this page's person."""
    answer = page.request.get(f"/api/v2{project.replace('/proyek/', '/project/')}{path}")
    assert answer.ok, answer.text()
    return answer.json()
