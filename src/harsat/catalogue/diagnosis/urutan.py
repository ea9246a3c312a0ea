"""Rows of one analysis that do not stand together: read as one, and said, for one of them may belong to a neighbour."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.bagian import parts_find
from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import Change, Finding
from harsat.catalogue.diagnosis.kalimat import amount_text, names_text, rows_text
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.diagnosis.pemilik import owner_find
from harsat.catalogue.diagnosis.peran import resource_key
from harsat.catalogue.diagnosis.susunan import Layout, layout_read


def find(book: Book) -> list[Finding]:
    """One finding per code in pieces; one for the whole file where the rows follow no order at all."""
    layout = layout_read(book)
    broken = [kode for kode, spots in layout.places.items() if len(spots) <= spots[-1] - spots[0]]
    if not layout.orderly:
        return [_disorder(len(broken), len(layout.places))]
    return [_stray(layout, kode) or _apart(layout, kode) for kode in broken]


def _disorder(broken: int, codes: int) -> Finding:
    reason = _(
        "Baris dari %(broken)d di antara %(codes)d kode tidak berurutan: berkas ini tidak diurutkan menurut kode."
        " Baris dengan kode yang sama dibaca sebagai satu analisa."
    ) % {"broken": broken, "codes": codes}
    return Finding(Kind.BARIS_TERPISAH, Severity.INFO, "", (), "kode", "", "", reason)


def _apart(layout: Layout, kode: str) -> Finding:
    blocks = layout.blocks(kode)
    moved = _lines(layout, [spot for block in blocks if block is not max(blocks, key=len) for spot in block])
    reason = _between(layout, kode, moved) if moved else _interrupted(layout, kode)
    rows = moved or _lines(layout, [run[0] for run in layout.runs(kode)])
    return Finding(
        kind=Kind.BARIS_TERPISAH,
        severity=Severity.WARNING,
        kode=kode,
        rows=tuple(line.row for line in rows),
        column="kode",
        original=rows_text([line.row for line in layout.book.analyses[kode]]),
        proposal="",
        reason=reason,
    )


def _between(layout: Layout, kode: str, moved: Sequence[Line]) -> str:
    here = {line.row for line in moved}
    rest = [line.row for line in layout.book.analyses[kode] if line.row not in here]
    return _(
        "Baris %(moved)s (%(items)s) berdiri jauh dari baris %(rest)s yang berkode sama. Semuanya dibaca sebagai satu"
        " analisa; periksa apakah baris itu memang bagiannya."
    ) % {
        "moved": rows_text([line.row for line in moved]),
        "items": names_text([line.item for line in moved]),
        "rest": rows_text(rest),
    }


def _interrupted(layout: Layout, kode: str) -> str:
    spots = layout.places[kode]
    inside = [line for line in layout.book.lines[spots[0] : spots[-1]] if line.kode != kode]
    return _(
        "Baris kode ini disela baris %(rows)s milik %(codes)s. Baris sebelum dan sesudahnya dibaca sebagai satu"
        " analisa."
    ) % {
        "rows": rows_text([line.row for line in inside]),
        "codes": names_text(list(dict.fromkeys(line.kode for line in inside))),
    }


def _stray(layout: Layout, kode: str) -> Finding | None:
    """The row of a neighbour that carries this code: the resource is there already, and the neighbour lacks it."""
    parts = parts_find(layout, kode)
    spots = {layout.book.lines[spot].row: spot for spot in layout.places[kode]}
    owners = [(line, owner_find(layout, line, spots[line.row])) for line in parts.stray]
    line, owner = next((found for found in owners if found[1]), (None, ""))
    if line is None:
        return None
    twin = next(other for other in layout.book.analyses[kode] if resource_key(other) == resource_key(line))
    return Finding(
        kind=Kind.BARIS_TERPISAH,
        severity=Severity.DANGER,
        kode=kode,
        rows=(line.row,),
        column="kode",
        original=kode,
        proposal=owner,
        reason=stray_reason(line, twin, owner),
        changes=(Change(line.row, "kode", owner),),
        certainty=Certainty.LIKELY,
    )


def stray_reason(line: Line, twin: Line, owner: str) -> str:
    """Why the row belongs to a neighbour."""
    return _(
        "%(item)s %(amount)s di baris %(row)d sudah ada di baris %(twin)d (%(other)s), sedangkan %(owner)s di"
        " sebelahnya tidak memilikinya walau analisa sejenis memakainya: baris itu tampaknya milik %(owner)s."
    ) % {
        "item": line.item,
        "amount": amount_text(line),
        "row": line.row,
        "twin": twin.row,
        "other": amount_text(twin),
        "owner": owner,
    }


def _lines(layout: Layout, spots: Sequence[int]) -> list[Line]:
    return [layout.book.lines[spot] for spot in spots]
