"""The demo project: a house of type 54 with backup volumes, bundles, direct items, and one price missing on purpose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from harsat.accounts.models import Organisation, User
from harsat.catalogue.models import Analysis
from harsat.catalogue.selectors import (
    AcuanKomponen,
    AnalysisHead,
    PriceRow,
    analysis_heads,
    analysis_komponen,
    price_list_rows,
)
from harsat.engine.formula import formula_value, parameters_evaluate
from harsat.engine.numbers import FAKTOR, KOEFISIEN, VOLUME, Field, canonical, number_read
from harsat.engine.volume import sheet_value
from harsat.ledger.birth import Birth, project_birth
from harsat.ledger.canonical import Row
from harsat.projects.models import Project
from harsat.rab import models
from harsat.rab.outline import STEP
from harsat.starters import rumah_54 as rumah

NAMESPACE = UUID("7a4a3f0e-3f3c-4c0b-9f0e-5e5c1c7c5454")

Code = tuple[str, str]


def demo_project_create(
    *, user: User, organisation: Organisation, edition_id: int, price_list_id: int, as_of: date
) -> Project:
    """The house, once per organisation: a second call answers with the one that is there."""

    def make() -> Project:
        return Project(
            organisation=organisation,
            created_by=user,
            nama=rumah.NAMA,
            lokasi="Bandung",
            sumber_dana="Contoh",
            pagu=Decimal(260_000_000),
            tanggal_dokumen=as_of,
            deskripsi="Boleh diubah sesuka hati.",
        )

    def fill(birth: Birth) -> None:
        birth.insert(models.PricingPolicy, [{}])
        House(birth, edition_id=edition_id, price_list_id=price_list_id).build()

    key = uuid5(NAMESPACE, f"rumah 54 {organisation.pk}")
    return project_birth(user=user, request_key=key, make=make, fill=fill, action="demo_create")


class House:
    """Fills a newborn project from the rows of `rumah_54`, in the order in which keys are needed."""

    def __init__(self, birth: Birth, *, edition_id: int, price_list_id: int) -> None:
        self.birth = birth
        self.works = rumah.works()
        self.by_kode = _analyses(edition_id, self.works)
        self.lines = analysis_komponen({head.id for head in self.by_kode.values()})
        self.prices = price_list_rows(price_list_id)
        self.parameters = parameters_evaluate({row.nama: row.formula for row in rumah.parameters()})
        self.pekerjaan: list[int] = []
        self.items: dict[Code, int] = {}

    def build(self) -> None:
        """Struktur, prices, komponen, parameters, volumes."""
        self._struktur()
        self._harga()
        self._komponen()
        self._parameters()
        self._volumes()

    def _struktur(self) -> None:
        tops = list(dict.fromkeys(work.klasifikasi for work in self.works))
        subs = list(dict.fromkeys((work.klasifikasi, work.sub) for work in self.works))
        top_rows: list[Row] = [{"nama": nama.upper(), "order": STEP * n} for n, nama in enumerate(tops, 1)]
        top_ids = dict(zip(tops, self.birth.insert(models.Klasifikasi, top_rows), strict=True))
        sub_rows: list[Row] = [
            {"klasifikasi_id": top_ids[top], "nama": sub, "order": STEP * n} for n, (top, sub) in enumerate(subs, 1)
        ]
        sub_ids = dict(zip(subs, self.birth.insert(models.SubKlasifikasi, sub_rows), strict=True))
        rows = [self._work(work, sub_ids[work.klasifikasi, work.sub], n) for n, work in enumerate(self.works, 1)]
        self.pekerjaan = self.birth.insert(models.Pekerjaan, rows)

    def _work(self, work: rumah.Work, sub_id: int, place: int) -> Row:
        head, direct = self.by_kode.get(work.kode), rumah.directs().get(work.kode)
        row: Row = {
            "sub_klasifikasi_id": sub_id,
            "order": STEP * place,
            "source": models.Source.REF if head else models.Source.CUSTOM,
            "analysis_id": head.id if head else None,
            "kode": work.kode,
            "uraian": work.uraian or (head.uraian if head else ""),
            "satuan": work.satuan or (head.satuan if head else ""),
            "status": work.status or "utama",
        }
        if direct:
            row |= {
                "langsung": True,
                "harga_langsung": canonical(direct.harga, 2),
                "buk_persen": canonical(direct.buk_persen, 2),
                "kena_ppn": direct.kena_ppn,
                "sumber_harga": direct.sumber,
            }
        return row

    def _harga(self) -> None:
        needed: dict[Code, AcuanKomponen] = {}
        for lines in self.lines.values():
            for line in lines:
                if line.target_analysis_id is None:
                    needed.setdefault((line.kode, line.satuan), line)
        codes = sorted(needed)
        rows = [_item(needed[code], self.prices) for code in codes]
        self.items = dict(zip(codes, self.birth.insert(models.HargaItem, rows), strict=True))

    def _komponen(self) -> None:
        rows: list[Row] = []
        for pekerjaan_id, work in zip(self.pekerjaan, self.works, strict=True):
            if work.kode in self.by_kode and work.kode not in rumah.bundles():
                rows += self._copied(pekerjaan_id, self.lines[self.by_kode[work.kode].id])
            for place, (kode, koefisien) in enumerate(rumah.bundles().get(work.kode, ()), 1):
                rows.append(_bundle(pekerjaan_id, place, self.by_kode[kode].id, koefisien))
        self.birth.insert(models.Komponen, rows)

    def _copied(self, pekerjaan_id: int, lines: Sequence[AcuanKomponen]) -> list[Row]:
        return [
            {
                "pekerjaan_id": pekerjaan_id,
                "order": STEP * place,
                "kategori": line.kategori,
                "koefisien": canonical(line.koefisien, KOEFISIEN.decimals),
                "harga_item_id": self.items.get((line.kode, line.satuan)),
                "target_analysis_id": line.target_analysis_id,
            }
            for place, line in enumerate(lines, 1)
        ]

    def _parameters(self) -> None:
        rows: list[Row] = [
            {**row._asdict(), "order": STEP * place, "nilai": canonical(self.parameters[row.nama], VOLUME.decimals)}
            for place, row in enumerate(rumah.parameters(), 1)
        ]
        self.birth.insert(models.Parameter, rows)

    def _volumes(self) -> None:
        volumes, lines = [], []
        for pekerjaan_id, work in zip(self.pekerjaan, self.works, strict=True):
            volumes.append(self._volume(pekerjaan_id, work))
            if work.jenis == "lembar":
                lines += _sheet(pekerjaan_id, work.isi)
        self.birth.insert(models.Volume, volumes)
        self.birth.insert(models.BarisVolume, lines)

    def _volume(self, pekerjaan_id: int, work: rumah.Work) -> Row:
        formula = work.isi if work.jenis == "formula" else ""
        if work.jenis == "formula":
            value = formula_value(work.isi, self.parameters).value
        elif work.jenis == "lembar":
            value = sheet_value(rumah.sheets()[work.isi])
        else:
            value = number_read(work.isi, VOLUME).value
        return {
            "pekerjaan_id": pekerjaan_id,
            "jenis": work.jenis,
            "nilai": canonical(value, VOLUME.decimals),
            "formula": formula,
        }


def _analyses(edition_id: int, works: Sequence[rumah.Work]) -> dict[str, AnalysisHead]:
    """The newest version of every analysis that the house names, by kode."""
    wanted = {work.kode for work in works} | {kode for rows in rumah.bundles().values() for kode, _k in rows}
    found = Analysis.objects.filter(edition_id=edition_id, kode__in=wanted).order_by("version")
    ids = dict(found.values_list("kode", "id"))
    heads = analysis_heads(set(ids.values()))
    return {kode: heads[analysis_id] for kode, analysis_id in ids.items()}


def _item(line: AcuanKomponen, prices: Mapping[Code, PriceRow]) -> Row:
    price = prices.get((line.kode, line.satuan))
    known = price is not None and (line.kode, line.satuan) != rumah.UNPRICED
    return {
        "kategori": line.kategori,
        "kode": line.kode,
        "uraian": line.uraian,
        "satuan": line.satuan,
        "harga": canonical(price.harga, 2) if price and known else None,
        "sumber": price.source if price and known else "",
    }


def _bundle(pekerjaan_id: int, place: int, analysis_id: int, koefisien: Decimal) -> Row:
    return {
        "pekerjaan_id": pekerjaan_id,
        "order": STEP * place,
        "kategori": "LAIN",
        "koefisien": canonical(koefisien, KOEFISIEN.decimals),
        "target_analysis_id": analysis_id,
    }


def _sheet(pekerjaan_id: int, name: str) -> list[Row]:
    return [
        {
            "pekerjaan_id": pekerjaan_id,
            "order": STEP * place,
            "uraian": line.uraian,
            "n": _side(line.n, VOLUME),
            "p": _side(line.p, VOLUME),
            "l": _side(line.l, VOLUME),
            "t": _side(line.t, VOLUME),
            "faktor": _side(line.faktor, FAKTOR),
            "pengurang": line.pengurang,
        }
        for place, line in enumerate(rumah.sheets()[name], 1)
    ]


def _side(value: Decimal | None, field: Field) -> str | None:
    return None if value is None else canonical(value, field.decimals)
