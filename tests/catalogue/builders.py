"""Small analyses and rows for the tests of the catalogue."""

from datetime import date
from decimal import Decimal

from harsat.catalogue.drafts import AnalysisDraft, KomponenDraft
from harsat.engine.snapshot import Kategori

AS_OF = date(2025, 6, 1)
HEADER = ["kode_ahsp", "nama_ahsp", "kode_item", "kategori", "item", "satuan", "koefisien"]


def line(kode="L.01", uraian="Pekerja", satuan="OH", koefisien="0.5", kategori=Kategori.TK, *, target=""):
    return KomponenDraft(kategori, kode, uraian, satuan, Decimal(koefisien), target)


def analysis(kode="1.1.1", uraian="Galian tanah", satuan="m3", komponen=None):
    return AnalysisDraft(kode, uraian, satuan, "Divisi 1", tuple(komponen or [line()]))


def bundel(target, koefisien="1"):
    return line(kode="", uraian="Bundel", satuan="m3", koefisien=koefisien, kategori=Kategori.LAIN, target=target)


def sound_row(kode="1.2.1", nama="Penggalian 1 m3 tanah biasa", item="Pekerja", satuan="OH", koefisien="0.75"):
    kategori = "Tenaga Kerja" if satuan == "OH" else "Bahan"
    return [kode, nama, "", kategori, item, satuan, koefisien]
