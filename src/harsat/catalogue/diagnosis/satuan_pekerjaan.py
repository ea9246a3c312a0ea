"""The unit of a work, often stated only inside its name, and whether it can be believed: m' is often read as m3."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import Change, Finding
from harsat.catalogue.diagnosis.keluarga import VOLUME, head_of_work, runs_along_itself, volume_filled
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.diagnosis.meter_lari import Doubt, Work, families_learned, metre_run_find
from harsat.catalogue.diagnosis.panjang import lengths_mend
from harsat.catalogue.units import unit_near, unit_read

SIBLINGS_LEAST = 2
SIBLINGS_SHARE = 0.8
ONE_PIECE = Decimal("1.1")
_UNIT = r"unit|set|buah|bh|titik|batang|lembar|pohon|tunggul|kali|hari|jam|lot|ls|kg|ton|ha|liter|m[23²³]|m['’1]|m"
_COUNTED = re.compile(rf"(?<![\d.,/])1\s?(?P<unit>{_UNIT})(?![\w'’²³])", re.IGNORECASE)
_PER = re.compile(r"\bper[- ]?(?P<unit>m[23²³]|m['’1]|m|kg|buah|unit|titik|pohon)(?![\w'’²³])", re.IGNORECASE)
_STATED = re.compile(r"\bsatuan pekerjaan\s*:\s*(?P<unit>[\w'’²³-]+)", re.IGNORECASE)
_OCCASIONS = frozenset({"hari", "kali", "jam"})
# what stands before "1 m" when it is a measure and not the unit of the work
_MEASURE_BEFORE = re.compile(
    r"(?:\bs\.?\s?d\.?|\b(?:sampai|volume|jarak|panjang|tinggi|kapasitas|kap|tiap|tambah|lebar|dalam|kedalaman|diukur"
    r"|sejauh|dari)\.?|[<>=≥≤×+:;-]|[\d\s]x)\s*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=16_384)
def work_unit_find(nama: str) -> str | None:
    """The printed unit after the first counted "1", after "per", or after "Satuan Pekerjaan:"; None without one.

    A name that counts occasions of something else ("1 hari untuk 1 buah pohon") has two units, hence none.
    "Penggalian 1 m3 tanah biasa sedalam s.d. 1 m" -> "m3"; "Pemancangan per m' tiang" -> "m'".
    """
    units = _units_named(nama)
    if not units or (units[0] in _OCCASIONS and len(set(units)) > 1):
        return None
    return units[0]


def find(book: Book) -> list[Finding]:
    """Works without a unit, with two that contradict each other, and metre runs that are named m3."""
    works = [work for group in book.analyses.values() for work in _works(group)]
    families = families_learned(works)
    siblings = _siblings(works)
    findings: list[Finding] = []
    for work in works:
        found = list(_judge(work, families, siblings))
        findings.extend(found or _length_misread(work))
    return findings


def _units_named(nama: str) -> list[str]:
    if stated := _STATED.search(nama):
        return [unit for unit in (unit_read(stated["unit"]),) if unit]
    counted = [match for match in _COUNTED.finditer(nama) if not _MEASURE_BEFORE.search(nama[: match.start()])]
    found = sorted([*counted, *_PER.finditer(nama)], key=lambda match: match.start())
    if found and found[0].re is _PER and found[0].start() > 0 and counted:
        found = [*counted, *_PER.finditer(nama)]
    return [unit for unit in (unit_read(match["unit"]) for match in found) if unit]


def _works(lines: Sequence[Line]) -> list[Work]:
    names: dict[str, list[Line]] = {}
    for line in lines:
        names.setdefault(line.nama, []).append(line)
    return [Work(rows[0].kode, nama, rows[0].satuan_pekerjaan, rows) for nama, rows in names.items()]


def _siblings(works: Sequence[Work]) -> dict[str, Counter[str]]:
    units: dict[str, Counter[str]] = defaultdict(Counter)
    for work in works:
        if unit := unit_read(work.satuan):
            units[work.kode.rpartition(".")[0]][unit] += 1
    return units


def _judge(work: Work, families: frozenset[str], siblings: dict[str, Counter[str]]) -> Iterator[Finding]:
    if not work.nama and not work.satuan:
        return
    named = work_unit_find(work.nama)
    unit = unit_read(work.satuan)
    if not work.satuan:
        yield _missing(work, siblings)
    elif unit is None:
        yield _unknown(work, named or unit_near(work.satuan) or "")
    elif unit == "m3" and (doubt := metre_run_find(work, families)):
        yield _misread(work, doubt)
    elif named and named != unit:
        yield _contradiction(work, unit, named, families)
    elif unit == "m'" and _body(work):
        yield _body_by_the_metre(work)


def _misread(work: Work, doubt: Doubt) -> Finding:
    if doubt.certainty is Certainty.TWO_READINGS:
        finding = _finding(work, "m3", _("m' atau m2"), doubt.reason, (), doubt.certainty)
        return replace(finding, severity=Severity.WARNING)
    return _finding(work, "m3", "m'", doubt.reason, _changes(work, "m3", "m'"), doubt.certainty)


def _body(work: Work) -> bool:
    filled = volume_filled(work.lines)
    solid = VOLUME.match(head_of_work(work.nama))
    return filled is not None and solid is not None and not runs_along_itself(work.lines)


def _body_by_the_metre(work: Work) -> Finding:
    reason = _("Satuannya m', padahal bahannya mengisi sekitar 1 m3 untuk tiap satuan pekerjaan.")
    return _finding(work, "m'", "m3", reason, _changes(work, "m'", "m3"), Certainty.LIKELY)


def _contradiction(work: Work, unit: str, named: str, families: frozenset[str]) -> Finding:
    """Column and name disagree; m' against m3 is settled by what the work is, anything else by a person."""
    reason = _("Kolom satuan menyebut %(unit)s, nama pekerjaan menyebut %(named)s.") % {"unit": unit, "named": named}
    if {unit, named} == {"m'", "m3"}:
        right = "m'" if unit == "m3" or metre_run_find(work, families) or not _body(work) else "m3"
        return _finding(work, unit, right, reason, _changes(work, named, right), Certainty.LIKELY)
    if unit in {"ls", "lot", "paket"}:
        return _finding(work, unit, named, reason, _changes(work, unit, named), Certainty.LIKELY)
    both = _("%(unit)s atau %(named)s") % {"unit": unit, "named": named}
    return _finding(work, unit, both, reason, (), Certainty.TWO_READINGS)


def _unknown(work: Work, proposal: str) -> Finding:
    reason = _("Satuan pekerjaan %(unit)s tidak dikenal.") % {"unit": work.satuan[:40]}
    changes = _changes(work, work.satuan, proposal) if proposal else ()
    certainty = Certainty.LIKELY if proposal else Certainty.NONE
    finding = _finding(work, work.satuan, proposal, reason, changes, certainty)
    return replace(finding, kind=Kind.SATUAN_TIDAK_DIKENAL, severity=Severity.WARNING)


def _missing(work: Work, siblings: dict[str, Counter[str]]) -> Finding:
    """Proposed is what the name counts besides occasions ("1 hari untuk 1 m2 rumput"), else what siblings agree on."""
    things = [unit for unit in _units_named(work.nama) if unit not in _OCCASIONS]
    around = siblings[work.kode.rpartition(".")[0]]
    (common, count), total = (around.most_common(1) or [("", 0)])[0], around.total()
    if things:
        reason = _("Nama menyebut waktu dan %(unit)s; satuan pekerjaan tidak tertulis.") % {"unit": things[0]}
        return _finding(work, "", things[0], reason, _changes(work, "", things[0]), Certainty.LIKELY)
    if count >= SIBLINGS_LEAST and count >= SIBLINGS_SHARE * total:
        reason = _("Satuan pekerjaan tidak tertulis; %(count)d dari %(total)d analisa sekelompok memakai %(unit)s.") % {
            "count": count,
            "total": total,
            "unit": common,
        }
        return _finding(work, "", common, reason, _changes(work, "", common), Certainty.LIKELY)
    if piece := _single_piece(work.lines):
        unit = unit_read(piece.satuan) or ""
        reason = _("Satuan pekerjaan tidak tertulis; bahan utamanya %(item)s, satu %(unit)s per pekerjaan.")
        changes = _changes(work, "", unit)
        return _finding(work, "", unit, reason % {"item": piece.item, "unit": unit}, changes, Certainty.LIKELY)
    reason = _("Satuan pekerjaan tidak tertulis, baik di kolom maupun di nama.")
    return _finding(work, "", "", reason, (), Certainty.NONE)


def _single_piece(lines: Sequence[Line]) -> Line | None:
    """The one material of which each unit of the work takes one, with a little waste; None when there are several."""
    materials = [line for line in lines if line.kategori == "BHN" and line.koefisien is not None]
    pieces = [line for line in materials if 1 <= (line.koefisien or 0) <= ONE_PIECE and unit_read(line.satuan)]
    return pieces[0] if len(pieces) == 1 else None


def _length_misread(work: Work) -> Iterator[Finding]:
    """A length in m3 changes no price, only the words: proposed where the unit itself is in no doubt."""
    mended = lengths_mend(work.nama)
    if mended != work.nama:
        rows = tuple(line.row for line in work.lines)
        reason = _("Nama menyebut panjang, tinggi, atau jarak dalam m3; petik pada m' sering terbaca angka 3.")
        changes = tuple(Change(row, "nama", mended) for row in rows)
        yield Finding(
            Kind.TEKS_RUSAK,
            Severity.WARNING,
            work.kode,
            rows,
            "nama",
            work.nama,
            mended,
            reason,
            changes,
            Certainty.SURE,
        )


def _changes(work: Work, before: str, after: str) -> tuple[Change, ...]:
    """The unit of every row, and the name where it counts in the unit that was wrong."""
    nama = lengths_mend(name_with_unit(work.nama, before, after))
    units = [Change(line.row, "satuan_pekerjaan", after) for line in work.lines]
    names = [Change(line.row, "nama", nama) for line in work.lines] if nama != work.nama else []
    return (*units, *names)


def name_with_unit(nama: str, before: str, after: str) -> str:
    """The name counting in another unit: "Pemasangan 1 m3 kabel" -> "Pemasangan 1 m' kabel"."""
    for match in _COUNTED.finditer(nama):
        if unit_read(match["unit"]) == before and not _MEASURE_BEFORE.search(nama[: match.start()]):
            return f"{nama[: match.start('unit')]}{after}{nama[match.end('unit') :]}"
    return nama


def _finding(  # noqa: PLR0917 the six differ in every call, and their names are those of a finding
    work: Work, original: str, proposal: str, reason: str, changes: tuple[Change, ...], certainty: Certainty
) -> Finding:
    rows = tuple(line.row for line in work.lines)
    return Finding(
        Kind.SATUAN_MERAGUKAN,
        Severity.DANGER,
        work.kode,
        rows,
        "satuan_pekerjaan",
        original,
        proposal,
        reason,
        changes,
        certainty,
        blocking=not original,
    )
