"""The analysis of a pekerjaan as its pages show it: stored rows in their blocks, bundles opened, A to F."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from harsat.engine.analisa import HargaSatuan, baris_of
from harsat.engine.estimate import Estimate
from harsat.engine.numbers import engine_context
from harsat.engine.penomoran import numbering, numbers_full
from harsat.engine.rab import bobot_of
from harsat.engine.snapshot import HargaItem
from harsat.kernel.errors import NotFound
from harsat.rab.models import Komponen as KomponenRow
from harsat.rab.models import Pekerjaan as PekerjaanRow
from harsat.rab.selectors.analisa_lines import Blok, Bundel, analisa_blocks, analisa_bundles, analisa_line


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


@dataclass(frozen=True, slots=True)
class AnalisaForm:
    """The form of one pekerjaan: everything its page prints; `urutan` are its stored rows in order."""

    head: AnalisaHead
    blok: tuple[Blok, ...]
    bundel: tuple[Bundel, ...]
    harga: HargaSatuan
    belum_ada: tuple[HargaItem, ...]
    urutan: tuple[int, ...]
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
    for index, row in enumerate(estimate.snapshot.pekerjaan):
        if row.id == pekerjaan_id:
            return _Forms(project_id, estimate, pekerjaan_id).form(index)
    raise NotFound


def analisa_forms(project_id: int, estimate: Estimate) -> list[AnalisaForm]:
    """The forms of the whole project in printing order. Two queries, however long it is."""
    forms = _Forms(project_id, estimate, None)
    return [forms.form(index) for index in range(len(estimate.snapshot.pekerjaan))]


class _Forms:
    """What forms need beside the estimate, read and indexed once: sources, notes, numbers, hosts."""

    def __init__(self, project_id: int, estimate: Estimate, pekerjaan_id: int | None) -> None:
        self._estimate = estimate
        works = PekerjaanRow.objects.filter(project_id=project_id)
        notes = KomponenRow.objects.filter(project_id=project_id).exclude(catatan="")
        if pekerjaan_id is not None:
            works, notes = works.filter(id=pekerjaan_id), notes.filter(pekerjaan_id=pekerjaan_id)
        columns = ("id", "source", "analysis__edition__name", "analysis__kode")
        self._origins = {row[0]: tuple(text or "" for text in row[1:]) for row in works.values_list(*columns)}
        self._catatan = dict(notes.values_list("id", "catatan"))
        self._numbers = numbers_full(estimate.snapshot)
        self._hosts = _hosts(estimate)

    def form(self, index: int) -> AnalisaForm:
        """The form of the pekerjaan at this place in printing order."""
        estimate, snapshot = self._estimate, self._estimate.snapshot
        row = snapshot.pekerjaan[index]
        harga, rab = estimate.harga_satuan[row.id], estimate.rab[row.id]
        with engine_context():
            lines = baris_of(estimate.expander, snapshot, row.id)
            stored = {komponen.id: komponen for komponen in snapshot.komponen.get(row.id, ())}
            whole = harga.biaya_langsung
            shown = [
                (line.kategori, analisa_line(line, stored.get(line.komponen_id), whole, self._catatan))
                for line in lines
            ]
            return AnalisaForm(
                head=self._head(index),
                blok=analisa_blocks(lines, shown, whole),
                bundel=tuple(analisa_bundles(estimate, stored.values(), shown, whole, self._catatan)),
                harga=harga,
                belum_ada=tuple(snapshot.harga[item_id] for item_id in harga.belum_ada),
                urutan=tuple(stored),
                dipakai_oleh=tuple(self._hosts.get(row.id, ())),
                volume=rab.volume,
                jumlah=rab.jumlah,
                bobot=bobot_of(rab, estimate.rekap),
            )

    def _head(self, index: int) -> AnalisaHead:
        rows = self._estimate.snapshot.pekerjaan
        row = rows[index]
        source, edisi, kode_acuan = self._origins.get(row.id, ("custom", "", ""))
        return AnalisaHead(
            id=row.id,
            nomor=self._numbers[row.id],
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


def _hosts(estimate: Estimate) -> dict[int, list[tuple[int, str]]]:
    """By pekerjaan, those that bundle it directly: (id, kode) in printing order."""
    hosts: dict[int, list[tuple[int, str]]] = {}
    for row in estimate.snapshot.pekerjaan:
        pointing = (one.target_pekerjaan_id for one in estimate.snapshot.komponen.get(row.id, ()))
        for target in {id_ for id_ in pointing if id_ is not None}:
            hosts.setdefault(target, []).append((row.id, row.kode))
    return hosts
