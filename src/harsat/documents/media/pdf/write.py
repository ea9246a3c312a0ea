"""The front door of the PDF: a Paper in, bytes out."""

from __future__ import annotations

from io import BytesIO

from harsat.documents.media.pdf.pages import Item, pages_of, tied
from harsat.documents.media.pdf.parts import closing_items, foot_draw, opening_items
from harsat.documents.media.pdf.pen import Pen
from harsat.documents.media.pdf.table import table_items
from harsat.documents.paper import Paper

_ROWS_ABOVE_SIGNATURES = 3


def pdf_write(paper: Paper) -> bytes:
    """Draw the document; how many pages there are is known before the first is drawn."""
    pages = pages_of(_items(paper))
    target = BytesIO()
    pen = Pen(target, title=f"{paper.judul} {paper.nomor}", author=paper.organisasi, subject=paper.judul)
    for number, page in enumerate(pages, start=1):
        if paper.watermark:
            pen.across(paper.watermark)
        for placed in page:
            placed.item.draw(pen, placed.y)
        foot_draw(pen, paper.kaki, number, len(pages))
        pen.page_end()
    pen.save()
    return target.getvalue()


def _items(paper: Paper) -> list[Item]:
    ending = closing_items(paper)
    rows = table_items(paper.ringkasan, flat=True)
    closing = tied([*rows, *ending[:-1]], least=len(ending) - 1 + _ROWS_ABOVE_SIGNATURES)
    return [*opening_items(paper), *table_items(paper.isi), *closing, ending[-1]]
