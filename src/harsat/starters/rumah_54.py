"""The demo project as data: a house of type 54, read from our own files into plain rows."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from harsat.engine.numbers import FAKTOR, HARGA, KOEFISIEN, PERSEN, VOLUME, Field, number_read
from harsat.engine.volume import BarisVolume

DATA = Path(__file__).parent / "data"
NAMA = "Rumah Tinggal Tipe 54 (contoh)"
UNPRICED = ("B.0067", "lembar")
"""The resource that the demo leaves without a price, so that "belum lengkap" is seen before it matters."""


class Work(NamedTuple):
    """A line of the outline; an empty `uraian` takes the analysis's own words."""

    klasifikasi: str
    sub: str
    kode: str
    uraian: str
    satuan: str
    jenis: str
    isi: str
    status: str


class Direct(NamedTuple):
    """A direct unit price."""

    harga: Decimal
    buk_persen: Decimal
    kena_ppn: bool
    sumber: str


class ParameterRow(NamedTuple):
    """A parameter as typed."""

    nama: str
    label: str
    satuan: str
    formula: str


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _figure(text: str, field: Field) -> Decimal:
    return number_read(text, field).value


@cache
def works() -> tuple[Work, ...]:
    """The outline in order."""
    return tuple(Work(**row) for row in _rows("rumah_54"))


@cache
def parameters() -> tuple[ParameterRow, ...]:
    """The parameters in order."""
    return tuple(ParameterRow(**row) for row in _rows("rumah_54_parameter"))


@cache
def directs() -> dict[str, Direct]:
    """Direct prices by kode."""
    return {
        row["kode"]: Direct(
            _figure(row["harga"], HARGA), _figure(row["buk_persen"], PERSEN), row["kena_ppn"] == "ya", row["sumber"]
        )
        for row in _rows("rumah_54_langsung")
    }


@cache
def bundles() -> dict[str, list[tuple[str, Decimal]]]:
    """Bundled catalogue analyses by kode: (kode of the analysis, koefisien)."""
    found: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for row in _rows("rumah_54_bundel"):
        found[row["kode"]].append((row["kode_analisa"], _figure(row["koefisien"], KOEFISIEN)))
    return dict(found)


@cache
def sheets() -> dict[str, list[BarisVolume]]:
    """Measured lines by sheet."""
    found: dict[str, list[BarisVolume]] = defaultdict(list)
    for row in _rows("rumah_54_lembar"):
        sides = {name: _figure(row[name], VOLUME) if row[name] else None for name in ("n", "p", "l", "t")}
        faktor = _figure(row["faktor"], FAKTOR) if row["faktor"] else None
        found[row["lembar"]].append(
            BarisVolume(uraian=row["uraian"], faktor=faktor, pengurang=row["pengurang"] == "ya", **sides)
        )
    return dict(found)
