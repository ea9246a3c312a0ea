"""The recapitulation as rows: the tree with its figures and bobot, in printing order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from harsat.engine.estimate import Estimate
from harsat.engine.numbers import engine_context, quantize
from harsat.engine.penomoran import Penomoran, numbering
from harsat.engine.rab import Subtotal
from harsat.engine.snapshot import Pekerjaan, StatusItem

BOBOT_DECIMALS = 2


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
    with engine_context():
        return list(_rows(estimate))


def _rows(estimate: Estimate) -> Iterator[RekapRow]:
    snapshot, rekap, numbers = estimate.snapshot, estimate.rekap, numbering(estimate.snapshot)
    whole = rekap.subtotal.jumlah
    subs, works = defaultdict(list), defaultdict(list)
    for sub in snapshot.sub_klasifikasi:
        subs[sub.klasifikasi_id].append(sub)
    for work in snapshot.pekerjaan:
        works[work.sub_klasifikasi_id].append(work)
    for top in snapshot.klasifikasi:
        head = RekapRow(f"k{top.id}", top.id, 1, None, numbers.klasifikasi[top.id], top.nama, *_EMPTY)
        yield _summed(head, f"klasifikasi:{top.id}:jumlah", rekap.klasifikasi[top.id], whole)
        for sub in subs[top.id]:
            head = RekapRow(f"s{sub.id}", sub.id, 2, f"k{top.id}", numbers.sub_klasifikasi[sub.id], sub.nama, *_EMPTY)
            yield _summed(head, f"sub_klasifikasi:{sub.id}:jumlah", rekap.sub_klasifikasi[sub.id], whole)
            for work in works[sub.id]:
                yield _work(estimate, work, numbers, whole)


_EMPTY = ("", None, None, 0)


def _summed(head: RekapRow, kunci: str, part: Subtotal, whole: Decimal) -> RekapRow:
    return head._replace(
        kunci=kunci, jumlah=part.jumlah, bobot=_bobot(part.jumlah, whole), belum_lengkap=part.belum_lengkap
    )


def _work(estimate: Estimate, work: Pekerjaan, numbers: Penomoran, whole: Decimal) -> RekapRow:
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
        bobot=_bobot(row.jumlah, whole) if row.dijumlah else None,
        belum_lengkap=int(row.dijumlah and row.jumlah is None),
        kode=work.kode,
        satuan=work.satuan,
        volume=row.volume,
        harga_satuan=row.harga_satuan,
        dijumlah=row.dijumlah,
        status=work.status,
    )


def _bobot(jumlah: Decimal | None, whole: Decimal) -> Decimal | None:
    """18 080 409.60 of 227 852 128.67 is 7.94 %."""
    if jumlah is None or not whole:
        return None
    return quantize(jumlah / whole * 100, BOBOT_DECIMALS)
