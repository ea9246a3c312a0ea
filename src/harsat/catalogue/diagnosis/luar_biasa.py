"""Koefisien beyond belief that kept their decimal mark: too much labour, far from all siblings, a crew upside down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.angka import canonical
from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import Finding
from harsat.catalogue.diagnosis.kalimat import amount_text
from harsat.catalogue.diagnosis.kinds import Kind, Severity
from harsat.catalogue.diagnosis.peran import KEPALA, MANDOR, PEKERJA, TUKANG, crew_class, is_labour, resource_key
from harsat.catalogue.diagnosis.susunan import kode_parent

LABOUR_MOST = Decimal(50)  # man-days for one unit of work; 1 m3 of exposed roof timber, the most laborious, takes 20
HOURS_MOST = Decimal(350)  # the same in man-hours
LOST_FROM = 1000  # whole numbers from here on are the business of the lost decimals
OTHERS = 4
FAR, FAR_FROM_CLOSE, CLOSE = 1000, 100, 10
OUTSIDE = 30
_HOURS = frozenset({"OJ", "JAM"})


def find(book: Book) -> list[Finding]:
    """At most one finding per row, in order of the file; whole numbers from 1000 are left to the lost decimals."""
    families: dict[tuple[str, str], list[Line]] = {}
    for line in book.lines:
        if _judged(line):
            families.setdefault((kode_parent(line.kode), resource_key(line)), []).append(line)
    found: dict[int, Finding] = {}
    for family in filter(_uneven, families.values()):
        for line in family:
            if finding := _too_much(line, family) or _far(line, family):
                found.setdefault(line.row, finding)
    for lines in book.analyses.values():
        for finding in _crew(lines):
            found.setdefault(finding.rows[0], finding)
    return [found[line.row] for line in book.lines if line.row in found]


def _judged(line: Line) -> bool:
    value = line.koefisien
    return value is not None and value > 0 and not (value >= LOST_FROM and _whole(value))


def _uneven(family: Sequence[Line]) -> bool:
    """Whether anything in the family can be far off at all; most families end here."""
    amounts = [line.koefisien for line in family if line.koefisien]
    return max(amounts) > LABOUR_MOST or max(amounts) >= FAR_FROM_CLOSE * min(amounts)


def _whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _too_much(line: Line, family: Sequence[Line]) -> Finding | None:
    """More labour than one unit of any work takes, unless the siblings agree: 1 ha may take 60 OH."""
    most = HOURS_MOST if line.satuan.upper() in _HOURS else LABOUR_MOST
    assert line.koefisien is not None
    if not is_labour(line) or line.koefisien <= most:
        return None
    others = _amounts(line, family)
    if others and median(others) * CLOSE > line.koefisien:
        return None
    reason = _("%(item)s %(amount)s untuk satu satuan pekerjaan melebihi batas wajar %(most)s %(unit)s.") % {
        "item": line.item,
        "amount": amount_text(line),
        "most": canonical(most),
        "unit": line.satuan,
    }
    if others:
        reason += _(" Analisa sejenis memakai sekitar %(usual)s.") % {"usual": canonical(median(others))}
    return _finding(line, Severity.DANGER, reason)


def _far(line: Line, family: Sequence[Line]) -> Finding | None:
    """A thousand times the usual of the siblings and far outside, or a hundred where they stand within ten."""
    others = _amounts(line, family)
    assert line.koefisien is not None
    if len(others) < OTHERS:
        return None
    low, usual, high = min(others), median(others), max(others)
    factor = max(line.koefisien / usual, usual / line.koefisien)
    outside = max(line.koefisien / high, low / line.koefisien)
    far = factor >= FAR and outside >= OUTSIDE
    if not far and (high > CLOSE * low or outside < FAR_FROM_CLOSE):
        return None
    reason = _(
        "%(item)s %(amount)s, padahal %(number)d analisa di bawah induk yang sama memakai %(low)s sampai %(high)s:"
        " sekitar %(factor)d kali %(way)s dari biasanya."
    ) % {
        "item": line.item,
        "amount": amount_text(line),
        "number": len(others),
        "low": canonical(low),
        "high": canonical(high),
        "factor": round(factor),
        "way": _("lebih besar") if line.koefisien > usual else _("lebih kecil"),
    }
    return _finding(line, Severity.DANGER, reason)


def _amounts(line: Line, family: Sequence[Line]) -> list[Decimal]:
    """What other analyses use of the same resource."""
    return [other.koefisien for other in family if other.kode != line.kode and other.koefisien]


def _crew(lines: Sequence[Line]) -> Iterator[Finding]:
    """An overseer who works longer than all whom he oversees; a merged crew, with two overseers, is spared."""
    roles: dict[str, list[Line]] = {}
    for line in lines:
        if is_labour(line):
            roles.setdefault(crew_class(line), []).append(line)
    for head, led in ((MANDOR, (PEKERJA, TUKANG)), (KEPALA, (TUKANG,))):
        heads, hands = roles.get(head, []), [line for role in led for line in roles.get(role, [])]
        if len(heads) == 1 and hands and _fractions([*heads, *hands]):
            yield from _upside_down(heads[0], hands)


def _upside_down(head: Line, hands: Sequence[Line]) -> Iterator[Finding]:
    total = sum((line.koefisien for line in hands if line.koefisien), Decimal(0))
    if head.koefisien is None or head.koefisien <= total:
        return
    reason = _(
        "%(item)s %(amount)s lebih lama daripada semua yang dipimpinnya (%(hands)s): koefisiennya tampaknya tertukar"
        " atau bergeser."
    ) % {
        "item": head.item,
        "amount": amount_text(head),
        "hands": ", ".join(f"{line.item} {amount_text(line)}" for line in hands),
    }
    yield _finding(head, Severity.WARNING, reason)


def _fractions(lines: Sequence[Line]) -> bool:
    """Whether every amount is a fraction in one unit, so that none can have lost its decimal mark."""
    units = {line.satuan.upper() for line in lines}
    return len(units) == 1 and all(line.koefisien and not _whole(line.koefisien) for line in lines)


def _finding(line: Line, severity: Severity, reason: str) -> Finding:
    return Finding(
        kind=Kind.KOEFISIEN_LUAR_BIASA,
        severity=severity,
        kode=line.kode,
        rows=(line.row,),
        column="koefisien",
        original=line.koefisien_text,
        proposal="",
        reason=reason,
    )
