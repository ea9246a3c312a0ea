"""Reads of a project: its parts by mark, the estimate, and the rows of each page. Nothing here writes."""
