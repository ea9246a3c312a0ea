"""Goods and fees of a general price list that no building analysis asks for: office goods, medicine, honoraria."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harsat.catalogue.diagnosis.kinds import Severity
from harsat.catalogue.prices.book import PriceBook, PriceFinding, PriceLine
from harsat.catalogue.prices.cleaning import Place, finding
from harsat.catalogue.prices.kinds import PriceKind
from harsat.catalogue.prices.units import UnitKind, unit_kind

# groups of budget codes that hold fees and activities, never goods
_FEE_GROUPS = frozenset({"sbu", "asb", "biaya umum", "standar biaya umum", "analisis standar belanja"})
# groups by which a list says itself that it holds building resources only
_BUILDING_GROUPS = frozenset(
    {"material", "bahan", "bahan bangunan", "upah", "tenaga", "tenaga kerja", "alat", "peralatan"}
)
_FOREIGN: dict[str, str | Promise] = {
    """kertas amplop pulpen ballpoint bolpoint pensil spidol stabilo penghapus stempel tinta toner cartridge catridge
    stapler staples steples binder klip clips map ordner odner kwitansi kuitansi agenda lakban kalender blanko formulir
    fotocopy fotokopi jilid cetak penjilidan banner spanduk baliho buku majalah koran printer laptop komputer scanner
    proyektor notebook flashdisk hardisk keyboard mouse monitor tipeex origami kantor mistar materai
    """: _("alat tulis dan barang kantor"),
    """obat obatan tablet kapsul sirup injeksi infus vaksin salep ampul vial syringe masker reagen laboratorium medis
    pasien kaplet jarum spuit antiseptik inj bmhp dental anestesi
    """: _("obat, alat kesehatan, laboratorium"),
    """makan makanan minum minuman snack nasi beras gula kopi teh susu daging telur ternak domba sapi ayam ikan udang
    bibit benih pakan
    """: _("makanan, ternak, dan tanaman pangan"),
    """pakaian seragam kemeja baju celana jaket sepatu topi kaos batik dasi werpak sarung
    """: _("pakaian dan perlengkapan pribadi"),
    """honorarium honor belanja perjalanan dinas narasumber moderator panitia konsultansi penginapan hotel uang iuran
    beasiswa hadiah piala juara jasa tayang peliputan publikasi
    """: _("honorarium, jasa, dan perjalanan"),
    """mobil motor ban kendaraan perahu kursi meja lemari sofa karpet televisi kamera sound
    """: _("kendaraan dan perabot"),
}
_GROUP_OF = {word: group for words, group in _FOREIGN.items() for word in words.split()}
_FOREIGN_UNITS = re.compile(
    r"tablet|kapsul|kaplet|ampul|vial|ekor|eksemplar|rim\b|kegiatan|/keg|tayang|orang$|peserta|porsi|sirup|buku|kamar|"
    r"rupiah|berita|angkatan|dokumen|akseptor|kecamatan|syringe|sachet|pulsa|followers"
)
_BUILDING_WORDS = """semen pasir batu kerikil split bata beton besi baja kayu papan balok kaso multiplek plywood triplek
    paku kawat cat keramik granit marmer genteng seng atap pipa pvc hdpe elbow tee kabel saklar kaca aluminium kusen
    pintu jendela kunci engsel gypsum plafon kloset wastafel kran keran pompa aspal geotextile bronjong tukang mandor
    pekerja crane excavator bulldozer molen vibrator stamper paving conblock rambu ready mix bekisting"""
# a word of the building trade outweighs a foreign one: "lemari panel listrik" with "kabel", "mobil crane"
_BUILDING = frozenset(_BUILDING_WORDS.split())
FIRST_WORDS = 4  # the thing itself stands in front


def find(book: PriceBook) -> list[PriceFinding]:
    """One finding per row that is no resource of building works."""
    return [_finding(line, group) for line in book.lines if (group := foreign_group(line))]


def foreign_group(line: PriceLine) -> str:
    """What kind of foreign goods a line is, "" for anything a building may need.

    "Kertas HVS" -> "alat tulis dan barang kantor"; "Kertas semen" -> ""; a labourer by the day is never foreign.
    """
    labour = unit_kind(line.satuan) is UnitKind.TENAGA and _building(line.nama)
    if labour or line.kelompok.lower() in _BUILDING_GROUPS:
        return ""
    if line.kelompok.lower() in _FEE_GROUPS:
        return gettext("biaya dan honorarium (%(group)s)") % {"group": line.kelompok}
    words = _words(line.uraian)
    if words & _BUILDING:
        return ""
    if _FOREIGN_UNITS.search(line.satuan.lower()):
        return gettext("satuan %(satuan)s bukan satuan pekerjaan bangunan") % {"satuan": line.satuan}
    first = _ordered(line.uraian)[:FIRST_WORDS]
    return str(next((_GROUP_OF[word] for word in first if word in _GROUP_OF), ""))


def _finding(line: PriceLine, group: str) -> PriceFinding:
    return finding(
        PriceKind.BUKAN_BAHAN_BANGUNAN,
        Severity.INFO,
        Place([line.row], "nama", line.uraian),
        gettext("Bukan sumber daya bangunan: %(group)s. Disimpan, tetapi tidak ditawarkan sebagai padanan.")
        % {"group": group},
    )


def _building(name: str) -> bool:
    return bool(_words(name) & _BUILDING)


def _ordered(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def _words(text: str) -> frozenset[str]:
    return frozenset(_ordered(text))
