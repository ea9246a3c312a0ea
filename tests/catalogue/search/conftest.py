"""The names of the national workbook, where the shared data folder is at hand."""

import contextlib
import os
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

DATA = Path(os.environ.get("HARSAT_SHARED", Path(__file__).parents[4] / "shared")) / "data"


@pytest.fixture(scope="session")
def national():
    """Code -> first name of it, whole of the national workbook, as mended as an import leaves them."""
    path = DATA / "ahsp_2025_cipta_karya.xlsx"
    if not path.is_file():
        pytest.skip("the shared data folder is absent (set HARSAT_SHARED)")
    header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    kode, nama = header.index("kode_ahsp"), header.index("nama_ahsp")
    names = {}
    for row in rows:
        names.setdefault(str(row[kode]), _mended(str(row[nama])))
    return names


def _mended(text):
    """Without mojibake, doubled blanks and the trailing reference to a regulation."""
    with contextlib.suppress(UnicodeError):
        text = text.encode("cp1252").decode("utf-8")
    return " ".join(text.split("(Lihat")[0].split())
