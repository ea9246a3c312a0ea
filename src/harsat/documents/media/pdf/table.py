"""A table as items: columns as wide as their figures need, rows that wrap and never split, a head that repeats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportlab.lib.units import mm

from harsat.documents.media.pdf.fonts import Font, drawable, width, wrap
from harsat.documents.media.pdf.pages import Item
from harsat.documents.media.pdf.pen import HAIRLINE, INK, LEFT, MUTED, RIGHT, ROOM, Pen
from harsat.documents.paper import Column, Level, Row, Table

SIZE, LEADING = 8.0, 11.5
HEAD_SIZE = 7.5
LETTER_SIZE, LETTER_LEADING = 6.5, 8.0
NOTE_SIZE, NOTE_LEADING = 7.0, 9.5
PAD = 0.9 * mm
SIDE: float = 1.4 * mm
LETTER_PAD = 0.3 * mm
TITLE_SIZE, TITLE_LEADING = 9.5, 13.0
RULE, LEVEL_RULE, HEAD_RULE = 0.4, 0.6, 0.8


class Look(NamedTuple):
    """How the rows of a level are set."""

    font: Font
    above: float
    indent: float
    rule: float
    grey: float
    depth: int | None


LOOKS = {
    Level.KLASIFIKASI: Look(Font.SEMIBOLD, 2.4 * mm, 0, LEVEL_RULE, INK, 0),
    Level.SUB_KLASIFIKASI: Look(Font.MEDIUM, PAD, 3 * mm, RULE, HAIRLINE, 1),
    Level.BARIS: Look(Font.REGULAR, PAD, 6 * mm, RULE, HAIRLINE, None),
    Level.SUBTOTAL: Look(Font.SEMIBOLD, PAD, 0, LEVEL_RULE, INK, None),
}


class Slot(NamedTuple):
    """Where a column stands: its text runs from `left` to `right`."""

    column: Column
    left: float
    right: float


def table_items(table: Table, *, flat: bool = False) -> list[Item]:
    """The title, the head and every row; `flat` tables have no levels, so their rows are not indented."""
    slots = slots_of(table)
    head = _head(slots)
    first = Item(head.height, head.draw, keeps_next=True, gap=0 if table.judul else 5 * mm)
    items = [_title(table.judul), first] if table.judul else [first]
    rows = list(table.rows)
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        item = _row(row, slots, indent=0 if flat else LOOKS[row.level].indent)
        stays = row.level in {Level.KLASIFIKASI, Level.SUB_KLASIFIKASI}
        ends = after is not None and after.level == Level.SUBTOTAL
        items.append(Item(item.height, item.draw, keeps_next=stays or ends, head=head))
    return items


def slots_of(table: Table) -> list[Slot]:
    """Give each column what its widest text needs, within its limit, and the growing one the rest."""
    needs = [_need(table, position) for position in range(len(table.columns))]
    rest = ROOM - sum(need for need, column in zip(needs, table.columns, strict=True) if not column.grows)
    widths = [rest if column.grows else need for need, column in zip(needs, table.columns, strict=True)]
    slots, x = [], LEFT
    last = len(widths) - 1
    for position, (column, wide) in enumerate(zip(table.columns, widths, strict=True)):
        left = x if position == 0 else x + SIDE
        right = x + wide if position == last else x + wide - SIDE
        slots.append(Slot(column, left, right))
        x += wide
    return slots


def _need(table: Table, position: int) -> float:
    column = table.columns[position]
    if column.grows:
        return 0.0
    # Subtotals are the widest figures and the boldest, so that everything is measured in their weight.
    texts = {row.cells[position] for row in table.rows} | {column.head, column.letter}
    widest: float = max(width(drawable(text), Font.SEMIBOLD, SIZE) for text in texts)
    limit: float = column.at_most * mm if column.at_most else widest
    return min(widest, limit) + 2 * SIDE


def _title(judul: str) -> Item:
    def draw(pen: Pen, y: float) -> None:
        pen.place(judul, 0, y)
        pen.text(LEFT, y, judul, Font.SEMIBOLD, TITLE_SIZE, TITLE_LEADING)

    return Item(TITLE_LEADING + 1.5 * mm, draw, keeps_next=True, gap=8 * mm)


def _head(slots: list[Slot]) -> Item:
    names = LEADING + 2 * PAD
    letters = LETTER_LEADING + 2 * LETTER_PAD if any(slot.column.letter for slot in slots) else 0.0

    def draw(pen: Pen, y: float) -> None:
        pen.rule(LEFT, RIGHT, y, HEAD_RULE)
        pen.rule(LEFT, RIGHT, y + names, HEAD_RULE)
        for slot in slots:
            _set(pen, slot, y + PAD, slot.column.head, Font.SEMIBOLD, HEAD_SIZE, LEADING)
        if letters:
            pen.rule(LEFT, RIGHT, y + names + letters, HEAD_RULE)
            for slot in slots:
                _set_letter(pen, slot, y + names + LETTER_PAD)

    return Item(names + letters, draw)


def _row(row: Row, slots: list[Slot], *, indent: float) -> Item:
    look = LOOKS[row.level]
    if row.level == Level.BARIS:
        return _line(row, slots, look, indent)
    words, last = drawable(row.cells[1]), slots[-1]
    across = slots[-2].right if row.level == Level.SUBTOTAL else RIGHT
    lines = wrap(words, look.font, SIZE, across - slots[1].left - indent)
    height = look.above + len(lines) * LEADING + PAD

    def draw(pen: Pen, y: float) -> None:
        if row.bookmark and look.depth is not None:
            pen.place(row.bookmark, look.depth, y)
        top = y + look.above
        pen.text(slots[0].left, top, row.cells[0], look.font, SIZE, LEADING)
        for position, line in enumerate(lines):
            at = top + position * LEADING
            if row.level == Level.SUBTOTAL:
                pen.text_right(across, at, line, look.font, SIZE, LEADING)
            else:
                pen.text(slots[1].left + indent, at, line, look.font, SIZE, LEADING)
        pen.text_right(last.right, top, row.cells[-1], look.font, SIZE, LEADING)
        pen.rule(LEFT, RIGHT, y + height, look.rule, look.grey)

    return Item(height, draw)


def _line(row: Row, slots: list[Slot], look: Look, indent: float) -> Item:
    cells = [list(_cell_lines(slot, text, indent)) for slot, text in zip(slots, row.cells, strict=True)]
    words = slots[1]
    notes = wrap(drawable(row.note), Font.REGULAR, NOTE_SIZE, words.right - words.left - indent) if row.note else []
    tallest = max(max(map(len, cells)) * LEADING, len(cells[1]) * LEADING + len(notes) * NOTE_LEADING)
    height = look.above + tallest + PAD

    def draw(pen: Pen, y: float) -> None:
        for slot, lines in zip(slots, cells, strict=True):
            for position, line in enumerate(lines):
                _set(pen, slot, y + look.above + position * LEADING, line, look.font, SIZE, LEADING, indent)
        below = y + look.above + len(cells[1]) * LEADING
        for position, line in enumerate(notes):
            at = below + position * NOTE_LEADING
            pen.text(words.left + indent, at, line, Font.REGULAR, NOTE_SIZE, NOTE_LEADING, MUTED)
        pen.rule(LEFT, RIGHT, y + height, look.rule, look.grey)

    return Item(height, draw)


def _cell_lines(slot: Slot, text: str, indent: float) -> Iterator[str]:
    room = slot.right - slot.left - (indent if slot.column.grows else 0)
    breaks = slot.column.grows or slot.column.at_most is not None
    yield from wrap(drawable(text), Font.REGULAR, SIZE, room) if breaks else [drawable(text)]


def _set(  # noqa: PLR0917  a place, a text and how it looks
    pen: Pen, slot: Slot, y: float, text: str, font: Font, size: float, leading: float, indent: float = 0
) -> None:
    if not text:
        return
    if slot.column.align == "right":
        pen.text_right(slot.right, y, text, font, size, leading)
    elif slot.column.align == "center":
        _centred(pen, slot, y, text, font, size, leading)
    else:
        pen.text(slot.left + (indent if slot.column.grows else 0), y, text, font, size, leading)


def _set_letter(pen: Pen, slot: Slot, y: float) -> None:
    if slot.column.letter:
        _centred(pen, slot, y, slot.column.letter, Font.REGULAR, LETTER_SIZE, LETTER_LEADING, MUTED)


def _centred(  # noqa: PLR0917  as above
    pen: Pen, slot: Slot, y: float, text: str, font: Font, size: float, leading: float, grey: float = INK
) -> None:
    middle = (slot.left + slot.right) / 2
    pen.text(middle - width(drawable(text), font, size) / 2, y, text, font, size, leading, grey)
