"""The kinds of finding in a price list: stable words of the report, their label, and which of them hold a row back."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class PriceKind(StrEnum):
    """The stable word of a kind, as report, API and pages spell it; meaning and severity stand beside each.

    Severity is INFO (mended or only said), WARNING (wants a look) or DANGER (would falsify a price).
    """

    HARGA_MELUAP = "harga_meluap"  # danger: one filler or overflowed figure stands for many goods
    HARGA_LUAR_BIASA = "harga_luar_biasa"  # danger: a hundred times its like, or a thousand times too small
    HARGA_GANDA = "harga_ganda"  # danger: several prices for one name, specification and unit
    HARGA_KOSONG = "harga_kosong"  # warning: no price
    HARGA_NOL = "harga_nol"  # danger: zero or less; unknown is not zero
    HARGA_TAK_TERBACA = "harga_tak_terbaca"  # danger: text without a reading, a formula error, beyond 13 digits
    HARGA_DUA_BACAAN = "harga_dua_bacaan"  # danger: 1.234 in a column that writes decimals with a point
    HARGA_DIBULATKAN = "harga_dibulatkan"  # info: more than two decimals
    HARGA_DUA_KOLOM = "harga_dua_kolom"  # info: the second price column says something else
    KODE_GANDA = "kode_ganda"  # danger: one code and unit for several goods
    KODE_RUSAK = "kode_rusak"  # info: blanks, doubled dots
    DUPLIKAT = "duplikat"  # info: the same row again, kept once
    BUKAN_BAHAN_BANGUNAN = "bukan_bahan_bangunan"  # info: office goods, medicine, fees; not offered for matching
    SATUAN_KOSONG = "satuan_kosong"  # warning: no unit
    SATUAN_TIDAK_DIKENAL = "satuan_tidak_dikenal"  # info: no known spelling
    SATUAN_BERTENTANGAN = "satuan_bertentangan"  # warning: the unit contradicts the goods or its like
    SPESIFIKASI_BERULANG = "spesifikasi_berulang"  # info: the specification is the name again
    URAIAN_KOSONG = "uraian_kosong"  # danger: a price without goods
    TEKS_RUSAK = "teks_rusak"  # info when mended, warning when damage remains
    TEKS_PANJANG = "teks_panjang"  # warning: longer than can be stored


LABELS: dict[PriceKind, str | Promise] = {
    PriceKind.HARGA_MELUAP: _("Harga meluap"),
    PriceKind.HARGA_LUAR_BIASA: _("Harga di luar kewajaran"),
    PriceKind.HARGA_GANDA: _("Beberapa harga untuk satu barang"),
    PriceKind.HARGA_KOSONG: _("Harga kosong"),
    PriceKind.HARGA_NOL: _("Harga nol atau negatif"),
    PriceKind.HARGA_TAK_TERBACA: _("Harga tidak terbaca"),
    PriceKind.HARGA_DUA_BACAAN: _("Harga dengan dua bacaan"),
    PriceKind.HARGA_DIBULATKAN: _("Harga dibulatkan ke sen"),
    PriceKind.HARGA_DUA_KOLOM: _("Dua kolom harga berbeda"),
    PriceKind.KODE_GANDA: _("Satu kode untuk beberapa barang"),
    PriceKind.KODE_RUSAK: _("Kode dirapikan"),
    PriceKind.DUPLIKAT: _("Baris ganda"),
    PriceKind.BUKAN_BAHAN_BANGUNAN: _("Bukan sumber daya bangunan"),
    PriceKind.SATUAN_KOSONG: _("Satuan kosong"),
    PriceKind.SATUAN_TIDAK_DIKENAL: _("Satuan tidak dikenal"),
    PriceKind.SATUAN_BERTENTANGAN: _("Satuan bertentangan"),
    PriceKind.SPESIFIKASI_BERULANG: _("Spesifikasi mengulang nama"),
    PriceKind.URAIAN_KOSONG: _("Uraian kosong"),
    PriceKind.TEKS_RUSAK: _("Huruf rusak"),
    PriceKind.TEKS_PANJANG: _("Teks terlalu panjang"),
}
