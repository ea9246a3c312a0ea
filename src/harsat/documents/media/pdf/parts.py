"""The parts around the tables: kop, title, identity, sums, terbilang, signatures and notes, each as an item."""

from __future__ import annotations

from itertools import zip_longest

from reportlab.lib.units import mm

from harsat.documents.media.pdf.fonts import Font, drawable, width, wrap
from harsat.documents.media.pdf.pages import Item
from harsat.documents.media.pdf.pen import BOTTOM, HAIRLINE, LEFT, MUTED, RIGHT, ROOM, Pen
from harsat.documents.media.pdf.table import HEAD_RULE, LEADING, LEVEL_RULE, RULE, SIZE
from harsat.documents.paper import Closing, Paper
from harsat.documents.reports.identity import Identitas, TandaTangan

TITLE_SIZE, TITLE_LEADING = 12.0, 15.0
NOTE_SIZE, NOTE_LEADING = 7.0, 10.0
SMALL_SIZE = 7.5
FOOT_SIZE = 7.0
KOP_RULE = 1.5
LABEL_WIDTH = 22 * mm
CLOSING_WIDTH = 104 * mm
SIGN_ROOM = 20 * mm
SIGN_GAP = 8 * mm


def opening_items(paper: Paper) -> list[Item]:
    """What stands above the table on the first page."""
    return [_kop(paper.organisasi), _title(paper), *_identity(paper.identitas)]


def closing_items(paper: Paper) -> list[Item]:
    """What stands below the tables, each tied to the next."""
    sums = [_closing(line, first=position == 0) for position, line in enumerate(paper.penutup)]
    return [*sums, _terbilang(paper.terbilang), _signatures(paper.tanda_tangan), _notes(paper.catatan)]


def foot_draw(pen: Pen, kaki: str, page: int, pages: int) -> None:
    """Document, revision and date on the left, the page on the right, in the lower margin."""
    y = BOTTOM + 5 * mm
    number = f"Halaman {page} dari {pages}"
    room = ROOM - width(number, Font.REGULAR, FOOT_SIZE) - 4 * mm
    pen.text(LEFT, y, wrap(drawable(kaki), Font.REGULAR, FOOT_SIZE, room)[0], Font.REGULAR, FOOT_SIZE, 9, MUTED)
    pen.text_right(RIGHT, y, number, Font.REGULAR, FOOT_SIZE, 9, MUTED)


def _kop(organisasi: str) -> Item:
    lines = wrap(drawable(organisasi), Font.SEMIBOLD, TITLE_SIZE, ROOM)
    height = len(lines) * TITLE_LEADING + 3 * mm

    def draw(pen: Pen, y: float) -> None:
        for position, line in enumerate(lines):
            pen.text(LEFT, y + position * TITLE_LEADING, line, Font.SEMIBOLD, TITLE_SIZE, TITLE_LEADING)
        pen.rule(LEFT, RIGHT, y + height, KOP_RULE)

    return Item(height, draw, keeps_next=True)


def _title(paper: Paper) -> Item:
    def draw(pen: Pen, y: float) -> None:
        pen.place(paper.judul, 0, y)
        pen.text(LEFT, y, paper.judul, Font.SEMIBOLD, TITLE_SIZE, TITLE_LEADING)
        pen.text_right(RIGHT, y + 1.2, paper.nomor, Font.REGULAR, SIZE, TITLE_LEADING, MUTED)

    return Item(TITLE_LEADING + 3.5 * mm, draw, keeps_next=True, gap=5 * mm)


def _identity(entries: tuple[Identitas, ...]) -> list[Item]:
    """Two columns, read down the left one first."""
    half = (len(entries) + 1) // 2
    return [_identity_row(left, right) for left, right in zip_longest(entries[:half], entries[half:])]


def _identity_row(*entries: Identitas | None) -> Item:
    column = (ROOM - 6 * mm) / 2
    room = column - LABEL_WIDTH
    texts = [wrap(drawable(entry.isi), Font.REGULAR, SIZE, room) if entry else [] for entry in entries]
    height = max(map(len, texts)) * LEADING + 0.6 * mm

    def draw(pen: Pen, y: float) -> None:
        for position, (entry, lines) in enumerate(zip(entries, texts, strict=True)):
            x = LEFT + position * (column + 6 * mm)
            pen.text(x, y, entry.label if entry else "", Font.REGULAR, SIZE, LEADING, MUTED)
            for row, line in enumerate(lines):
                pen.text(x + LABEL_WIDTH, y + row * LEADING, line, Font.REGULAR, SIZE, LEADING)

    return Item(height, draw, keeps_next=True)


def _closing(line: Closing, *, first: bool) -> Item:
    font, size = (Font.SEMIBOLD, 9.5) if line.total else (Font.REGULAR, SIZE)
    pad = (1.4 if line.total else 0.8) * mm
    height = LEADING + 2 * pad

    def draw(pen: Pen, y: float) -> None:
        left = min(RIGHT - CLOSING_WIDTH, RIGHT - width(line.label + line.nilai, font, size) - 4 * mm)
        if line.total or first:
            pen.rule(left, RIGHT, y, HEAD_RULE if line.total else LEVEL_RULE)
        pen.text(left, y + pad, line.label, font, size, LEADING)
        pen.text_right(RIGHT, y + pad, line.nilai, font, size, LEADING)
        pen.rule(left, RIGHT, y + height, KOP_RULE if line.total else RULE, 0 if line.total else HAIRLINE)

    return Item(height, draw, keeps_next=True)


def _terbilang(words: str) -> Item:
    label = "Terbilang"
    x = LEFT + 3 * mm
    text = x + width(label, Font.REGULAR, SIZE) + 3 * mm
    lines = wrap(drawable(words), Font.REGULAR, SIZE, RIGHT - 3 * mm - text)
    height = len(lines) * LEADING + 4.8 * mm

    def draw(pen: Pen, y: float) -> None:
        pen.box(y, height, RULE)
        pen.text(x, y + 2.4 * mm, label, Font.REGULAR, SIZE, LEADING, MUTED)
        for position, line in enumerate(lines):
            pen.text(text, y + 2.4 * mm + position * LEADING, line, Font.REGULAR, SIZE, LEADING)

    return Item(height, draw, keeps_next=True, gap=4 * mm)


def _signatures(signatures: tuple[TandaTangan, ...]) -> Item:
    count = max(3, len(signatures))
    room = (ROOM - (count - 1) * SIGN_GAP) / count
    places = [LEFT + (room + SIGN_GAP) * position for position in range(count)]
    # Two signatures stand at the two ends, as on a letter.
    used = places if len(signatures) == count else [places[0], places[-1]]
    roles = [wrap(drawable(one.peran), Font.REGULAR, SMALL_SIZE, room) for one in signatures]
    names = [wrap(drawable(one.nama), Font.SEMIBOLD, SIZE, room) for one in signatures]
    line_at = LEADING * (1 + max(map(len, roles))) + SIGN_ROOM
    height = line_at + 1.2 * mm + LEADING * max(map(len, names))

    def draw(pen: Pen, y: float) -> None:
        for x, one, role, name in zip(used, signatures, roles, names, strict=True):
            pen.text(x, y, one.pembuka, Font.REGULAR, SIZE, LEADING)
            for position, line in enumerate(role, start=1):
                pen.text(x, y + position * LEADING, line, Font.REGULAR, SMALL_SIZE, LEADING, MUTED)
            pen.rule(x, x + room, y + line_at, LEVEL_RULE)
            for position, line in enumerate(name):
                at = y + line_at + 1.2 * mm + position * LEADING
                pen.text(x, at, line, Font.SEMIBOLD, SIZE, LEADING)

    return Item(height, draw, keeps_next=True, gap=9 * mm)


def _notes(notes: tuple[str, ...]) -> Item:
    lines = [line for note in notes for line in wrap(drawable(note), Font.REGULAR, NOTE_SIZE, ROOM)]

    def draw(pen: Pen, y: float) -> None:
        for position, line in enumerate(lines):
            pen.text(LEFT, y + position * NOTE_LEADING, line, Font.REGULAR, NOTE_SIZE, NOTE_LEADING, MUTED)

    return Item(len(lines) * NOTE_LEADING, draw, gap=7 * mm)
