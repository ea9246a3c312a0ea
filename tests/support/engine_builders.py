"""Snapshots for tests in a few words: works with rows, and random projects and edits for properties."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hypothesis import strategies as st

from harsat.engine.ppn import ppn_rate
from harsat.engine.snapshot import (
    Acuan,
    HargaItem,
    Kategori,
    Klasifikasi,
    Komponen,
    Pekerjaan,
    PembulatanCara,
    PpnRate,
    Pricing,
    RoundingPolicy,
    Snapshot,
    StatusItem,
    SubKlasifikasi,
)

PPN_11 = PpnRate(Decimal(11), 1, 1, "UU 7/2021")
PRICING = Pricing(
    buk_persen=Decimal(10),
    ppn=ppn_rate("2025-01-01"),
    rounding=RoundingPolicy.SEN,
    bulatkan_baris=False,
    pembulatan_satuan=1000,
    pembulatan_cara=PembulatanCara.SETENGAH_NAIK,
    pagu=None,
)


def dec(value):
    return None if value is None else Decimal(str(value))


@dataclass(frozen=True)
class Row:
    """One komponen of a test: a resource with its price, or a bundel by the kode of its target."""

    kategori: Kategori
    koefisien: Decimal
    harga: Decimal | None = None
    kode: str | None = None
    work: str | None = None
    acuan: str | None = None


@dataclass(frozen=True)
class Work:
    """One pekerjaan of a test, by kode."""

    kode: str
    rows: tuple[Row, ...] = ()
    volume: Decimal | None = None
    buk: Decimal | None = None
    status: StatusItem = StatusItem.UTAMA
    langsung: bool = False
    harga_langsung: Decimal | None = None
    kena_ppn: bool = True
    sub: str = "A"
    klasifikasi: str = "I"


def tk(koefisien, harga, kode=None):
    return Row(Kategori.TK, dec(koefisien), dec(harga), kode)


def bhn(koefisien, harga, kode=None):
    return Row(Kategori.BHN, dec(koefisien), dec(harga), kode)


def alt(koefisien, harga, kode=None):
    return Row(Kategori.ALT, dec(koefisien), dec(harga), kode)


def lain(koefisien, harga, kode=None):
    return Row(Kategori.LAIN, dec(koefisien), dec(harga), kode)


def bundel(koefisien, work):
    return Row(Kategori.LAIN, dec(koefisien), work=work)


def bundel_acuan(koefisien, acuan):
    return Row(Kategori.LAIN, dec(koefisien), acuan=acuan)


def work(kode, *rows, volume=None, buk=None, **fields):
    return Work(kode, rows, dec(volume), dec(buk), **fields)


def langsung(kode, harga, volume=1, **fields):
    return Work(kode, (), dec(volume), langsung=True, harga_langsung=dec(harga), **{"buk": Decimal(0), **fields})


@dataclass
class _Builder:
    """Hands out ids while a snapshot is put together."""

    works: dict[str, int]
    acuan: dict[str, int]
    items: dict[str, HargaItem] = field(default_factory=dict)
    komponen_ids: itertools.count = field(default_factory=lambda: itertools.count(1))

    def komponen(self, rows):
        return tuple(map(self.row, rows))

    def row(self, row):
        item_id = None if row.work or row.acuan else self.item(row).id
        work_id = self.works.get(row.work, 999) if row.work else None
        acuan_id = self.acuan.get(row.acuan, 999) if row.acuan else None
        return Komponen(next(self.komponen_ids), row.kategori, row.koefisien, item_id, work_id, acuan_id)

    def item(self, row):
        number = len(self.items) + 1
        kode = row.kode or f"{row.kategori}.{number}"
        return self.items.setdefault(kode, HargaItem(number, row.kategori, kode, f"Sumber {kode}", "u", row.harga))


def project(*works, acuan=None, mark="m1", **pricing):
    """A snapshot of works in the order given; `acuan` maps a kode to its rows; the rest are policies."""
    acuan = acuan or {}
    ids = {item.kode: number for number, item in enumerate(works, 1)}
    build = _Builder(ids, {kode: number for number, kode in enumerate(acuan, 1)})
    tops = {item.klasifikasi: number for number, item in reversed(list(enumerate(works, 1)))}
    subs = {(item.klasifikasi, item.sub): number for number, item in reversed(list(enumerate(works, 1)))}
    return Snapshot(
        mark=mark,
        pricing=PRICING._replace(**pricing),
        klasifikasi=tuple(Klasifikasi(id_, nama) for nama, id_ in sorted(tops.items(), key=lambda pair: pair[1])),
        sub_klasifikasi=tuple(
            SubKlasifikasi(id_, tops[top], nama) for (top, nama), id_ in sorted(subs.items(), key=lambda p: p[1])
        ),
        pekerjaan=tuple(_pekerjaan(item, ids[item.kode], subs[item.klasifikasi, item.sub]) for item in works),
        komponen={ids[item.kode]: build.komponen(item.rows) for item in works if item.rows},
        acuan={
            build.acuan[kode]: Acuan(build.acuan[kode], kode, f"Acuan {kode}", "u", build.komponen(rows))
            for kode, rows in acuan.items()
        },
        harga={item.id: item for item in build.items.values()},
        volume={ids[item.kode]: item.volume for item in works if item.volume is not None},
    )


def _pekerjaan(item, id_, sub_id):
    return Pekerjaan(
        id_,
        sub_id,
        item.kode,
        f"Pekerjaan {item.kode}",
        "m3",
        item.status,
        item.buk,
        item.langsung,
        item.harga_langsung,
        item.kena_ppn,
        "",
    )


def with_price(snapshot, kode, harga):
    """The snapshot after one price edit, all other parts the same objects."""
    item = next(item for item in snapshot.harga.values() if item.kode == kode)
    return replace(snapshot, harga={**snapshot.harga, item.id: item._replace(harga=dec(harga))})


def with_volume(snapshot, pekerjaan_id, volume):
    volumes = {**snapshot.volume, pekerjaan_id: dec(volume)}
    return replace(snapshot, volume={id_: value for id_, value in volumes.items() if value is not None})


def with_rows(snapshot, pekerjaan_id, rows):
    komponen = {**snapshot.komponen, pekerjaan_id: tuple(rows)}
    return replace(snapshot, komponen={id_: value for id_, value in komponen.items() if value})


def with_pekerjaan(snapshot, pekerjaan_id, **fields):
    rows = (row._replace(**fields) if row.id == pekerjaan_id else row for row in snapshot.pekerjaan)
    return replace(snapshot, pekerjaan=tuple(rows))


# ------------------------------------------------------------------------------------------------ random projects


def _scaled(largest, decimals):
    return st.integers(0, largest).map(lambda whole: Decimal(whole).scaleb(-decimals))


KOEFISIEN = _scaled(20_000_000, 6)
PRICE = _scaled(50_000_000_00, 2)
VOLUME = _scaled(100_000_0000, 4)
PERCENT = _scaled(20_00, 2)


@st.composite
def pricings(draw):
    """Any policies."""
    return Pricing(
        buk_persen=draw(PERCENT),
        ppn=draw(st.sampled_from([ppn_rate("2020-01-01"), ppn_rate("2023-01-01"), ppn_rate("2026-01-01")])),
        rounding=draw(st.sampled_from(RoundingPolicy)),
        bulatkan_baris=draw(st.booleans()),
        pembulatan_satuan=draw(st.sampled_from([1, 100, 1000, 100_000])),
        pembulatan_cara=draw(st.sampled_from(PembulatanCara)),
        pagu=draw(st.none() | _scaled(10**12, 2)),
    )


@st.composite
def _komponen(draw, id_, items, works, acuan):
    """A row that uses a resource or bundles an analysis of a lower id, so that no cycle can arise."""
    koefisien = draw(KOEFISIEN)
    kinds = ["item"] * 3 + ["work"] * bool(works) + ["acuan"] * bool(acuan)
    match draw(st.sampled_from(kinds)):
        case "item":
            item = draw(st.sampled_from(items))
            return Komponen(id_, item.kategori, koefisien, item.id, None, None)
        case "work":
            return Komponen(id_, Kategori.LAIN, koefisien, None, draw(st.sampled_from(works)), None)
    return Komponen(id_, Kategori.LAIN, koefisien, None, None, draw(st.sampled_from(acuan)))


@st.composite
def _rows(draw, host_id, items, works, acuan):
    count = draw(st.integers(0, 3))
    return tuple(draw(_komponen(host_id * 10 + number, items, works, acuan)) for number in range(count))


@st.composite
def _pekerjaan_rows(draw, id_):
    return Pekerjaan(
        id_,
        draw(st.integers(1, 3)),
        f"P{id_}",
        f"Pekerjaan {id_}",
        "m2",
        draw(st.sampled_from([StatusItem.UTAMA] * 4 + [StatusItem.OPSIONAL, StatusItem.ALTERNATIF])),
        draw(st.none() | PERCENT),
        draw(st.sampled_from([False, False, False, True])),
        draw(st.none() | PRICE),
        draw(st.booleans()),
        "",
    )


@st.composite
def snapshots(draw):
    """Any small project: nested bundels of both kinds, direct items, options, missing prices and volumes."""
    items = [
        HargaItem(id_, draw(st.sampled_from(Kategori)), f"K.{id_}", f"Sumber {id_}", "u", draw(st.none() | PRICE))
        for id_ in range(1, 6)
    ]
    acuan = {
        id_: Acuan(id_, f"A{id_}", f"Acuan {id_}", "u", draw(_rows(100 + id_, items, [], list(range(1, id_)))))
        for id_ in range(1, draw(st.integers(1, 3)))
    }
    ids = list(range(1, draw(st.integers(1, 6)) + 1))
    rows = {id_: draw(_rows(id_, items, ids[: id_ - 1], list(acuan))) for id_ in ids}
    return Snapshot(
        mark="m1",
        pricing=draw(pricings()),
        klasifikasi=(Klasifikasi(1, "Satu"), Klasifikasi(2, "Dua")),
        sub_klasifikasi=(SubKlasifikasi(1, 1, "A"), SubKlasifikasi(2, 1, "B"), SubKlasifikasi(3, 2, "A")),
        pekerjaan=tuple(draw(_pekerjaan_rows(id_)) for id_ in ids),
        komponen={id_: value for id_, value in rows.items() if value},
        acuan=acuan,
        harga={item.id: item for item in items},
        volume={id_: draw(VOLUME) for id_ in ids if draw(st.integers(0, 4))},
    )


@st.composite
def edits(draw, snapshot):
    """The snapshot after one random edit of one part."""
    edit = draw(
        st.sampled_from([_edit_price, _edit_volume, _edit_rows, _edit_acuan, _edit_work, _edit_tree, _edit_policy])
    )
    return draw(edit(snapshot))


@st.composite
def _edit_price(draw, snapshot):
    item = draw(st.sampled_from(list(snapshot.harga.values())))
    return with_price(snapshot, item.kode, draw(st.none() | PRICE))


@st.composite
def _edit_volume(draw, snapshot):
    return with_volume(snapshot, draw(st.sampled_from(snapshot.pekerjaan)).id, draw(st.none() | VOLUME))


@st.composite
def _edit_rows(draw, snapshot):
    id_ = draw(st.sampled_from(snapshot.pekerjaan)).id
    lower = [row.id for row in snapshot.pekerjaan if row.id < id_]
    return with_rows(snapshot, id_, draw(_rows(id_, list(snapshot.harga.values()), lower, list(snapshot.acuan))))


@st.composite
def _edit_acuan(draw, snapshot):
    if not snapshot.acuan:
        return replace(snapshot)
    id_ = draw(st.sampled_from(list(snapshot.acuan)))
    rows = draw(_rows(100 + id_, list(snapshot.harga.values()), [], list(range(1, id_))))
    return replace(snapshot, acuan={**snapshot.acuan, id_: snapshot.acuan[id_]._replace(komponen=rows)})


@st.composite
def _edit_work(draw, snapshot):
    row = draw(st.sampled_from(snapshot.pekerjaan))
    return replace(
        snapshot,
        pekerjaan=tuple(
            [draw(_pekerjaan_rows(row.id)) if other.id == row.id else other for other in snapshot.pekerjaan]
        ),
    )


@st.composite
def _edit_tree(draw, snapshot):
    """Turn the order round, and take away or add a pekerjaan that nothing bundles."""
    rows = snapshot.pekerjaan[::-1]
    last = max(row.id for row in rows)
    if len(rows) > 1 and draw(st.booleans()):
        gone = replace(snapshot, pekerjaan=tuple(row for row in rows if row.id != last))
        return with_volume(with_rows(gone, last, ()), last, None)
    return replace(snapshot, pekerjaan=(draw(_pekerjaan_rows(last + 1)), *rows))


@st.composite
def _edit_policy(draw, snapshot):
    """One policy at a time, so that each alone must be noticed."""
    name = draw(st.sampled_from(Pricing._fields))
    return replace(snapshot, pricing=snapshot.pricing._replace(**{name: getattr(draw(pricings()), name)}))
