"""Why an analysis is listed instead of trusted: stable words, their Indonesian label, and the place."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Reason(StrEnum):
    """The stable word of a reason, as tests and the later quarantine know it."""

    HILANG_DESIMAL = "hilang_desimal"
    DUA_BACAAN = "dua_bacaan"
    KOEFISIEN_TAK_TERBACA = "koefisien_tak_terbaca"
    KOEFISIEN_NOL = "koefisien_nol"
    KOEFISIEN_LUAR_BIASA = "koefisien_luar_biasa"
    TENAGA_BERULANG = "tenaga_berulang"
    KOMPONEN_BERULANG = "komponen_berulang"
    TANPA_TENAGA = "tanpa_tenaga"
    BARIS_TERPISAH = "baris_terpisah"
    NAMA_GANDA = "nama_ganda"
    NAMA_KEMBAR = "nama_kembar"
    NAMA_TERPOTONG = "nama_terpotong"
    KODE_INDUK = "kode_induk"
    KODE_RUSAK = "kode_rusak"
    KATEGORI_TIDAK_DIKENAL = "kategori_tidak_dikenal"
    SATUAN_KOMPONEN = "satuan_komponen"
    SATUAN_TENAGA = "satuan_tenaga"
    SATUAN_PEKERJAAN = "satuan_pekerjaan"
    M3_MERAGUKAN = "m3_meragukan"
    SALAH_SANDI = "salah_sandi"
    TEKS_KOSONG = "teks_kosong"
    TEKS_PANJANG = "teks_panjang"


LABELS: dict[Reason, str | Promise] = {
    Reason.HILANG_DESIMAL: gettext_lazy("mungkin kehilangan tanda desimal"),
    Reason.DUA_BACAAN: gettext_lazy("koefisien dapat dibaca dengan dua cara"),
    Reason.KOEFISIEN_TAK_TERBACA: gettext_lazy("koefisien kosong, negatif, terlalu besar, atau bukan angka"),
    Reason.KOEFISIEN_NOL: gettext_lazy("koefisien nol"),
    Reason.KOEFISIEN_LUAR_BIASA: gettext_lazy("koefisien tenaga kerja di luar kewajaran"),
    Reason.TENAGA_BERULANG: gettext_lazy("tenaga kerja berulang: mungkin beberapa analisa tergabung"),
    Reason.KOMPONEN_BERULANG: gettext_lazy("bahan atau peralatan berulang"),
    Reason.TANPA_TENAGA: gettext_lazy("tidak ada tenaga kerja"),
    Reason.BARIS_TERPISAH: gettext_lazy("baris satu kode tidak berurutan"),
    Reason.NAMA_GANDA: gettext_lazy("satu kode memuat beberapa nama"),
    Reason.NAMA_KEMBAR: gettext_lazy("nama sama dengan kode lain"),
    Reason.KODE_INDUK: gettext_lazy("kode juga menjadi induk kode lain"),
    Reason.NAMA_TERPOTONG: gettext_lazy("nama mungkin terpotong"),
    Reason.KODE_RUSAK: gettext_lazy("kode bukan teks kode analisa"),
    Reason.KATEGORI_TIDAK_DIKENAL: gettext_lazy("kategori kosong atau tidak dikenal"),
    Reason.SATUAN_KOMPONEN: gettext_lazy("satuan komponen kosong atau tidak dikenal"),
    Reason.SATUAN_TENAGA: gettext_lazy("satuan tenaga kerja bukan satuan waktu orang"),
    Reason.SATUAN_PEKERJAAN: gettext_lazy(
        "satuan pekerjaan tidak ditemukan, bermakna ganda, atau bertentangan dengan nama"
    ),
    Reason.M3_MERAGUKAN: gettext_lazy("m3 meragukan: mungkin m'"),
    Reason.SALAH_SANDI: gettext_lazy("huruf rusak yang tidak dapat dipulihkan"),
    Reason.TEKS_KOSONG: gettext_lazy("uraian kosong"),
    Reason.TEKS_PANJANG: gettext_lazy("teks melebihi panjang yang ditampung"),
}


class Finding(NamedTuple):
    """One reason at one place; row 0 and column "" mean the whole analysis; `reading` is what stands."""

    reason: Reason
    row: int = 0
    column: str = ""
    reading: str = ""

    def sentence(self, kode: str) -> str:
        """The finding for a reader: kode, row, column, reading and reason."""
        values = {"kode": kode, "row": self.row, "column": self.column, "reading": self.reading}
        if self.row:
            place = _('%(kode)s baris %(row)d, kolom %(column)s "%(reading)s"') % values
        elif self.reading:
            place = _('%(kode)s "%(reading)s"') % values
        else:
            place = kode
        return f"{place}: {LABELS[self.reason]}"
