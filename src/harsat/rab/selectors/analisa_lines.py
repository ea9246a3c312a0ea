"""The lines of an analysis in their blocks, and bundles with what they open into; figures are the engine's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from harsat.engine.analisa import BLOCKS, Baris, blok_jumlah, line_jumlah, target_names
from harsat.engine.estimate import Estimate
from harsat.engine.rab import share
from harsat.engine.snapshot import Kategori, Komponen

PERSEN_DECIMALS = 1
LETTERS = {Kategori.TK: "A", Kategori.BHN: "B", Kategori.ALT: "C", Kategori.LAIN: "LAIN"}


class AnalisaBaris(NamedTuple):
    """A line of a block. Read-only where it came through a bundle; `persen` is its share of D.

    `koefisien` is effective, per unit of the pekerjaan; `koefisien_bundel` is per unit of the bundle it came through.
    """

    komponen_id: int
    harga_item_id: int | None
    kode: str
    uraian: str
    satuan: str
    koefisien: Decimal
    koefisien_bundel: Decimal | None
    harga: Decimal | None
    jumlah: Decimal | None
    persen: Decimal | None
    via: tuple[str, ...]
    catatan: str


class Bundel(NamedTuple):
    """A stored row that points at another analysis, with the lines it opens into.

    `harga` is what one unit of the target costs at D, so that koefisien x harga is the jumlah but for the rounding of
    its lines.
    """

    komponen_id: int
    target_pekerjaan_id: int | None
    target_analysis_id: int | None
    kode: str
    uraian: str
    satuan: str
    koefisien: Decimal
    harga: Decimal | None
    jumlah: Decimal | None
    persen: Decimal | None
    catatan: str
    baris: tuple[tuple[Kategori, AnalisaBaris], ...]


class Blok(NamedTuple):
    """A block of the form: A, B, C or LAIN, its lines in printing order and the sum of what is known."""

    kategori: Kategori
    huruf: str
    jumlah: Decimal
    persen: Decimal | None
    baris: tuple[AnalisaBaris, ...]


def analisa_line(
    line: Baris, stored: Komponen | None, whole: Decimal | None, catatan: Mapping[int, str]
) -> AnalisaBaris:
    """A line as it is shown; `stored` is the row of the pekerjaan at the top of its way, `whole` its D."""
    inner = None
    if line.via and stored is not None and stored.koefisien:
        inner = line.koefisien / stored.koefisien
    return AnalisaBaris(
        komponen_id=line.komponen_id,
        harga_item_id=line.harga_item_id,
        kode=line.kode,
        uraian=line.uraian,
        satuan=line.satuan,
        koefisien=line.koefisien,
        koefisien_bundel=inner,
        harga=line.harga_satuan,
        jumlah=line.jumlah,
        persen=share(line.jumlah, whole, PERSEN_DECIMALS),
        via=line.via,
        catatan="" if line.via else catatan.get(line.komponen_id, ""),
    )


def analisa_blocks(
    lines: Sequence[Baris], shown: Sequence[tuple[Kategori, AnalisaBaris]], whole: Decimal | None
) -> tuple[Blok, ...]:
    """A, B and C always, LAIN where something stands in it."""
    sums = blok_jumlah(lines)
    blocks = []
    for kategori in BLOCKS:
        own = tuple(baris for of, baris in shown if of == kategori)
        if own or kategori != Kategori.LAIN:
            persen = share(sums[kategori], whole, PERSEN_DECIMALS)
            blocks.append(Blok(kategori, LETTERS[kategori], sums[kategori], persen, own))
    return tuple(blocks)


def analisa_bundles(
    estimate: Estimate,
    stored: Iterable[Komponen],
    shown: Sequence[tuple[Kategori, AnalisaBaris]],
    whole: Decimal | None,
    catatan: Mapping[int, str],
) -> Iterable[Bundel]:
    """The rows that point at another analysis, each with its own of the lines shown."""
    for row in stored:
        if row.harga_item_id is not None:
            continue
        opened = tuple(pair for pair in shown if pair[1].komponen_id == row.id)
        jumlah = _sum(baris.jumlah for _kategori, baris in opened)
        kode, uraian, satuan = target_names(row, estimate.snapshot)
        yield Bundel(
            komponen_id=row.id,
            target_pekerjaan_id=row.target_pekerjaan_id,
            target_analysis_id=row.target_analysis_id,
            kode=kode,
            uraian=uraian,
            satuan=satuan,
            koefisien=row.koefisien,
            harga=_per_unit(row, [baris for _kategori, baris in opened]),
            jumlah=jumlah,
            persen=share(jumlah, whole, PERSEN_DECIMALS),
            catatan=catatan.get(row.id, ""),
            baris=opened,
        )


def _per_unit(row: Komponen, opened: Sequence[AnalisaBaris]) -> Decimal | None:
    """D of one unit of the target, unrounded: it does not move when the koefisien of the bundle does."""
    if not row.koefisien:
        return None
    return _sum(line_jumlah(baris.koefisien_bundel or Decimal(0), baris.harga, rounded=False) for baris in opened)


def _sum(parts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum, None as soon as one part is unknown or there is none."""
    total: Decimal | None = None
    for part in parts:
        if part is None:
            return None
        total = part if total is None else total + part
    return total
