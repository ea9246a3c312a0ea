"""The words of the official form: its sections A, B, C, its totals, and what a section is called in other tongues."""

from __future__ import annotations

import re

TENAGA, BAHAN, PERALATAN, LAIN = "Tenaga Kerja", "Bahan", "Peralatan", "Lain-lain"
_WORDS: dict[str, str] = {
    **dict.fromkeys(("tenaga", "upah", "labor", "labour", "pekerja", "tk"), TENAGA),
    **dict.fromkeys(("bahan", "material", "materials", "ingredients", "ingredient", "bhn"), BAHAN),
    **dict.fromkeys(("alat", "peralatan", "equipment", "tools", "tool", "alt"), PERALATAN),
    **dict.fromkeys(("lain", "lainnya", "others", "other"), LAIN),
}
_MARK = re.compile(r"^\s*(?:[a-f]|i{1,3}|iv|[1-4])\s*[.)\]]?\s+", re.IGNORECASE)
_LETTER = re.compile(r"^[A-Fa-f][.)]?$|^I{1,3}[.)]?$")
_TOTAL = re.compile(
    r"^(?:[a-f]\s*[.)]?\s+)?(?:sub\s*)?(?:jumlah|total|biaya umum|overhead|keuntungan|profit|"
    r"harga satuan pekerjaan|harga satuan\b|dibulatkan|pembulatan|harga pekerjaan)",
    re.IGNORECASE,
)
_LONGEST_SECTION = 5


def section_kategori(mark: str, text: str) -> str:
    """The kategori a section row opens, "" for any other row: ("A", "TENAGA KERJA") -> "Tenaga Kerja".

    A component may be called "Alat bantu": without the letter of a section the words must be all capitals or bare.
    """
    marked = bool(_LETTER.match(mark)) or bool(_MARK.match(text) and not text[:1].isdigit())
    words = re.findall(r"[a-z]+", _MARK.sub("", text).lower())
    if not words or len(words) > _LONGEST_SECTION or words[0] not in _WORDS:
        return ""
    if marked or text.isupper() or text.lower() in {"tenaga kerja", "bahan", "material", "peralatan", "tenaga", "upah"}:
        return _WORDS[words[0]]
    return ""


def section_mark(text: str) -> bool:
    """Whether a cell holds only the letter of a section: A, B., C)."""
    return bool(_LETTER.match(text))


def total_row(text: str) -> bool:
    """Whether a row is a sum of the form, no component: "JUMLAH HARGA BAHAN", "E Biaya Umum dan Keuntungan"."""
    return bool(_TOTAL.match(text))


def kategori_word(text: str) -> str:
    """The kategori a word of another program means, the word itself when it is not known: "labor" -> "Tenaga Kerja"."""
    return _WORDS.get(text.strip().lower(), text.strip())


def kategori_within(text: str) -> str:
    """The kategori named somewhere in the name of a group, "" for none: "UPAH TENAGA KERJA" -> "Tenaga Kerja"."""
    words = re.findall(r"[a-z]+", text.lower())
    return next((_WORDS[word] for word in words if word in _WORDS and word != "lain"), "")
