"""One resource twice in one analysis: the same row doubled, or two amounts of which the price adds up both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.bagian import parts_find
from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import DROP, Change, Finding
from harsat.catalogue.diagnosis.gabungan import copies, merge_find
from harsat.catalogue.diagnosis.kalimat import amount_text, rows_text
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.diagnosis.pemilik import owner_find
from harsat.catalogue.diagnosis.peran import is_labour, resource_key
from harsat.catalogue.diagnosis.susunan import Layout, layout_read
from harsat.catalogue.diagnosis.urutan import stray_reason


def find(book: Book) -> list[Finding]:
    """Doubled rows and repeated resources; within a merged code only what repeats inside one of its parts."""
    layout = layout_read(book)
    repeated = [
        kode for kode, lines in book.analyses.items() if len({resource_key(line) for line in lines}) < len(lines)
    ]
    return [finding for kode in repeated for finding in _code(layout, kode)]


def _code(layout: Layout, kode: str) -> Iterator[Finding]:
    merge = merge_find(layout, kode)
    if merge:
        for part in merge.parts:
            yield from _part(layout, part)
        return
    whole = parts_find(layout, kode).whole
    if copies(whole):
        yield _copied(kode, whole)
    else:
        yield from _part(layout, layout.book.analyses[kode])


def _part(layout: Layout, lines: Sequence[Line]) -> Iterator[Finding]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(resource_key(line), []).append(line)
    for group in groups.values():
        amounts = {line.koefisien_text if line.koefisien is None else line.koefisien: line for line in reversed(group)}
        kept = sorted(amounts.values(), key=lambda line: line.row)
        moved = len(kept) < len(group) and _owner(layout, group)[1]
        if moved:  # the same amount by chance: a row of the neighbour is no copy
            yield _repeated(layout, group)
            continue
        if len(kept) < len(group):
            yield _doubled(group, kept)
        if len(kept) > 1:
            yield _repeated(layout, kept)


def _doubled(group: Sequence[Line], kept: Sequence[Line]) -> Finding:
    first = group[0]
    later = [line.row for line in group if line not in kept]
    priced = bool(first.koefisien)
    reason = _("%(item)s %(amount)s berdiri %(number)d kali dalam analisa ini (baris %(rows)s)%(effect)s.") % {
        "item": first.item or first.kode_item,
        "amount": amount_text(first),
        "number": len(later) + 1,
        "rows": rows_text([line.row for line in group]),
        "effect": _(" dan terhitung setiap kali") if priced else "",
    }
    reason += _(" Usulan membuang baris %(later)s.") % {"later": rows_text(later)}
    return Finding(
        kind=Kind.DUPLIKAT,
        severity=Severity.DANGER if priced else Severity.WARNING,
        kode=first.kode,
        rows=tuple(later),
        column="item",
        original=first.item,
        proposal="",
        reason=reason,
        changes=tuple(Change(row, DROP, "") for row in later),
        certainty=Certainty.LIKELY,
    )


def _copied(kode: str, parts: Sequence[Sequence[Line]]) -> Finding:
    later = [line.row for part in parts[1:] for line in part]
    reason = _(
        "Seluruh analisa berdiri %(number)d kali dengan isi yang sama (baris %(first)s lalu %(later)s), sehingga"
        " harganya %(number)d kali lipat. Usulan membuang baris %(later)s."
    ) % {"number": len(parts), "first": rows_text([line.row for line in parts[0]]), "later": rows_text(later)}
    return Finding(
        kind=Kind.DUPLIKAT,
        severity=Severity.DANGER,
        kode=kode,
        rows=tuple(later),
        column="",
        original=rows_text(later),
        proposal="",
        reason=reason,
        changes=tuple(Change(row, DROP, "") for row in later),
        certainty=Certainty.LIKELY,
    )


def _repeated(layout: Layout, group: Sequence[Line]) -> Finding:
    first = group[0]
    stray, owner = _owner(layout, group)
    twin = next(line for line in group if line is not stray)
    return Finding(
        kind=Kind.SUMBER_DAYA_BERULANG,
        severity=Severity.DANGER if is_labour(first) else Severity.WARNING,
        kode=first.kode,
        rows=tuple(line.row for line in group),
        column="kode" if owner else "item",
        original=first.kode if owner else first.item,
        proposal=owner,
        reason=stray_reason(stray, twin, owner) if owner else _reason(group),
        changes=(Change(stray.row, "kode", owner),) if owner else (),
        certainty=Certainty.LIKELY if owner else Certainty.NONE,
    )


def _owner(layout: Layout, group: Sequence[Line]) -> tuple[Line, str]:
    """The row of the group that belongs to a neighbour, the last one first, and the code of that neighbour."""
    spots = {layout.book.lines[spot].row: spot for spot in layout.places[group[0].kode]}
    for line in reversed(group):
        if owner := owner_find(layout, line, spots[line.row]):
            return line, owner
    return group[-1], ""


def _reason(group: Sequence[Line]) -> str:
    amounts = "; ".join(
        _("baris %(row)d: %(amount)s") % {"row": line.row, "amount": amount_text(line)} for line in group
    )
    return _(
        "%(item)s berdiri %(number)d kali dalam satu analisa dengan koefisien berbeda (%(amounts)s), sehingga harganya"
        " terjumlah. Pilih salah satu, atau biarkan bila memang dua pekerjaan."
    ) % {"item": group[0].item or group[0].kode_item, "number": len(group), "amounts": amounts}
