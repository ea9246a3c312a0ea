"""The resources an analysis names: found in the price list by code and unit, or made; never renamed in passing.

An item without a code gets the next own one of its kategori, `TK-0001`, `BHN-0002`, ...: one more than the highest
such number in the project, so that it collides with nothing. No official list writes its codes so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from harsat.kernel.ids import ids_possible
from harsat.ledger.write import Write
from harsat.rab.models import HargaItem
from harsat.rab.models.harga import KategoriItem

ItemKey = tuple[str, str]
"""Code and unit: what identifies a resource inside a project."""


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A resource as someone typed it or as the catalogue prints it; a blank `kode` asks for the next own one."""

    uraian: str
    satuan: str
    kode: str = ""
    harga: str | None = None


class Item(NamedTuple):
    """A resource of the price list; one that this command makes has no id yet."""

    id: int | None
    kategori: str
    kode: str
    uraian: str
    satuan: str

    @property
    def key(self) -> ItemKey:
        """Code and unit."""
        return self.kode, self.satuan


class KategoriClash(Exception):
    """The resource stands in another block already, and that never changes."""

    def __init__(self, item: Item, wanted: str) -> None:
        labels = dict(KategoriItem.choices)
        super().__init__(
            _("%(kode)s per %(satuan)s sudah tercatat sebagai %(known)s (%(uraian)s), bukan %(wanted)s.")
            % {
                "kode": item.kode,
                "satuan": item.satuan,
                "known": labels.get(item.kategori, item.kategori),
                "uraian": item.uraian,
                "wanted": labels.get(wanted, wanted),
            }
        )


@dataclass(slots=True)
class ItemBook:
    """The items a command may meet, and those it makes; nothing is written before `items_make`."""

    by_key: dict[ItemKey, Item] = field(default_factory=dict)
    by_id: dict[int, Item] = field(default_factory=dict)
    drafts: dict[ItemKey, ItemDraft] = field(default_factory=dict)

    def take(self, kategori: str, draft: ItemDraft) -> Item:
        """The item of a draft: the known one of its code and unit, else one to be made.

        Raises:
            KategoriClash: the known one stands in another block.
        """
        item = self._known(kategori, draft)
        if item is not None:
            if item.kategori != kategori:
                raise KategoriClash(item, kategori)
            return item
        kode = draft.kode or self._own_code(kategori)
        made = Item(None, kategori, kode, draft.uraian, draft.satuan)
        self.by_key[made.key] = made
        self.drafts[made.key] = replace(draft, kode=kode)
        return made

    def stored(self, item_id: int, kategori: str) -> Item:
        """An item of the price list by its id.

        Raises:
            KeyError: the project has no such item.
            KategoriClash: it stands in another block.
        """
        item = self.by_id[item_id]
        if item.kategori != kategori:
            raise KategoriClash(item, kategori)
        return item

    def _known(self, kategori: str, draft: ItemDraft) -> Item | None:
        if draft.kode:
            return self.by_key.get((draft.kode, draft.satuan))
        same = (kategori, draft.uraian, draft.satuan)
        named = (item for item in self.by_key.values() if (item.kategori, item.uraian, item.satuan) == same)
        return next(named, None)

    def _own_code(self, kategori: str) -> str:
        numbers = (_own_number(item.kode, kategori) for item in self.by_key.values())
        return f"{kategori}-{max(numbers, default=0) + 1:04d}"


def items_read(write: Write, *, ids: Iterable[int], drafts: Mapping[str, Iterable[ItemDraft]]) -> ItemBook:
    """Everything the project knows of these ids and of these drafts by kategori, own codes included. One statement."""
    wanted = Q(id__in=ids_possible(ids))
    for kategori, some in drafts.items():
        coded = {draft.kode for draft in some if draft.kode}
        named = {draft.uraian for draft in some if not draft.kode}
        wanted |= Q(kode__in=sorted(coded))
        if named:
            wanted |= Q(kategori=kategori, uraian__in=sorted(named)) | Q(kode__startswith=f"{kategori}-")
    book = ItemBook()
    found = HargaItem.objects.filter(wanted, project_id=write.project_id).order_by("id")
    for row in found.values_list(*Item._fields):
        item = Item._make(row)
        book.by_key[item.key] = item
        book.by_id[row[0]] = item
    return book


def items_make(write: Write, book: ItemBook) -> list[int]:
    """Insert what is missing; the book knows the ids afterwards."""
    fresh = [item for item in book.by_key.values() if item.id is None]
    if not fresh:
        return []
    ids = write.insert(HargaItem, [_row(item, book.drafts[item.key]) for item in fresh])
    for item, made in zip(fresh, ids, strict=True):
        book.by_key[item.key] = item._replace(id=made)
    return ids


def _row(item: Item, draft: ItemDraft) -> dict[str, str | int | bool | None]:
    return {
        "kategori": item.kategori,
        "kode": item.kode,
        "uraian": item.uraian,
        "satuan": item.satuan,
        "harga": draft.harga,
    }


def _own_number(kode: str, kategori: str) -> int:
    number = kode.removeprefix(f"{kategori}-")
    return int(number) if number != kode and number.isascii() and number.isdigit() else 0
