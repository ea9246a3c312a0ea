"""The recapitulation as rows: the tree with its figures and bobot, in printing order."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from harsat.engine.estimate import Estimate
from harsat.engine.penomoran import Penomoran, numbering, struktur_tree
from harsat.engine.rab import BOBOT_DECIMALS, Subtotal, bobot_of, share
from harsat.engine.snapshot import Pekerjaan, StatusItem


class RekapRow(NamedTuple):
    """One line of the tree; `kunci` asks for its derivation, `bobot` is percent of the subtotal, None outside it."""

    key: str
    id: int
    level: int
    parent: str | None
    no: str
    uraian: str
    kunci: str
    jumlah: Decimal | None
    bobot: Decimal | None
    belum_lengkap: int
    kode: str = ""
    satuan: str = ""
    volume: Decimal | None = None
    harga_satuan: Decimal | None = None
    dijumlah: bool = True
    status: StatusItem = StatusItem.UTAMA


def rekap_rows(estimate: Estimate) -> list[RekapRow]:
    """Klasifikasi, sub-klasifikasi and pekerjaan with what the engine made of them; no query, no sum of its own."""
    return list(_rows(estimate))


def _rows(estimate: Estimate) -> Iterator[RekapRow]:
    snapshot, rekap, numbers = estimate.snapshot, estimate.rekap, numbering(estimate.snapshot)
    whole = rekap.subtotal.jumlah
    for top, parts in struktur_tree(snapshot):
        head = RekapRow(f"k{top.id}", top.id, 1, None, numbers.klasifikasi[top.id], top.nama, *_EMPTY)
        yield _summed(head, f"klasifikasi:{top.id}:jumlah", rekap.klasifikasi[top.id], whole)
        for sub, works in parts:
            head = RekapRow(f"s{sub.id}", sub.id, 2, f"k{top.id}", numbers.sub_klasifikasi[sub.id], sub.nama, *_EMPTY)
            yield _summed(head, f"sub_klasifikasi:{sub.id}:jumlah", rekap.sub_klasifikasi[sub.id], whole)
            for work in works:
                yield _work(estimate, work, numbers)


_EMPTY = ("", None, None, 0)


def _summed(head: RekapRow, kunci: str, part: Subtotal, whole: Decimal) -> RekapRow:
    return head._replace(
        kunci=kunci,
        jumlah=part.jumlah,
        bobot=share(part.jumlah, whole, BOBOT_DECIMALS),
        belum_lengkap=part.belum_lengkap,
    )


def _work(estimate: Estimate, work: Pekerjaan, numbers: Penomoran) -> RekapRow:
    row = estimate.rab[work.id]
    return RekapRow(
        key=f"p{work.id}",
        id=work.id,
        level=3,
        parent=f"s{work.sub_klasifikasi_id}",
        no=numbers.pekerjaan[work.id],
        uraian=work.uraian,
        kunci=f"pekerjaan:{work.id}:jumlah",
        jumlah=row.jumlah,
        bobot=bobot_of(row, estimate.rekap),
        belum_lengkap=int(row.dijumlah and row.jumlah is None),
        kode=work.kode,
        satuan=work.satuan,
        volume=row.volume,
        harga_satuan=row.harga_satuan,
        dijumlah=row.dijumlah,
        status=work.status,
    )
