"""Small price lists for the tests of prices."""

from decimal import Decimal

from harsat.catalogue.prices.diagnose import price_diagnose
from harsat.catalogue.prices.matching import Matcher, Need, Offer
from harsat.catalogue.prices.reading import PriceRow


def price_row(
    number=2, *, kode="", nama="Semen portland", spesifikasi="", satuan="kg", harga="1300", lain=(), kelompok=""
):
    return PriceRow(number, kode, nama, spesifikasi, satuan, harga, tuple(lain), kelompok, "", "", "", "")


def price_list(*rows):
    """Diagnose rows given as dicts of what differs; they are numbered from 2, as below a header."""
    return price_diagnose([price_row(number, **row) for number, row in enumerate(rows, start=2)])


def kinds(diagnosis):
    return sorted(finding.kind.value for finding in diagnosis.findings)


def of_kind(diagnosis, kind):
    return [finding for finding in diagnosis.findings if finding.kind.value == kind]


def need(uraian, satuan="kg", kode="", kategori=None, pk=1):
    return Need(pk, kode, uraian, satuan, kategori)


def offers(*rows):
    """(uraian, satuan, harga) or (uraian, satuan, harga, kode), numbered from 1."""
    return [
        Offer(pk, row[3] if len(row) > 3 else "", row[0], row[1], Decimal(row[2]))
        for pk, row in enumerate(rows, start=1)
    ]


def ranked(wanted, *rows, same_codes=True, hours=8):
    matcher = Matcher(offers(*rows), same_codes=same_codes, jam_per_hari=Decimal(hours))
    return matcher.rank(wanted)
