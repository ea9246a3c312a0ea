"""The budget as a workbook that computes itself: prices feed analyses, analyses the budget, the budget its total."""

from harsat.documents.reports.rab_workbook.book import rab_workbook

__all__ = ["rab_workbook"]
