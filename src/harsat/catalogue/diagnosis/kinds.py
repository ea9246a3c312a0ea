"""The kinds of finding: stable words of the report, their label and how much each weighs."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Severity(StrEnum):
    """INFO was repaired or is only said, WARNING wants a look, DANGER would falsify a price."""

    INFO = "info"
    WARNING = "warning"
    DANGER = "danger"


class Certainty(StrEnum):
    """How far a proposal may be trusted: SURE is offered in bulk, TWO_READINGS names both, NONE proposes nothing."""

    SURE = "yakin"
    LIKELY = "mungkin"
    TWO_READINGS = "ambigu"
    NONE = "tanpa_usulan"


class Kind(StrEnum):
    """The stable word of a kind, as report, API and quarantine spell it."""

    DESIMAL_HILANG = "desimal_hilang"
    DESIMAL_TERPOTONG = "desimal_terpotong"
    ANGKA_TAK_TERBACA = "angka_tak_terbaca"
    ANGKA_DUA_BACAAN = "angka_dua_bacaan"
    KOEFISIEN_NOL = "koefisien_nol"
    KOEFISIEN_LUAR_BIASA = "koefisien_luar_biasa"
    KOEFISIEN_DIBULATKAN = "koefisien_dibulatkan"
    RUMUS_GALAT = "rumus_galat"
    ANALISA_TERGABUNG = "analisa_tergabung"
    BARIS_TERPISAH = "baris_terpisah"
    SUMBER_DAYA_BERULANG = "sumber_daya_berulang"
    DUPLIKAT = "duplikat"
    NAMA_GANDA = "nama_ganda"
    NAMA_KEMBAR = "nama_kembar"
    NAMA_TERPOTONG = "nama_terpotong"
    TANPA_KATEGORI = "tanpa_kategori"
    KATEGORI_MERAGUKAN = "kategori_meragukan"
    LEMBAR_HITUNG = "lembar_hitung"
    TANPA_TENAGA = "tanpa_tenaga"
    TANPA_MANDOR = "tanpa_mandor"
    SATUAN_MERAGUKAN = "satuan_meragukan"
    SATUAN_SUMBER_DAYA = "satuan_sumber_daya"
    SATUAN_TIDAK_DIKENAL = "satuan_tidak_dikenal"
    KODE_RUSAK = "kode_rusak"
    KODE_INDUK = "kode_induk"
    TEKS_RUSAK = "teks_rusak"
    TEKS_KOSONG = "teks_kosong"
    TEKS_PANJANG = "teks_panjang"
    SPASI_GANDA = "spasi_ganda"
    RUJUKAN_PERATURAN = "rujukan_peraturan"
    RUJUKAN_HILANG = "rujukan_hilang"


LABELS: dict[Kind, str | Promise] = {
    Kind.DESIMAL_HILANG: _("Koefisien kehilangan koma"),
    Kind.DESIMAL_TERPOTONG: _("Koefisien terpotong dua desimal"),
    Kind.ANGKA_TAK_TERBACA: _("Angka tidak terbaca"),
    Kind.ANGKA_DUA_BACAAN: _("Angka dengan dua bacaan"),
    Kind.KOEFISIEN_NOL: _("Koefisien nol"),
    Kind.KOEFISIEN_LUAR_BIASA: _("Koefisien di luar kewajaran"),
    Kind.KOEFISIEN_DIBULATKAN: _("Koefisien dibulatkan ke enam desimal"),
    Kind.RUMUS_GALAT: _("Rumus bergalat"),
    Kind.ANALISA_TERGABUNG: _("Analisa tergabung"),
    Kind.BARIS_TERPISAH: _("Baris satu kode terpisah"),
    Kind.SUMBER_DAYA_BERULANG: _("Sumber daya berulang"),
    Kind.DUPLIKAT: _("Baris komponen ganda"),
    Kind.NAMA_GANDA: _("Satu kode, dua nama"),
    Kind.NAMA_KEMBAR: _("Satu nama, dua kode"),
    Kind.NAMA_TERPOTONG: _("Nama mungkin terpotong"),
    Kind.TANPA_KATEGORI: _("Komponen tanpa kategori"),
    Kind.KATEGORI_MERAGUKAN: _("Kategori meragukan"),
    Kind.LEMBAR_HITUNG: _("Baris lembar hitung"),
    Kind.TANPA_TENAGA: _("Tanpa tenaga kerja"),
    Kind.TANPA_MANDOR: _("Tanpa mandor"),
    Kind.SATUAN_MERAGUKAN: _("Satuan pekerjaan meragukan"),
    Kind.SATUAN_SUMBER_DAYA: _("Satuan sumber daya berbeda"),
    Kind.SATUAN_TIDAK_DIKENAL: _("Satuan tidak dikenal"),
    Kind.KODE_RUSAK: _("Kode rusak"),
    Kind.KODE_INDUK: _("Kode juga menjadi induk"),
    Kind.TEKS_RUSAK: _("Huruf rusak"),
    Kind.TEKS_KOSONG: _("Uraian kosong"),
    Kind.TEKS_PANJANG: _("Teks terlalu panjang"),
    Kind.SPASI_GANDA: _("Spasi ganda"),
    Kind.RUJUKAN_PERATURAN: _("Rujukan peraturan di ujung nama"),
    Kind.RUJUKAN_HILANG: _("Analisa yang dimuat tidak ada"),
}
