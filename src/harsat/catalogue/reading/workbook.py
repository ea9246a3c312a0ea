"""Reads xlsx, xls and ods by python-calamine, after a look at what the file would become in memory."""

from __future__ import annotations

from pathlib import Path
from zipfile import is_zipfile

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from harsat.catalogue.reading.archive import archive_check
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.source import Table, table_shape_check


def workbook_table_read(path: Path) -> Table:
    """The first sheet with any cell; numbers stay numbers, text stays text, an error cell is its text.

    Raises:
        FileRefused: not a readable workbook, or one that would fill the memory.
    """
    if is_zipfile(path):
        archive_check(path)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.height and sheet.end:
                table_shape_check(sheet.end[0] + 1, sheet.end[1] + 1)
                return Table(name, sheet.to_python(skip_empty_area=False))
    except (CalamineError, OSError, ValueError) as error:
        raise FileRefused(
            _("Berkas %(name)s tidak terbaca sebagai buku kerja; mungkin rusak atau terkunci sandi.")
            % {"name": path.name},
            code="file_damaged",
        ) from error
    raise FileRefused(_("Buku kerja tidak berisi lembar yang terisi."), code="file_empty")
