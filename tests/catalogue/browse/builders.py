"""A small catalogue with everything the browser shows: two editions that differ, a nested analysis, a price list."""

from datetime import date
from decimal import Decimal

from catalogue.builders import AS_OF, analysis, bundel, line
from harsat.catalogue.drafts import PriceDraft
from harsat.catalogue.models import Analysis, Bidang, EditionStatus
from harsat.catalogue.services import analyses_publish, edition_publish, price_list_publish
from harsat.engine.snapshot import Kategori

PRICES = {"L.01": "100000", "L.02": "145000", "L.04": "200000", "M.01": "286500"}


def mason(koefisien="0.5"):
    return line("L.02", "Tukang batu", "OH", koefisien)


def stone(koefisien="1.2"):
    return line("M.01", "Batu belah", "m3", koefisien, Kategori.BHN)


def foreman(koefisien="0.15"):
    return line("L.04", "Mandor", "OH", koefisien)


def an_edition(name="AHSP Cipta Karya 2025", *drafts, as_of=AS_OF, bidang=Bidang.CIPTA_KARYA):
    edition = edition_publish(name=name, as_of=as_of, bidang=bidang)
    if drafts:
        analyses_publish(edition=edition, drafts=drafts)
    return edition


def today_edition():
    """1.9 and 1.10, two foundations, and one that nests the first of them."""
    return an_edition(
        "AHSP Cipta Karya 2025",
        analysis("1.9", "Galian tanah biasa"),
        analysis("1.10", "Galian tanah keras", komponen=[line(koefisien="1")]),
        analysis("2.2.2.6", "Pemasangan 1 m3 fondasi batu belah", komponen=[line(), mason(), foreman(), stone()]),
        analysis("2.2.2.7", "Pemasangan 1 m3 fondasi batu kali", komponen=[line(), stone()]),
        analysis("2.3.1", "Fondasi lengkap dengan galian", komponen=[line(), bundel("2.2.2.6", "2")]),
    )


def older_edition():
    """Of the codes above 2.2.2.6 took more, 1.9 was another work, 9.1 is gone by now, the others were not there."""
    return an_edition(
        "AHSP Cipta Karya 2022",
        analysis("1.9", "Pengecatan dinding baru", "m2"),
        analysis("2.2.2.6", "Fondasi batu belah, dipasang", komponen=[line(), mason("0.75"), stone()]),
        analysis("9.1", "Pekerjaan lama"),
        as_of=date(2022, 1, 1),
    )


def a_price_list(name="Kota Bandung, Juni 2026", prices=PRICES, *, as_of=date(2026, 6, 1), factor="1"):
    names = {"L.01": "Pekerja", "L.02": "Tukang batu", "L.04": "Mandor", "M.01": "Batu belah"}
    drafts = [
        PriceDraft(
            kode, names.get(kode, kode), "m3" if kode.startswith("M") else "OH", Decimal(harga) * Decimal(factor), "uji"
        )
        for kode, harga in prices.items()
    ]
    return price_list_publish(name=name, source="uji", as_of=as_of, prices=drafts)


def analysis_of(edition, kode):
    """The newest version of a kode."""
    return Analysis.objects.filter(edition=edition, kode=kode).order_by("-version").first()


def retire(edition):
    edition.status = EditionStatus.RETIRED
    edition.save(update_fields=["status"])
    return edition


def many(count, *, start=1):
    """Analyses 3.1, 3.2, ... with two lines each."""
    return [
        analysis(f"3.{number // 50 + 1}.{number}", f"Dinding bata {number}", "m2", [line(), stone()])
        for number in range(start, start + count)
    ]
