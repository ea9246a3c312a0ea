"""The analysis of a pekerjaan as its pages show it: stored rows in their blocks, bundles opened, A to F."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from harsat.engine.analisa import BLOCKS, Baris, HargaSatuan, baris_of, blok_jumlah, line_jumlah
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import engine_context, quantize
from harsat.engine.penomoran import Penomoran, numbering
from harsat.engine.snapshot import HargaItem, Kategori, Komponen, Pekerjaan
from harsat.kernel.errors import NotFound
from harsat.rab.models import Komponen as KomponenRow
from harsat.rab.models import Pekerjaan as PekerjaanRow

PERSEN_DECIMALS = 1
LETTERS = {Kategori.TK: "A", Kategori.BHN: "B", Kategori.ALT: "C", Kategori.LAIN: "LAIN"}


class AnalisaListRow(NamedTuple):
    """A pekerjaan in the list beside the form; `nomor` is the printed number within its sub-klasifikasi."""

    id: int
    klasifikasi: str
    sub_klasifikasi: str
    nomor: str
    kode: str
    uraian: str
    satuan: str
    source: str
    langsung: bool
    harga_satuan: Decimal | None
    belum_ada: int
    tanpa_analisa: bool


class AnalisaHead(NamedTuple):
    """Which pekerjaan the form is of, where its analysis comes from, and its neighbours in printing order."""

    id: int
    nomor: str
    kode: str
    uraian: str
    satuan: str
    source: str
    edisi: str
    kode_acuan: str
    langsung: bool
    harga_langsung: Decimal | None
    buk_persen: Decimal | None
    sebelum: int | None
    sesudah: int | None


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


class Pengaruh(NamedTuple):
    """A resource by its share of D, and what F would be if its price rose by five percent."""

    harga_item_id: int
    uraian: str
    persen: Decimal
    harga_satuan: Decimal


@dataclass(frozen=True, slots=True)
class AnalisaForm:
    """The form of one pekerjaan: everything its page prints."""

    head: AnalisaHead
    blok: tuple[Blok, ...]
    bundel: tuple[Bundel, ...]
    harga: HargaSatuan
    belum_ada: tuple[HargaItem, ...]
    dipakai_oleh: tuple[tuple[int, str], ...]
    volume: Decimal | None
    jumlah: Decimal | None
    bobot: Decimal | None


def analisa_list(project_id: int, estimate: Estimate) -> list[AnalisaListRow]:
    """Every pekerjaan in printing order with its F. One query."""
    sources = dict(PekerjaanRow.objects.filter(project_id=project_id).values_list("id", "source"))
    snapshot, numbers = estimate.snapshot, numbering(estimate.snapshot)
    top = {row.id: f"{numbers.klasifikasi[row.id]} · {row.nama}" for row in snapshot.klasifikasi}
    sub = {row.id: (top[row.klasifikasi_id], numbers.sub_klasifikasi[row.id]) for row in snapshot.sub_klasifikasi}
    rows = []
    for row in snapshot.pekerjaan:
        harga = estimate.harga_satuan[row.id]
        klasifikasi, letter = sub[row.sub_klasifikasi_id]
        rows.append(
            AnalisaListRow(
                id=row.id,
                klasifikasi=klasifikasi,
                sub_klasifikasi=letter,
                nomor=numbers.pekerjaan[row.id],
                kode=row.kode,
                uraian=row.uraian,
                satuan=row.satuan,
                source=sources.get(row.id, "custom"),
                langsung=row.langsung,
                harga_satuan=harga.harga_satuan,
                belum_ada=len(harga.belum_ada),
                tanpa_analisa=harga.tanpa_analisa,
            )
        )
    return rows


def analisa_form(project_id: int, estimate: Estimate, pekerjaan_id: int) -> AnalisaForm:
    """The form of one pekerjaan. Two queries: where it comes from, and the notes of its rows.

    Raises:
        NotFound: the estimate has no such pekerjaan.
    """
    notes = KomponenRow.objects.filter(project_id=project_id, pekerjaan_id=pekerjaan_id).exclude(catatan="")
    catatan = dict(notes.values_list("id", "catatan"))
    origin = _Origins(project_id, (pekerjaan_id,))
    return _form(estimate, _index_of(estimate, pekerjaan_id), origin, catatan)


def analisa_forms(project_id: int, estimate: Estimate) -> list[AnalisaForm]:
    """The forms of the whole project in printing order. Two queries, however long it is."""
    catatan = dict(KomponenRow.objects.filter(project_id=project_id).exclude(catatan="").values_list("id", "catatan"))
    origin = _Origins(project_id, None)
    return [_form(estimate, index, origin, catatan) for index in range(len(estimate.snapshot.pekerjaan))]


def analisa_pengaruh(estimate: Estimate, form: AnalisaForm, most: int = 7) -> list[Pengaruh]:
    """The resources that weigh most on F, heaviest first; nothing while D is unknown."""
    langsung = form.harga.biaya_langsung
    if not langsung or form.harga.harga_satuan_penuh is None:
        return []
    with engine_context():
        shares: dict[int, Decimal] = {}
        for blok in form.blok:
            for line in blok.baris:
                if line.harga_item_id is not None and line.jumlah:
                    shares[line.harga_item_id] = shares.get(line.harga_item_id, Decimal(0)) + line.jumlah
        heaviest = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        return [_pengaruh(estimate, form, item_id, jumlah, langsung) for item_id, jumlah in heaviest]


class _Origins:
    """Source and reference of some pekerjaan, or of all; read once."""

    def __init__(self, project_id: int, ids: Iterable[int] | None) -> None:
        rows = PekerjaanRow.objects.filter(project_id=project_id)
        if ids is not None:
            rows = rows.filter(id__in=list(ids))
        found = rows.values_list("id", "source", "analysis__edition__name", "analysis__kode")
        self._rows = {row[0]: (row[1], row[2] or "", row[3] or "") for row in found}

    def of(self, pekerjaan_id: int) -> tuple[str, str, str]:
        """(source, edition, code of the reference)."""
        return self._rows.get(pekerjaan_id, ("custom", "", ""))


def _index_of(estimate: Estimate, pekerjaan_id: int) -> int:
    for index, row in enumerate(estimate.snapshot.pekerjaan):
        if row.id == pekerjaan_id:
            return index
    raise NotFound


def _form(estimate: Estimate, index: int, origin: _Origins, catatan: Mapping[int, str]) -> AnalisaForm:
    snapshot = estimate.snapshot
    row = snapshot.pekerjaan[index]
    harga, rab = estimate.harga_satuan[row.id], estimate.rab[row.id]
    with engine_context():
        lines = baris_of(estimate.expander, snapshot, row.id)
        stored = {komponen.id: komponen for komponen in snapshot.komponen.get(row.id, ())}
        whole = harga.biaya_langsung
        shown = [(line.kategori, _baris(line, stored.get(line.komponen_id), whole, catatan)) for line in lines]
        return AnalisaForm(
            head=_head(estimate, index, origin),
            blok=_blocks(lines, shown, whole),
            bundel=tuple(_bundles(estimate, stored.values(), shown, whole, catatan)),
            harga=harga,
            belum_ada=tuple(snapshot.harga[item_id] for item_id in harga.belum_ada),
            dipakai_oleh=_hosts(estimate, row),
            volume=rab.volume,
            jumlah=rab.jumlah,
            bobot=_share(rab.jumlah, estimate.rekap.subtotal.jumlah, 2) if rab.dijumlah else None,
        )


def _head(estimate: Estimate, index: int, origin: _Origins) -> AnalisaHead:
    rows = estimate.snapshot.pekerjaan
    row = rows[index]
    source, edisi, kode_acuan = origin.of(row.id)
    return AnalisaHead(
        id=row.id,
        nomor=_full_number(estimate, numbering(estimate.snapshot), row),
        kode=row.kode,
        uraian=row.uraian,
        satuan=row.satuan,
        source=source,
        edisi=edisi,
        kode_acuan=kode_acuan,
        langsung=row.langsung,
        harga_langsung=row.harga_langsung,
        buk_persen=row.buk_persen,
        sebelum=rows[index - 1].id if index else None,
        sesudah=rows[index + 1].id if index + 1 < len(rows) else None,
    )


def _full_number(estimate: Estimate, numbers: Penomoran, row: Pekerjaan) -> str:
    """III.B.2."""
    sub = next(sub for sub in estimate.snapshot.sub_klasifikasi if sub.id == row.sub_klasifikasi_id)
    return ".".join(
        (numbers.klasifikasi[sub.klasifikasi_id], numbers.sub_klasifikasi[sub.id], numbers.pekerjaan[row.id])
    )


def _baris(line: Baris, stored: Komponen | None, whole: Decimal | None, catatan: Mapping[int, str]) -> AnalisaBaris:
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
        persen=_share(line.jumlah, whole, PERSEN_DECIMALS),
        via=line.via,
        catatan="" if line.via else catatan.get(line.komponen_id, ""),
    )


def _blocks(
    lines: Sequence[Baris], shown: Sequence[tuple[Kategori, AnalisaBaris]], whole: Decimal | None
) -> tuple[Blok, ...]:
    """A, B and C always, LAIN where something stands in it."""
    sums = blok_jumlah(lines)
    blocks = []
    for kategori in BLOCKS:
        own = tuple(baris for of, baris in shown if of == kategori)
        if own or kategori != Kategori.LAIN:
            persen = _share(sums[kategori], whole, PERSEN_DECIMALS)
            blocks.append(Blok(kategori, LETTERS[kategori], sums[kategori], persen, own))
    return tuple(blocks)


def _bundles(
    estimate: Estimate,
    stored: Iterable[Komponen],
    shown: Sequence[tuple[Kategori, AnalisaBaris]],
    whole: Decimal | None,
    catatan: Mapping[int, str],
) -> Iterable[Bundel]:
    for row in stored:
        if row.harga_item_id is not None:
            continue
        opened = tuple(pair for pair in shown if pair[1].komponen_id == row.id)
        jumlah = _sum(baris.jumlah for _kategori, baris in opened)
        kode, uraian, satuan = _target_names(estimate, row)
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
            persen=_share(jumlah, whole, PERSEN_DECIMALS),
            catatan=catatan.get(row.id, ""),
            baris=opened,
        )


def _per_unit(row: Komponen, opened: Sequence[AnalisaBaris]) -> Decimal | None:
    """D of one unit of the target, unrounded: it does not move when the koefisien of the bundle does."""
    if not row.koefisien:
        return None
    return _sum(line_jumlah(baris.koefisien_bundel or Decimal(0), baris.harga, rounded=False) for baris in opened)


def _target_names(estimate: Estimate, row: Komponen) -> tuple[str, str, str]:
    snapshot = estimate.snapshot
    if row.target_analysis_id is not None:
        acuan = snapshot.acuan[row.target_analysis_id]
        return acuan.kode, acuan.uraian, acuan.satuan
    target = next(one for one in snapshot.pekerjaan if one.id == row.target_pekerjaan_id)
    return target.kode, target.uraian, target.satuan


def _hosts(estimate: Estimate, row: Pekerjaan) -> tuple[tuple[int, str], ...]:
    """The pekerjaan that bundle this one directly, by kode."""
    hosting = {
        host
        for host, rows in estimate.snapshot.komponen.items()
        if any(komponen.target_pekerjaan_id == row.id for komponen in rows)
    }
    return tuple((one.id, one.kode) for one in estimate.snapshot.pekerjaan if one.id in hosting)


def _pengaruh(estimate: Estimate, form: AnalisaForm, item_id: int, jumlah: Decimal, langsung: Decimal) -> Pengaruh:
    item = estimate.snapshot.harga[item_id]
    return Pengaruh(
        harga_item_id=item_id,
        uraian=item.uraian,
        persen=quantize(jumlah / langsung * 100, PERSEN_DECIMALS),
        harga_satuan=_with_price(estimate, form.head.id, item),
    )


def _with_price(estimate: Estimate, pekerjaan_id: int, item: HargaItem) -> Decimal:
    """F with the price of one resource raised by five percent; the engine prices it, nothing is stored."""
    from dataclasses import replace

    from harsat.engine.analisa import harga_satuan_of, prices_of

    snapshot = estimate.snapshot
    assert item.harga is not None
    raised = item._replace(harga=item.harga * Decimal("1.05"))
    prices = prices_of(replace(snapshot, harga={**snapshot.harga, item.id: raised}))
    row = next(one for one in snapshot.pekerjaan if one.id == pekerjaan_id)
    harga = harga_satuan_of(estimate.expander, prices, snapshot.pricing, row).harga_satuan
    assert harga is not None
    return harga


def _sum(parts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum, None as soon as one part is unknown or there is none."""
    total: Decimal | None = None
    for part in parts:
        if part is None:
            return None
        total = part if total is None else total + part
    return total


def _share(part: Decimal | None, whole: Decimal | None, decimals: int) -> Decimal | None:
    """14 982.12 of 153 810.80 at one decimal is 9.7 %."""
    return None if part is None or not whole else quantize(part / whole * 100, decimals)
