"""Joins files that refer to each other by `<name>_id` columns into one table, as databases are dumped for exchange."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from harsat.catalogue.prices.columns import FIELD_OF, title_plain
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.header import cell_text
from harsat.catalogue.reading.source import Cell, Table

_ID = " id"


@dataclass(frozen=True)
class _Known:
    """One table with its first row as titles, and its rows by `id`."""

    titles: list[str]
    rows: dict[str, Sequence[Cell]]


def tables_join(tables: Sequence[Table]) -> Table:
    """The table of prices, each row followed by what its ids refer to in the other tables, at any depth.

    A column `province_id` refers to the table `province` or `provinces`; the referred name stands under "province".

    Raises:
        FileRefused: not exactly one of the tables has a column of prices.
    """
    if len(tables) == 1:
        return tables[0]
    priced = [table for table in tables if _has_price(table)]
    if len(priced) != 1:
        raise FileRefused(
            _("Dari %(count)d berkas, %(priced)d memuat kolom harga; satu daftar harga hanya dari satu berkas harga.")
            % {"count": len(tables), "priced": len(priced)},
            code="file_set",
        )
    known = {_singular(table.name): _known(table) for table in tables if table is not priced[0]}
    titles = [title_plain(cell) for cell in priced[0].rows[0]]
    head: list[Cell] = list(priced[0].rows[0])
    joined: list[Sequence[Cell]] = []
    for cells in priced[0].rows[1:]:
        more = _referred(titles, cells, known, frozenset())
        head.extend(name for name in more if name not in head)
        own = [*cells, *[""] * (len(titles) - len(cells))][: len(titles)]
        joined.append((*own, *(more.get(str(name), "") for name in head[len(titles) :])))
    return Table(priced[0].name, [head, *joined])


def _has_price(table: Table) -> bool:
    return any(FIELD_OF.get(title_plain(cell)) == "harga" for cell in table.rows[0])


def _known(table: Table) -> _Known:
    titles = [title_plain(cell) for cell in table.rows[0]]
    at = titles.index("id") if "id" in titles else 0
    return _Known(titles, {cell_text(cells[at]): cells for cells in table.rows[1:] if len(cells) > at})


def _singular(name: str) -> str:
    return title_plain(name).removesuffix("s")


def _referred(
    titles: Sequence[str], cells: Sequence[Cell], known: dict[str, _Known], seen: frozenset[str]
) -> dict[str, Cell]:
    """What the ids of one row refer to: the name of each target, and what the target refers to itself."""
    found: dict[str, Cell] = {}
    for title, cell in zip(titles, cells, strict=False):
        name = title.removesuffix(_ID)
        table = known.get(name)
        if name == title or table is None or name in seen:
            continue
        target = table.rows.get(cell_text(cell))
        if target is None:
            continue
        found |= _referred(table.titles, target, known, seen | {name})
        if "name" in table.titles:
            found[name] = target[table.titles.index("name")]
    return found
