"""The list of items that belongs to a file of blocks: it lends each component its kategori and unit, by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from harsat.catalogue.reading.header import HEADER_ROWS, cell_text, columns_read, title_plain
from harsat.catalogue.reading.layouts.sections import kategori_word
from harsat.catalogue.reading.source import Table

_NAMES = ("nama utama", "nama", "nama item", "item", "uraian", "komponen", "nama barang")
_KINDS = ("jenis", "tipe", "spesifikasi", "ukuran")
_KATEGORI = ("kategori", "kelompok", "kategori item")
_SATUAN = ("satuan", "sat", "unit", "satuan item")
_KODE = ("kode", "kode item", "id")
_HARGA = ("harga", "harga pu", "harga satuan", "harga aktual", "harga rp", "harga dasar")


class Item(NamedTuple):
    """One entry of the list, as printed."""

    kode: str
    kategori: str
    satuan: str


class ItemList(NamedTuple):
    """All entries by name; `doubtful` holds the names that two differing entries share."""

    items: dict[str, Item]
    doubtful: frozenset[str]

    def find(self, name: str) -> Item | None:
        """The one entry of this name, compared without regard to case and blanks."""
        return self.items.get(name_key(name))

    def shared(self, name: str) -> bool:
        """Whether two entries of this name differ, so that neither can be taken."""
        return name_key(name) in self.doubtful


def items_read(table: Table) -> ItemList | None:
    """The list in this table, None when it is none: a name, a unit, and a kategori or a price, no koefisien."""
    for number, cells in enumerate(table.rows[:HEADER_ROWS], start=1):
        printed = list(map(cell_text, cells))
        if "koefisien" in columns_read(printed).of:
            return None
        titles = list(map(title_plain, printed))
        name, satuan, kategori = (_column(titles, names) for names in (_NAMES, _SATUAN, _KATEGORI))
        if name is None or satuan is None:
            continue
        if kategori is not None or _column(titles, _HARGA) is not None:
            kind, kode = _column(titles, _KINDS), _column(titles, _KODE)
            return _list(table.rows[number:], name, kind, (kode, kategori, satuan))
    return None


def name_key(name: str) -> str:
    """Names that differ only in case, blanks or a dash between blanks are one: "Pasir - Beton" = "pasir  beton"."""
    return " ".join(name.lower().replace(" - ", " ").split())


def _list(
    rows: Sequence[Sequence[object]], name: int, kind: int | None, others: tuple[int | None, int | None, int]
) -> ItemList:
    items: dict[str, Item] = {}
    doubtful: set[str] = set()
    for cells in rows:
        texts = [str(cell).strip() for cell in cells]
        kode, kategori, satuan = (_at(texts, index) for index in others)
        item = Item(kode, kategori_word(kategori), satuan)
        key = name_key(f"{_at(texts, name)} {_at(texts, kind)}")
        known = items.setdefault(key, item)
        if known[1:] != item[1:]:
            doubtful.add(key)
    return ItemList({key: item for key, item in items.items() if key and key not in doubtful}, frozenset(doubtful))


def _column(titles: Sequence[str], names: Sequence[str]) -> int | None:
    return next((titles.index(name) for name in names if name in titles), None)


def _at(texts: Sequence[str], index: int | None) -> str:
    return texts[index] if index is not None and index < len(texts) else ""
