"""Small books written as text, and the real workbook, for the detectors that judge how rows stand together."""

import os
import random
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from python_calamine import load_workbook

from harsat.catalogue.codes import code_read
from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.kategori import kategori_read
from harsat.catalogue.diagnosis.teks import text_mend
from harsat.engine.snapshot import Kategori

DATA = Path(os.environ.get("HARSAT_SHARED", Path(__file__).parents[4] / "shared")) / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data folder is absent (set HARSAT_SHARED)")
CREW = (("Pekerja", "0.6"), ("Tukang batu", "0.3"), ("Kepala Tukang", "0.03"), ("Mandor", "0.03"))
SEED = 20_251_124


def tk(item, koefisien):
    return (Kategori.TK, item, "OH", koefisien)


def bhn(item, koefisien, satuan="kg"):
    return (Kategori.BHN, item, satuan, koefisien)


def crew(factor="1"):
    return [tk(item, str(Decimal(amount) * Decimal(factor))) for item, amount in CREW]


def a_book(*analyses):
    """A book of (kode, nama, rows); rows stand from row 2 on, in the order given."""
    lines = []
    for kode, nama, rows in analyses:
        for kategori, item, satuan, koefisien in rows:
            value = Decimal(koefisien)
            lines.append(Line(len(lines) + 2, kode, nama, "", "", kategori, "", item, satuan, value, koefisien))
    return Book(lines)


def sound(kode, thing, factor="1"):
    """An ordinary analysis: a crew, the thing itself and cement."""
    rows = [*crew(factor), bhn(thing, "1.05", "buah"), bhn("Semen Portland", "4")]
    return (kode, f"Pemasangan 1 buah {thing}", rows)


def neighbours(parent="1.1", number=8, start=1):
    """Sound siblings, enough that a detector knows what is usual: parent.1, parent.2, ..."""
    return [sound(f"{parent}.{count}", f"Kotak tipe {count}", f"1.{count}") for count in range(start, start + number)]


def merged(kode, *analyses):
    """Analyses under one code and the name of the first."""
    return (kode, analyses[0][1], [row for _kode, _nama, rows in analyses for row in rows])


def renumbered(lines):
    return Book([line._replace(row=row) for row, line in enumerate(lines, start=2)])


@lru_cache(maxsize=1)
def workbook():
    """The national workbook of 2025 as a book."""
    cells = load_workbook(str(DATA / "ahsp_2025_cipta_karya.xlsx")).get_sheet_by_index(0).to_python()
    titles = {str(title): column for column, title in enumerate(cells[0])}
    return Book([_line(row, {title: values[at] for title, at in titles.items()}) for row, values in _rows(cells)])


def _rows(cells):
    return enumerate(cells[1:], start=2)


def _line(row, cell):
    amount = str(cell["koefisien"]).removesuffix(".0") if isinstance(cell["koefisien"], float) else cell["koefisien"]
    return Line(
        row,
        code_read(str(cell["kode_ahsp"])).kode,
        text_mend(str(cell["nama_ahsp"])).text,
        "",
        "",
        kategori_read(str(cell["kategori"])),
        code_read(str(cell["kode_item_lookup"])).kode,
        text_mend(str(cell["item"])).text,
        text_mend(str(cell["satuan"])).text,
        Decimal(amount),
        amount,
    )


def sibling_groups(book, avoid, size, number, seed=SEED):
    """Groups of consecutive whole siblings, none in two groups, chosen by the seed."""
    spots = {}
    for spot, line in enumerate(book.lines):
        spots.setdefault(line.kode, []).append(spot)
    codes = [kode for kode, at in spots.items() if at[-1] - at[0] == len(at) - 1 and kode not in avoid]
    starts = list(range(len(codes) - size))
    random.Random(seed).shuffle(starts)
    chosen, used = [], set()
    for start in starts:
        group = codes[start : start + size]
        close = all(spots[now][0] == spots[last][-1] + 1 for last, now in pairwise(group))
        if close and len({kode.rpartition(".")[0] for kode in group}) == 1 and not used & set(group):
            chosen.append(group)
            used |= set(group)
        if len(chosen) == number:
            break
    return chosen


def joined(book, groups):
    """The book with every group under the code and the name of its first member."""
    first = {kode: group[0] for group in groups for kode in group}
    names = {group[0]: book.analyses[group[0]][0].nama for group in groups}
    return Book(
        [
            line._replace(kode=first[line.kode], nama=names[first[line.kode]]) if line.kode in first else line
            for line in book.lines
        ]
    )
