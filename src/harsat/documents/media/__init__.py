"""Media: how blocks become a PDF or a workbook; nothing here knows a project."""
