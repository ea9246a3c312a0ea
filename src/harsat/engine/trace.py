"""Every figure explained: the steps behind it, in words and with id-ID figures that add up by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeVar

from harsat.engine.analisa import Baris, HargaSatuan, baris_of, line_jumlah, rounds_lines
from harsat.engine.bundel_graph import Node, NodeKind
from harsat.engine.errors import EngineError
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import canonical, engine_context, id_text
from harsat.engine.penomoran import numbering
from harsat.engine.rab import Subtotal
from harsat.engine.snapshot import (
    HargaItem,
    Kategori,
    Klasifikasi,
    Pekerjaan,
    PembulatanCara,
    RoundingPolicy,
    SubKlasifikasi,
)

_Row = TypeVar("_Row", Pekerjaan, SubKlasifikasi, Klasifikasi, HargaItem)

_UNKNOWN = "belum ada"
_SEN = 2
_TERMS_MAX = 12
_SHOWN = 10  # decimals of an unrounded figure in words; `nilai` keeps them all

_BLOCK_OF = {"A": Kategori.TK, "B": Kategori.BHN, "C": Kategori.ALT, "LAIN": Kategori.LAIN}
_BLOCK_NAMES = {"A": "Tenaga kerja", "B": "Bahan", "C": "Peralatan", "LAIN": "Lain-lain"}
_POLICY_WORDS = {
    RoundingPolicy.SEN: "dibulatkan ke sen",
    RoundingPolicy.RUPIAH: "dibulatkan ke rupiah",
    RoundingPolicy.RUPIAH_BAWAH: "dibulatkan ke bawah ke rupiah",
    RoundingPolicy.TANPA: "tidak dibulatkan",
}
PEMBULATAN_WORDS = {
    PembulatanCara.TURUN: "ke bawah",
    PembulatanCara.SETENGAH_NAIK: "setengah ke atas",
    PembulatanCara.NAIK: "ke atas",
}


class Langkah(NamedTuple):
    """One step: `rumus` is the sum in words, `nilai` its outcome, `kunci` the key of the figure it can be opened by."""

    label: str
    rumus: str
    nilai: Decimal | None
    kunci: str = ""


class Trace(NamedTuple):
    """The derivation of one figure; the last step is the figure itself."""

    title: str
    langkah: tuple[Langkah, ...]


def trace(estimate: Estimate, key: str) -> Trace:
    """Explain one figure.

    Keys: `pekerjaan:<id>:<part>` with part A, B, C, LAIN, D, E, F, volume or jumlah; `klasifikasi:<id>:jumlah`;
    `sub_klasifikasi:<id>:jumlah`; `rekap:<part>` with part subtotal, dpp, ppn, jumlah_dengan_ppn or total;
    `harga:<id>`.

    Raises:
        EngineError: `trace_unknown` for any other key.
    """
    with engine_context():
        snapshot = estimate.snapshot
        match key.split(":"):
            case ["pekerjaan", id_, part] if part in _PEKERJAAN_PARTS:
                return _pekerjaan(estimate, _row(snapshot.pekerjaan, id_, key), part)
            case ["sub_klasifikasi", id_, "jumlah"]:
                return _sub_klasifikasi(estimate, _row(snapshot.sub_klasifikasi, id_, key))
            case ["klasifikasi", id_, "jumlah"]:
                return _klasifikasi(estimate, _row(snapshot.klasifikasi, id_, key))
            case ["rekap", part] if part in _REKAP_PARTS:
                return _REKAP_PARTS[part](estimate)
            case ["harga", id_]:
                return _harga(estimate, _row(snapshot.harga.values(), id_, key))
        raise _unknown(key)


def figure(value: Decimal | None) -> str:
    """An amount in words: at least the sen, and what lies behind it up to ten decimals; null is "belum ada"."""
    if value is None:
        return _UNKNOWN
    decimals = len(canonical(value, None).partition(".")[2])
    return id_text(value, min(max(decimals, _SEN), _SHOWN))


def quantity(value: Decimal | None) -> str:
    """A koefisien or a volume in words, without trailing zeros."""
    return _UNKNOWN if value is None else id_text(value, _SHOWN, trim=True)


def _row(rows: Iterable[_Row], id_: str, key: str) -> _Row:
    for row in rows:
        if str(row.id) == id_:
            return row
    raise _unknown(key)


def _unknown(key: str) -> EngineError:
    return EngineError("trace_unknown", f"Angka ini tidak dikenal: {key}.")


def _pekerjaan(estimate: Estimate, row: Pekerjaan, part: str) -> Trace:
    return Trace(f"{part} · {row.kode} {row.uraian}", tuple(_PEKERJAAN_PARTS[part](estimate, row, part)))


def _block(estimate: Estimate, row: Pekerjaan, part: str) -> Iterable[Langkah]:
    lines = [
        line for line in baris_of(estimate.expander, estimate.snapshot, row.id) if line.kategori == _BLOCK_OF[part]
    ]
    for line in lines:
        yield _line(line)
    total = _block_total(estimate.harga_satuan[row.id], part)
    missing = sum(line.jumlah is None for line in lines)
    yield Langkah(f"{part} {_BLOCK_NAMES[part]}", _sum_text((line.jumlah for line in lines), missing), total)


def _line(line: Baris) -> Langkah:
    via = f" (melalui {' → '.join(line.via)})" if line.via else ""
    rumus = f"{quantity(line.koefisien)} {line.satuan} × {figure(line.harga_satuan)} = {figure(line.jumlah)}"
    key = "" if line.harga_item_id is None else f"harga:{line.harga_item_id}"
    return Langkah(f"{line.kode} {line.uraian}{via}", rumus, line.jumlah, key)


def _block_total(harga: HargaSatuan, part: str) -> Decimal:
    return {"A": harga.tenaga_kerja, "B": harga.bahan, "C": harga.peralatan, "LAIN": harga.lain}[part]


def _biaya_langsung(estimate: Estimate, row: Pekerjaan, _part: str = "D") -> Iterable[Langkah]:
    harga = estimate.harga_satuan[row.id]
    blocks = {part: _block_total(harga, part) for part in _BLOCK_OF}
    shown = {part: total for part, total in blocks.items() if total or part != "LAIN"}
    for part, total in shown.items():
        yield Langkah(f"{part} {_BLOCK_NAMES[part]}", "", total, f"pekerjaan:{row.id}:{part}")
    rumus = f"{' + '.join(map(figure, shown.values()))} = {figure(harga.biaya_langsung)}"
    yield Langkah("D Biaya langsung", rumus + _why_unknown(estimate, harga), harga.biaya_langsung)


def _buk(estimate: Estimate, row: Pekerjaan, _part: str) -> Iterable[Langkah]:
    harga = estimate.harga_satuan[row.id]
    yield Langkah("D Biaya langsung", "", harga.biaya_langsung, f"pekerjaan:{row.id}:D")
    source = "proyek" if row.buk_persen is None else "pekerjaan ini"
    yield Langkah("Biaya umum & keuntungan", f"ditetapkan pada {source}, dalam persen", harga.buk_persen)
    rumus = f"{quantity(harga.buk_persen)}% × {figure(harga.biaya_langsung)} = {figure(harga.biaya_umum_keuntungan)}"
    yield Langkah("E Biaya umum & keuntungan", rumus, harga.biaya_umum_keuntungan)


def _harga_satuan(estimate: Estimate, row: Pekerjaan, _part: str) -> Iterable[Langkah]:
    harga = estimate.harga_satuan[row.id]
    yield Langkah("D Biaya langsung", "", harga.biaya_langsung, f"pekerjaan:{row.id}:D")
    yield Langkah("E Biaya umum & keuntungan", "", harga.biaya_umum_keuntungan, f"pekerjaan:{row.id}:E")
    parts = f"{figure(harga.biaya_langsung)} + {figure(harga.biaya_umum_keuntungan)}"
    rumus = f"{parts} = {figure(harga.harga_satuan_penuh)}"
    yield Langkah("D + E", rumus + _why_unknown(estimate, harga), harga.harga_satuan_penuh)
    words = _POLICY_WORDS[estimate.snapshot.pricing.rounding]
    rumus = f"{figure(harga.harga_satuan_penuh)} {words} = {figure(harga.harga_satuan)}"
    yield Langkah("F Harga satuan pekerjaan", rumus, harga.harga_satuan)


def _volume(estimate: Estimate, row: Pekerjaan, _part: str) -> Iterable[Langkah]:
    volume = estimate.snapshot.volume.get(row.id)
    yield Langkah("Volume", f"{quantity(volume)} {row.satuan}".strip(), volume)


def _jumlah(estimate: Estimate, row: Pekerjaan, _part: str) -> Iterable[Langkah]:
    baris = estimate.rab[row.id]
    yield Langkah("Volume", "", baris.volume, f"pekerjaan:{row.id}:volume")
    yield Langkah("F Harga satuan pekerjaan", "", baris.harga_satuan, f"pekerjaan:{row.id}:F")
    rumus = f"{quantity(baris.volume)} × {figure(baris.harga_satuan)} = {figure(baris.jumlah)}"
    label = "Jumlah" if baris.dijumlah else f"Jumlah ({row.status}, tidak dijumlah)"
    yield Langkah(label, rumus, baris.jumlah)


def _sub_klasifikasi(estimate: Estimate, sub: SubKlasifikasi) -> Trace:
    numbers = numbering(estimate.snapshot).pekerjaan
    steps = [
        Langkah(f"{numbers[row.id]} {row.uraian}", "", estimate.rab[row.id].jumlah, f"pekerjaan:{row.id}:jumlah")
        for row in estimate.snapshot.pekerjaan
        if row.sub_klasifikasi_id == sub.id and estimate.rab[row.id].dijumlah
    ]
    return _summed(f"Jumlah {sub.nama}", steps, estimate.rekap.sub_klasifikasi[sub.id])


def _klasifikasi(estimate: Estimate, top: Klasifikasi) -> Trace:
    numbers, subtotals = numbering(estimate.snapshot).sub_klasifikasi, estimate.rekap.sub_klasifikasi
    steps = [
        Langkah(f"{numbers[row.id]} {row.nama}", "", subtotals[row.id].jumlah, f"sub_klasifikasi:{row.id}:jumlah")
        for row in estimate.snapshot.sub_klasifikasi
        if row.klasifikasi_id == top.id
    ]
    return _summed(f"Jumlah {top.nama}", steps, estimate.rekap.klasifikasi[top.id])


def _subtotal(estimate: Estimate) -> Trace:
    numbers, subtotals = numbering(estimate.snapshot).klasifikasi, estimate.rekap.klasifikasi
    steps = [
        Langkah(f"{numbers[row.id]} {row.nama}", "", subtotals[row.id].jumlah, f"klasifikasi:{row.id}:jumlah")
        for row in estimate.snapshot.klasifikasi
    ]
    return _summed("Jumlah harga pekerjaan", steps, estimate.rekap.subtotal)


def _dpp(estimate: Estimate) -> Trace:
    rekap, rate = estimate.rekap, estimate.snapshot.pricing.ppn
    untaxed = f"{figure(rekap.subtotal.jumlah)} − {figure(rekap.tidak_kena_ppn)} = {figure(rekap.kena_ppn)}"
    rumus = f"{figure(rekap.kena_ppn)} × {rate.faktor_pembilang}/{rate.faktor_penyebut} = {figure(rekap.dpp)}"
    label = "DPP nilai lain" if rekap.dpp_nilai_lain else "DPP"
    return Trace(
        "Dasar pengenaan pajak",
        (
            Langkah("Jumlah harga pekerjaan", "", rekap.subtotal.jumlah, "rekap:subtotal"),
            Langkah("Tidak kena PPN", "", rekap.tidak_kena_ppn),
            Langkah("Kena PPN", untaxed, rekap.kena_ppn),
            Langkah(label, rumus if rekap.dpp_nilai_lain else "sama dengan jumlah yang kena PPN", rekap.dpp),
        ),
    )


def _ppn(estimate: Estimate) -> Trace:
    rekap, rate = estimate.rekap, estimate.snapshot.pricing.ppn
    rumus = f"{quantity(rate.persen)}% × {figure(rekap.dpp)} = {figure(rekap.ppn)}"
    return Trace(
        "PPN",
        (
            Langkah("DPP", "", rekap.dpp, "rekap:dpp"),
            Langkah("Tarif PPN", f"{rate.sumber}, dalam persen", rate.persen),
            Langkah("PPN", rumus, rekap.ppn),
        ),
    )


def _jumlah_dengan_ppn(estimate: Estimate) -> Trace:
    rekap = estimate.rekap
    rumus = f"{figure(rekap.subtotal.jumlah)} + {figure(rekap.ppn)} = {figure(rekap.jumlah_dengan_ppn)}"
    return Trace(
        "Jumlah termasuk PPN",
        (
            Langkah("Jumlah harga pekerjaan", "", rekap.subtotal.jumlah, "rekap:subtotal"),
            Langkah("PPN", "", rekap.ppn, "rekap:ppn"),
            Langkah("Jumlah termasuk PPN", rumus, rekap.jumlah_dengan_ppn),
        ),
    )


def _total(estimate: Estimate) -> Trace:
    rekap, pricing = estimate.rekap, estimate.snapshot.pricing
    unit = id_text(Decimal(pricing.pembulatan_satuan), 0)
    words = f"dibulatkan {PEMBULATAN_WORDS[pricing.pembulatan_cara]} ke kelipatan {unit}"
    difference = f"{figure(rekap.total)} − {figure(rekap.jumlah_dengan_ppn)} = {figure(rekap.selisih_pembulatan)}"
    return Trace(
        "Total dibulatkan",
        (
            Langkah("Jumlah termasuk PPN", "", rekap.jumlah_dengan_ppn, "rekap:jumlah_dengan_ppn"),
            Langkah("Selisih pembulatan", difference, rekap.selisih_pembulatan),
            Langkah("Total", f"{figure(rekap.jumlah_dengan_ppn)} {words} = {figure(rekap.total)}", rekap.total),
        ),
    )


def _harga(estimate: Estimate, item: HargaItem) -> Trace:
    """Where a price is used: each pekerjaan, and the koefisien of each way by which it reaches the resource."""
    rounded = rounds_lines(estimate.snapshot.pricing)
    steps = [
        _use(row, item, line.koefisien, line_jumlah(line.koefisien, item.harga, rounded=rounded))
        for row in _pekerjaan_using(estimate, item.id)
        for line in estimate.expander.lines(row.id)
        if line.harga_item_id == item.id
    ]
    price = Langkah("Harga satuan dasar", f"{figure(item.harga)} per {item.satuan}", item.harga)
    return Trace(f"Harga · {item.kode} {item.uraian}", (*steps, price))


def _use(row: Pekerjaan, item: HargaItem, koefisien: Decimal, jumlah: Decimal | None) -> Langkah:
    rumus = f"{quantity(koefisien)} {item.satuan} × {figure(item.harga)} = {figure(jumlah)}"
    return Langkah(f"{row.kode} {row.uraian}", rumus, jumlah, f"pekerjaan:{row.id}:D")


def _pekerjaan_using(estimate: Estimate, item_id: int) -> Iterable[Pekerjaan]:
    users = estimate.expander.hosts(estimate.expander.users((item_id,)))
    return (row for row in estimate.snapshot.pekerjaan if Node(NodeKind.PEKERJAAN, row.id) in users)


def _summed(title: str, steps: list[Langkah], subtotal: Subtotal) -> Trace:
    rumus = _sum_text((step.nilai for step in steps), subtotal.belum_lengkap)
    return Trace(title, (*steps, Langkah(title, rumus, subtotal.jumlah)))


def _sum_text(amounts: Iterable[Decimal | None], missing: int) -> str:
    """A sum written out: "132.000,00 + 7.828,00 = 139.828,00", marked when parts of it are unknown."""
    known = [amount for amount in amounts if amount is not None]
    terms = " + ".join(map(figure, known)) if len(known) <= _TERMS_MAX else f"{len(known)} baris di atas"
    mark = f", belum lengkap ({missing})" if missing else ""
    return f"{terms or '0'} = {figure(sum(known, Decimal(0)))}{mark}"


def _why_unknown(estimate: Estimate, harga: HargaSatuan) -> str:
    if harga.tanpa_analisa:
        return "; belum ada analisa"
    kode = ", ".join(estimate.snapshot.harga[item_id].kode for item_id in harga.belum_ada)
    return f"; belum ada harga: {kode}" if kode else ""


_Steps = Callable[[Estimate, Pekerjaan, str], Iterable[Langkah]]

_PEKERJAAN_PARTS: Mapping[str, _Steps] = {
    **dict.fromkeys(_BLOCK_OF, _block),
    "D": _biaya_langsung,
    "E": _buk,
    "F": _harga_satuan,
    "volume": _volume,
    "jumlah": _jumlah,
}
_REKAP_PARTS: Mapping[str, Callable[[Estimate], Trace]] = {
    "subtotal": _subtotal,
    "dpp": _dpp,
    "ppn": _ppn,
    "jumlah_dengan_ppn": _jumlah_dengan_ppn,
    "total": _total,
}
