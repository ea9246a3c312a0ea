"""Paper drawn as PDF: measure every item, lay pages out once, draw; the time grows with the rows and no faster."""

from harsat.documents.media.pdf.write import pdf_write

__all__ = ["pdf_write"]
