"""A canvas measured from the top of the page, in points: text, rules, boxes and places in the outline."""

from __future__ import annotations

from typing import BinaryIO

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from harsat.documents.media.pdf.fonts import ASCENT, LINE, Font, drawable, fonts_register, width

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT = 18 * mm  # the binding edge
RIGHT = PAGE_WIDTH - 14 * mm
TOP = 14 * mm
BOTTOM = PAGE_HEIGHT - 16 * mm
ROOM = RIGHT - LEFT
HEIGHT = BOTTOM - TOP

INK = 0.0
MUTED = 0.26
HAIRLINE = 0.74
GHOST = 0.91


class Pen:
    """Draws on one document; `y` is the distance of a line's top edge from the top of the page."""

    def __init__(self, target: BinaryIO, *, title: str, author: str, subject: str) -> None:
        fonts_register()
        rl_config.useA85 = 0  # streams as bytes: a fifth smaller, and quicker
        self._canvas = Canvas(target, pagesize=A4, pageCompression=1, lang="id-ID", initialFontName=Font.REGULAR.value)
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(subject)
        self._canvas.setCreator("Harsat")
        self._canvas.showOutline()
        self._places = 0

    def text(  # noqa: PLR0917  a place, a text and how it looks
        self, x: float, y: float, text: str, font: Font, size: float, leading: float, grey: float = INK
    ) -> None:
        """Set one line from x to the right."""
        self._canvas.setFont(font.value, size)
        self._canvas.setFillGray(grey)
        baseline = y + (leading - LINE * size) / 2 + ASCENT * size
        self._canvas.drawString(x, PAGE_HEIGHT - baseline, drawable(text))

    def text_right(  # noqa: PLR0917  as above
        self, x: float, y: float, text: str, font: Font, size: float, leading: float, grey: float = INK
    ) -> None:
        """Set one line that ends at x."""
        self.text(x - width(drawable(text), font, size), y, text, font, size, leading, grey)

    def rule(self, x: float, to: float, y: float, weight: float, grey: float = INK) -> None:
        """Draw a horizontal line."""
        self._canvas.setStrokeGray(grey)
        self._canvas.setLineWidth(weight)
        self._canvas.line(x, PAGE_HEIGHT - y, to, PAGE_HEIGHT - y)

    def box(self, y: float, height: float, weight: float) -> None:
        """Draw a frame as wide as the text."""
        self._canvas.setStrokeGray(INK)
        self._canvas.setLineWidth(weight)
        self._canvas.rect(LEFT, PAGE_HEIGHT - y - height, ROOM, height)

    def across(self, text: str) -> None:
        """Write large and pale across the page, under everything drawn later."""
        size = 54
        self._canvas.saveState()
        self._canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
        self._canvas.rotate(52)
        self._canvas.setFillGray(GHOST)
        self._canvas.setFont(Font.SEMIBOLD.value, size)
        self._canvas.drawCentredString(0, -size / 3, text)
        self._canvas.restoreState()

    def place(self, title: str, level: int, y: float) -> None:
        """Put a heading into the outline."""
        self._places += 1
        key = f"p{self._places}"
        self._canvas.bookmarkHorizontal(key, 0, PAGE_HEIGHT - y)
        self._canvas.addOutlineEntry(title, key, level, closed=level > 0)

    def page_end(self) -> None:
        """Finish the page."""
        self._canvas.showPage()

    def save(self) -> None:
        """Write the document."""
        self._canvas.save()
