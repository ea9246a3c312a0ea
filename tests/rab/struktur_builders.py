"""Outlines and a small catalogue for the tests of the List Pekerjaan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

from harsat.catalogue.drafts import AnalysisDraft, KomponenDraft
from harsat.catalogue.models import Analysis
from harsat.catalogue.services import analyses_publish, edition_publish
from harsat.engine.snapshot import Kategori
from harsat.rab import models as rab
from harsat.rab.services.cells import CellChange
from harsat.rab.services.struktur import struktur_save
from harsat.rab.services.struktur_command import (
    LAST,
    RowAdd,
    RowDelete,
    RowMove,
    SourceChange,
    StrukturCommand,
    TableCell,
)


def save(access, *, key=None, request_hash=b"", **parts):
    """`save(access, adds=[..])`: one command through the service."""
    return struktur_save(
        access=access, command=StrukturCommand(**parts), request_key=key or uuid4(), request_hash=request_hash
    )


def cell(table, row_id, col, before, after):
    return TableCell(table, CellChange(row_id, col, before, after))


def klasifikasi(nama, temp="k", **fields):
    return RowAdd("klasifikasi", temp, values={"nama": nama}, **fields)


def sub(nama, parent="k", temp="s", **fields):
    return RowAdd("sub_klasifikasi", temp, parent, values={"nama": nama}, **fields)


def pekerjaan(uraian, parent="s", temp="p", *, after=LAST, **values):
    return RowAdd("pekerjaan", temp, parent, after, {"uraian": uraian, **values})


def ahsp(analysis_id, parent="s", temp="p", **fields):
    return RowAdd("pekerjaan", temp, parent, analysis_id=analysis_id, **fields)


def move(row, to_parent=None, after=LAST, *, seen=...):
    table, parent = _parent(row)
    return RowMove(
        table, row.pk, parent if seen is ... else seen, to_parent if to_parent is not None else parent, after
    )


def _parent(row):
    if isinstance(row, rab.Klasifikasi):
        return "klasifikasi", None
    if isinstance(row, rab.SubKlasifikasi):
        return "sub_klasifikasi", row.klasifikasi_id
    return "pekerjaan", row.sub_klasifikasi_id


def delete(row, inside=None):
    return RowDelete(_parent(row)[0], row.pk, inside)


def turn(row, after, analysis_id=None, *, before=None):
    return SourceChange(row.pk, before or row.source, after, analysis_id)


def an_outline(access, **tree):
    """`an_outline(access, Tanah={"Galian": ["a", "b"]})` typed in one command; returns the ids by name."""
    adds, names = [], {}
    for k, (nama, subs) in enumerate(tree.items()):
        adds.append(klasifikasi(nama, f"k{k}"))
        names[nama] = f"k{k}"
        for s, (judul, works) in enumerate(subs.items()):
            adds.append(sub(judul, f"k{k}", f"k{k}s{s}"))
            names[judul] = f"k{k}s{s}"
            for p, uraian in enumerate(works):
                adds.append(pekerjaan(uraian, f"k{k}s{s}", f"k{k}s{s}p{p}"))
                names[uraian] = f"k{k}s{s}p{p}"
    ids = save(access, adds=adds).answer["ids"]
    return {name: ids[temp] for name, temp in names.items()}


def in_order(project):
    """The uraian of all pekerjaan as they are printed."""
    return list(
        rab.Pekerjaan.objects.filter(project=project)
        .order_by(
            "sub_klasifikasi__klasifikasi__order",
            "sub_klasifikasi__klasifikasi_id",
            "sub_klasifikasi__order",
            "sub_klasifikasi_id",
            "order",
            "id",
        )
        .values_list("uraian", flat=True)
    )


def line(kode, kategori=Kategori.TK, satuan="OH", koefisien="0.5", *, target=""):
    return KomponenDraft(kategori, kode, f"Sumber {kode}", satuan, Decimal(koefisien), target)


def a_catalogue(**analyses):
    """Publish an edition; `a_catalogue(galian=("1.1", "m3", [line(..)]))` returns the analysis ids by name."""
    drafts = [
        AnalysisDraft(kode, f"Pekerjaan {name}", satuan, "Divisi", tuple(lines))
        for name, (kode, satuan, lines) in analyses.items()
    ]
    edition = edition_publish(name=f"AHSP uji {uuid4().hex[:6]}", as_of=date(2025, 6, 1))
    analyses_publish(edition=edition, drafts=drafts)
    by_kode = dict(Analysis.objects.filter(edition=edition).values_list("kode", "id"))
    return {name: by_kode[kode] for name, (kode, _satuan, _lines) in analyses.items()}
