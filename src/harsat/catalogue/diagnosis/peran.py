"""Which resource a line names and what role it plays in the crew, whatever spelling the row happens to use."""

from __future__ import annotations

import re
from functools import lru_cache

from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.units import unit_key
from harsat.engine.snapshot import Kategori

PEKERJA, TUKANG, KEPALA, MANDOR = "pekerja", "tukang", "kepala tukang", "mandor"

_unit_key = lru_cache(maxsize=1024)(unit_key)


def resource_key(line: Line) -> str:
    """What two rows of the same resource share: kategori and name, for a material the unit as well.

    A worker stays the same worker in OH and in OJ; signs in names of labour are noise ("besi/ besi beton"), in
    names of materials they are sizes ("< 12 mm"). A row without a name goes by its code, or is like no other.
    """
    if not line.item:
        return line.kode_item or f"baris {line.row}"
    if line.kategori is Kategori.TK:
        return _labour_key(line.item)
    return _thing_key(line.kategori or "", line.item, line.satuan)


def crew_class(line: Line) -> str:
    """The place of the line in the usual order: a crew role, "tenaga" for other labour, else its kategori."""
    return _labour_class(line.item) if line.kategori is Kategori.TK else str(line.kategori or "")


def is_labour(line: Line) -> bool:
    """Whether the line is paid as labour."""
    return line.kategori is Kategori.TK


def crew_named(item: str) -> bool:
    """Whether the name is one of a crew, whatever kategori the row states: "Pekerja", "Tukang batu", "Mandor"."""
    return _labour_class(item) != "tenaga"


@lru_cache(maxsize=1024)
def _labour_key(item: str) -> str:
    return "TK " + re.sub(r"[\W_]+", "", item.lower())


@lru_cache(maxsize=16384)
def _thing_key(kategori: str, item: str, satuan: str) -> str:
    return f"{kategori} {''.join(item.lower().split())} {_unit_key(satuan)}"


@lru_cache(maxsize=1024)
def _labour_class(item: str) -> str:
    letters = re.sub(r"[\W_]+", "", item.lower())  # "KepalaTukang" stands beside "Kepala Tukang"
    if letters.startswith("mandor"):
        return MANDOR
    if letters.startswith("kepalatukang"):
        return KEPALA
    return next((role for role in (PEKERJA, TUKANG) if letters.startswith(role)), "tenaga")
