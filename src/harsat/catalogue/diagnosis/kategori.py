"""The kategori of a component: read from the words of the file, missing, or contradicted by the rest of the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.bersarang import WorkName, Works, works_named
from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import DROP, Change, Finding
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.diagnosis.lembar_hitung import worksheet_rows
from harsat.catalogue.diagnosis.sumber_daya import (
    code_prefix,
    component_absent,
    kategori_by_code,
    kategori_by_name,
    resource_key,
)
from harsat.catalogue.units import HIRE_UNITS, unit_read
from harsat.engine.snapshot import Kategori

MAJORITY = 0.9
LEAST = 3
PREFIX_LEAST = 20
TARGETS_SHOWN = 4
WORDS: dict[Kategori, str] = {
    Kategori.TK: "Tenaga Kerja",
    Kategori.BHN: "Bahan",
    Kategori.ALT: "Peralatan",
    Kategori.LAIN: "Lain-lain",
}
# whole words only: "Asphalt" holds "alt" and is no equipment
_KATEGORI: dict[str, Kategori] = {
    **dict.fromkeys(("tk", "tenaga", "tenaga kerja", "upah", "labor", "labour", "a"), Kategori.TK),
    **dict.fromkeys(("bhn", "bahan", "material", "materials", "ingredients", "b"), Kategori.BHN),
    **dict.fromkeys(("alt", "alat", "peralatan", "equipment", "tools", "c"), Kategori.ALT),
    **dict.fromkeys(("lain", "lainnya", "lain-lain", "others", "other"), Kategori.LAIN),
}
_LABOUR = re.compile(r"(?:pekerja|(?:kepala |pembantu )?tukang\b.*|mandor)", re.IGNORECASE)


class Elsewhere(NamedTuple):
    """What the rest of the file says about a resource."""

    codes: Mapping[str, Counter[Kategori]]
    names: Mapping[str, Counter[Kategori]]


@lru_cache(maxsize=1024)
def kategori_read(text: str) -> Kategori | None:
    """The kategori that whole words name, None for anything else: "Tenaga Kerja" -> TK, "Asphalt" -> None."""
    return _KATEGORI.get(" ".join(text.lower().split()))


def find(book: Book) -> list[Finding]:
    """Components without kategori, with a proposal where the file knows better, and those under a wrong one."""
    lines = (*book.lines, *book.known)
    elsewhere = Elsewhere(kategori_by_code(lines), kategori_by_name(lines))
    bare = [
        line for line in book.lines if line.kategori is None and not line.target_kode and not component_absent(line)
    ]
    works = works_named(book) if bare else Works({}, {})
    drops = {row for rows in worksheet_rows(book).values() for row in rows}
    missing = [_missing(line, elsewhere, works, drops) for line in bare]
    return [*missing, *_contradicted(book, elsewhere)]


def _missing(line: Line, elsewhere: Elsewhere, works: Works, drops: set[int]) -> Finding:
    if line.row in drops:
        reason = _("Tanpa kategori: baris ini perhitungan, bukan komponen.")
        return _bare(line, _("buang"), reason, (Change(line.row, DROP, ""),), Certainty.LIKELY)
    targets = works.named_by(line.item, line.satuan, line.kode)
    if len(targets) == 1:
        return _nested(line, targets[0])
    if found := _elsewhere(line, elsewhere):
        kategori, reason = found
        changes = (Change(line.row, "kategori", kategori),)
        return _bare(line, WORDS[kategori], _("Tanpa kategori. ") + reason, changes, Certainty.LIKELY)
    reason = _("Komponen tanpa kategori tenaga kerja, bahan, atau peralatan.")
    if targets:
        near = ", ".join(target.kode for target in targets[:TARGETS_SHOWN])
        reason += " " + _("Mungkin pekerjaan %(codes)s.") % {"codes": near}
    return _bare(line, "", reason, (), Certainty.NONE)


def _nested(line: Line, target: WorkName) -> Finding:
    reason = _("Tanpa kategori: uraiannya menyebut pekerjaan %(kode)s %(nama)s, jadi komponen ini analisa bersarang.")
    changes = (Change(line.row, "target_kode", target.kode), Change(line.row, "kategori", Kategori.LAIN))
    values = {"kode": target.kode, "nama": target.nama}
    return _bare(line, target.kode, reason % values, changes, Certainty.LIKELY)


def _bare(line: Line, proposal: str, reason: str, changes: tuple[Change, ...], certainty: Certainty) -> Finding:
    return Finding(
        Kind.TANPA_KATEGORI,
        Severity.DANGER,
        line.kode,
        (line.row,),
        "kategori",
        "",
        proposal,
        reason,
        changes,
        certainty,
        blocking=True,
    )


def _elsewhere(line: Line, elsewhere: Elsewhere) -> tuple[Kategori, str] | None:
    """The kategori this resource has in other rows, and the sentence that says so: by code, by name, by prefix."""
    named = elsewhere.names.get(resource_key(line.item), Counter())
    prefix = code_prefix(line.kode_item) if line.kode_item else ""
    for counts, least, reason in (
        (
            elsewhere.codes.get(line.kode_item, Counter()),
            LEAST,
            _("Kode %(text)s di %(count)d baris lain: %(kategori)s."),
        ),
        (named, 1, _("Sumber daya bernama sama di %(count)d baris lain: %(kategori)s.")),
        (
            elsewhere.codes.get(prefix, Counter()),
            PREFIX_LEAST,
            _("Kode berawalan %(text)s di %(count)d baris: %(kategori)s."),
        ),
    ):
        if counts and counts.total() >= least:
            kategori, count = counts.most_common(1)[0]
            if count >= MAJORITY * counts.total():
                text = prefix if least == PREFIX_LEAST else line.kode_item
                return kategori, reason % {"text": text, "count": count, "kategori": WORDS[kategori]}
    return None


def _contradicted(book: Book, elsewhere: Elsewhere) -> Iterator[Finding]:
    for line in book.lines:
        if line.kategori is None or line.kategori is Kategori.LAIN:
            continue
        if right := _better(line, elsewhere):
            kategori, reason = right
            yield Finding(
                Kind.KATEGORI_MERAGUKAN,
                Severity.DANGER,
                line.kode,
                (line.row,),
                "kategori",
                WORDS[line.kategori],
                WORDS[kategori],
                reason,
                (Change(line.row, "kategori", kategori),),
                Certainty.LIKELY,
            )


def _better(line: Line, elsewhere: Elsewhere) -> tuple[Kategori, str] | None:
    """The kategori a row should have when its own stands against nearly all others of the same resource."""
    if line.kategori is not Kategori.TK and _LABOUR.fullmatch(line.item):
        reason = _("%(item)s adalah tenaga kerja, tetapi berkategori %(kategori)s.")
        return Kategori.TK, reason % {"item": line.item, "kategori": WORDS[line.kategori or Kategori.LAIN]}
    if line.kategori is Kategori.TK and unit_read(line.satuan) in HIRE_UNITS:
        reason = _("%(item)s disewa (%(unit)s), jadi peralatan, bukan tenaga kerja.")
        return Kategori.ALT, reason % {"item": line.item, "unit": line.satuan}
    counts = elsewhere.names[resource_key(line.item)]
    if len(counts) == 1 or line.kategori is None:
        return None
    kategori, count = counts.most_common(1)[0]
    if counts.total() <= LEAST or kategori is line.kategori or count < MAJORITY * counts.total():
        return None
    reason = _("Sumber daya yang sama di baris lain berkategori %(kategori)s.") % {"kategori": WORDS[kategori]}
    return kategori, reason
