"""Units of components: unknown ones, and a resource that is measured otherwise than everywhere else."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import Change, Finding
from harsat.catalogue.diagnosis.keluarga import RUN_ITEM, run_in_volume
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.diagnosis.sumber_daya import component_absent, resource_key, resources_by_name
from harsat.catalogue.units import HIRE_UNITS, LABOUR_UNITS, unit_key, unit_near, unit_read
from harsat.engine.snapshot import Kategori

MAJORITY = 0.8
MAJORITY_SURE = 0.95
LEAST = 4
LEAST_SURE = 10
CLOSE = math.log(3)  # how far koefisien of one resource usually lie apart
_PERIODS = frozenset({"OH", "OJ", "OB"})
# what a unit holds of another, roughly: enough to tell 6,5 zak from 326 kg
_HOLDS: Mapping[tuple[str, str], float] = {
    ("OH", "OJ"): 7.5,
    ("OB", "OH"): 25.0,
    ("hari", "jam"): 7.5,
    ("zak", "kg"): 45.0,
    ("ton", "kg"): 1000.0,
    ("m3", "kg"): 1500.0,
    ("m3", "liter"): 1000.0,
    ("batang", "m'"): 6.0,
}


class Usage(NamedTuple):
    """All lines of one resource name by unit; of the commonest unit its share, usual koefisien (log) and codes."""

    units: Mapping[str, Sequence[Line]]
    common: str
    share: float
    usual: float
    codes: frozenset[str]


def find(book: Book) -> list[Finding]:
    """In the order of the file: unknown units, then units that contradict the rest, then labour in mixed units."""
    usages = {key: _usage(lines) for key, lines in resources_by_name(book).items()}
    findings = _unknown_joined(finding for line in book.lines for finding in _line(line, usages))
    findings.extend(_mixed_labour(book))
    findings.extend(_both_used(book, usages))
    return findings


def _usage(lines: Sequence[Line]) -> Usage:
    units: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if unit_read(line.satuan):
            units[unit_key(line.satuan)].append(line)
    common = max(units, key=lambda unit: (len(units[unit]), unit), default="")
    if not common:
        return Usage(units, "", 0.0, 0.0, frozenset())
    share = len(units[common]) / sum(map(len, units.values()))
    return Usage(units, common, share, _usual(units[common]), frozenset(line.kode_item for line in units[common]))


def _usual(lines: Sequence[Line]) -> float:
    logs = [math.log(line.koefisien) for line in lines if line.koefisien and line.koefisien > 0]
    return median(logs) if logs else 0.0


def _line(line: Line, usages: Mapping[str, Usage]) -> Iterator[Finding]:
    unit = unit_read(line.satuan)
    usage = usages[resource_key(line.item)]
    if line.target_kode or component_absent(line):
        return
    if unit is None:
        yield _unknown(line, usage)
    elif line.kategori is Kategori.TK and unit not in LABOUR_UNITS | HIRE_UNITS:
        yield _no_time(line, unit, usage)
    elif run_in_volume(line) and (usage.common == "m3" or usage.units.keys() <= {"m3", "m'"}):
        yield _run_by_volume(line)
    elif len(usage.units) > 1 and unit != usage.common and unit not in _PERIODS and _mistaken(line, unit, usage):
        yield _contradicted(line, unit, usage)


def _unknown(line: Line, usage: Usage) -> Finding:
    others = len(usage.units.get(usage.common, ()))
    proposal = usage.common if usage.share >= MAJORITY else unit_near(line.satuan) or ""
    if not line.satuan:
        reason = _("Satuan komponen kosong.")
    else:
        reason = _("Satuan %(unit)s tidak dikenal.") % {"unit": line.satuan[:40]}
    if proposal and proposal == usage.common:
        reason += " " + _("%(item)s di %(count)d baris lain memakai %(unit)s.") % {
            "item": line.item,
            "count": others,
            "unit": proposal,
        }
    certainty = Certainty.LIKELY if proposal else Certainty.NONE
    severity = Severity.WARNING if line.satuan else Severity.DANGER
    return _finding(Kind.SATUAN_TIDAK_DIKENAL, severity, line, proposal, reason, certainty, blocking=not line.satuan)


def _unknown_joined(findings: Iterable[Finding]) -> list[Finding]:
    """What nothing is proposed for is said once per analysis and spelling, with all its rows."""
    joined: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        alone = finding.kind is not Kind.SATUAN_TIDAK_DIKENAL or finding.changes
        key = finding.rows if alone else (finding.kode, finding.original)
        before = joined.get(key)
        joined[key] = replace(before, rows=before.rows + finding.rows) if before else finding
    return list(joined.values())


def _no_time(line: Line, unit: str, usage: Usage) -> Finding:
    proposal = usage.common if usage.common in LABOUR_UNITS else ""
    reason = _("Tenaga kerja %(item)s bersatuan %(unit)s; tenaga kerja dihitung dalam OH atau OJ.")
    values = {"item": line.item, "unit": unit}
    certainty = Certainty.LIKELY if proposal else Certainty.NONE
    return _finding(Kind.SATUAN_SUMBER_DAYA, Severity.DANGER, line, proposal, reason % values, certainty)


def _run_by_volume(line: Line) -> Finding:
    word = RUN_ITEM.search(line.item)
    reason = _(
        "%(word)s dijual per meter, tetapi satuannya m3 (%(koefisien)s m3); petik pada m' sering terbaca angka 3."
    )
    values = {"word": word.group() if word else line.item, "koefisien": line.koefisien_text}
    return _finding(Kind.SATUAN_SUMBER_DAYA, Severity.DANGER, line, "m'", reason % values, Certainty.LIKELY)


def _mistaken(line: Line, unit: str, usage: Usage) -> bool:
    """Whether the koefisien fits the common unit as it stands, and not this one: 326 "zak" where others have 326 kg."""
    common = usage.units[usage.common]
    if len(common) < LEAST or usage.share < MAJORITY or not line.koefisien or line.koefisien < 0:
        return False
    away = math.log(line.koefisien) - usage.usual
    holds = _HOLDS.get((unit, usage.common)) or 1 / _HOLDS.get((usage.common, unit), math.inf)
    if holds:
        return abs(away) + CLOSE / 2 < abs(away + math.log(holds))
    one_resource = not line.kode_item or line.kode_item in usage.codes
    return abs(away) < CLOSE and one_resource and len(usage.units[unit]) < LEAST


def _contradicted(line: Line, unit: str, usage: Usage) -> Finding:
    common = usage.units[usage.common]
    sure = usage.share >= MAJORITY_SURE and len(common) >= LEAST_SURE
    reason = _("%(item)s bersatuan %(unit)s, padahal %(count)d baris lain memakai %(common)s dengan koefisien setara.")
    values = {"item": line.item, "unit": unit, "count": len(common), "common": usage.common}
    certainty = Certainty.SURE if sure else Certainty.LIKELY
    return _finding(Kind.SATUAN_SUMBER_DAYA, Severity.DANGER, line, usage.common, reason % values, certainty)


def _mixed_labour(book: Book) -> Iterator[Finding]:
    """OH beside OJ in one analysis: a crew is counted in days or in hours, and an hour costs an eighth of a day."""
    for lines in book.analyses.values():
        crew = [line for line in lines if line.kategori is Kategori.TK and unit_read(line.satuan) in _PERIODS]
        counts = Counter(unit_read(line.satuan) for line in crew)
        if len(counts) < 2:  # noqa: PLR2004 two units are a mix
            continue
        common = counts.most_common(1)[0][0] or ""
        for line in crew:
            if unit_read(line.satuan) != common:
                reason = _(
                    "%(item)s dalam %(unit)s, tenaga lain di analisa ini dalam %(common)s; harganya berbeda 7-8 kali."
                )
                values = {"item": line.item, "unit": line.satuan, "common": common}
                yield _finding(
                    Kind.SATUAN_SUMBER_DAYA, Severity.WARNING, line, common, reason % values, Certainty.LIKELY
                )


def _both_used(book: Book, usages: Mapping[str, Usage]) -> Iterator[Finding]:
    """Said once per resource that has two units, for each needs a price of its own.

    Where a few rows of one code stand against all others, each analysis is told: that is seldom meant.
    """
    own = {id(line) for line in book.lines}
    for usage in (usage for usage in usages.values() if len(usage.units) > 1):
        for unit in sorted(usage.units.keys() - {usage.common}):
            lines = [line for line in usage.units[unit] if id(line) in own and not _mistaken(line, unit, usage)]
            if lines:
                yield from _pair(lines, unit, usage)


def _pair(lines: Sequence[Line], unit: str, usage: Usage) -> Iterator[Finding]:
    lines = sorted(lines, key=lambda line: line.row)
    analyses: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        analyses[line.kode].append(line)
    if _seldom_meant(lines[0], usage):
        for kode, rows in analyses.items():
            yield _two_units(kode, rows, len(lines), unit, usage, Severity.WARNING)
    else:
        kode = lines[0].kode if len(analyses) == 1 else ""
        yield _two_units(kode, lines, len(lines), unit, usage, Severity.INFO)


def _seldom_meant(line: Line, usage: Usage) -> bool:
    one_resource = not line.kode_item or line.kode_item in usage.codes
    return one_resource and usage.share >= MAJORITY and len(usage.units[usage.common]) >= LEAST


def _two_units(  # noqa: PLR0917 three of them are counted once for all analyses
    kode: str, lines: Sequence[Line], count: int, unit: str, usage: Usage, severity: Severity
) -> Finding:
    reason = _("%(item)s dipakai dalam %(unit)s (%(count)d baris) dan %(common)s (%(others)d baris).") % {
        "item": lines[0].item,
        "unit": unit,
        "count": count,
        "common": usage.common,
        "others": len(usage.units[usage.common]),
    }
    if lines[0].kode_item and lines[0].kode_item in usage.codes:
        reason += " " + _("Kodenya sama, %(kode)s; satu harga hanya berlaku untuk satu satuan.") % {
            "kode": lines[0].kode_item
        }
    rows = tuple(line.row for line in lines)
    return Finding(Kind.SATUAN_SUMBER_DAYA, severity, kode, rows, "satuan", unit, "", reason)


def _finding(  # noqa: PLR0917 the six differ in every call, and their names are those of a finding
    kind: Kind,
    severity: Severity,
    line: Line,
    proposal: str,
    reason: str,
    certainty: Certainty,
    *,
    blocking: bool = False,
) -> Finding:
    changes = (Change(line.row, "satuan", proposal),) if proposal else ()
    return Finding(
        kind,
        severity,
        line.kode,
        (line.row,),
        "satuan",
        line.satuan,
        proposal,
        reason,
        changes,
        certainty,
        blocking=blocking,
    )
