"""Loads the sample edition of 70 common analyses and the sample prices that the demo and first trials use.

The files lie in `data/`: analisa.csv (kode, uraian, satuan, divisi), komponen.csv (its lines in order) and
harga.csv (one price per resource, each with its source; a guess says "perkiraan"). Prices are samples, not of
one region.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from harsat.catalogue.drafts import AnalysisDraft, KomponenDraft, PriceDraft
from harsat.catalogue.models import Edition, PriceList
from harsat.catalogue.services import analyses_publish, edition_publish, price_list_publish
from harsat.engine.snapshot import Kategori

DATA = Path(__file__).parent / "data"
FILES = ("analisa.csv", "komponen.csv", "harga.csv")
EDITION = "AHSP Cipta Karya 2025 (contoh)"
EDITION_SOURCE = "Contoh 70 analisa umum Cipta Karya"
PRICE_LIST = "Harga contoh 2025"
PRICE_SOURCE = "Gabungan beberapa daftar, bukan harga satu daerah"
AS_OF = date(2025, 1, 1)


class Loaded(NamedTuple):
    """Where the sample catalogue stands, and whether this call had to write anything."""

    edition_id: int
    price_list_id: int
    changed: bool


def starter_catalogue_load() -> Loaded:
    """Bring the sample edition and prices into the database; two short queries when they are there already.

    The hash of the files is kept on both rows, so an unchanged release does nothing. Changed analyses become
    new versions; projects keep the version they use.
    """
    mark = _content_mark()
    edition_id = Edition.objects.filter(name=EDITION, content_mark=mark).values_list("id", flat=True).first()
    price_list_id = PriceList.objects.filter(name=PRICE_LIST, content_mark=mark).values_list("id", flat=True).first()
    if edition_id is not None and price_list_id is not None:
        return Loaded(edition_id, price_list_id, changed=False)
    return _load(mark)


def starter_analyses() -> list[AnalysisDraft]:
    """The 70 analyses with their 442 lines, as the files state them."""
    lines: dict[str, list[KomponenDraft]] = {}
    for row in _rows("komponen.csv"):
        line = KomponenDraft(
            Kategori(row["kategori"]), row["kode"], row["uraian"], row["satuan"], Decimal(row["koefisien"])
        )
        lines.setdefault(row["kode_analisa"], []).append(line)
    return [
        AnalysisDraft(row["kode"], row["uraian"], row["satuan"], row["divisi"], tuple(lines[row["kode"]]))
        for row in _rows("analisa.csv")
    ]


def starter_prices() -> list[PriceDraft]:
    """The 104 prices, one for every resource of the analyses."""
    return [
        PriceDraft(row["kode"], row["uraian"], row["satuan"], Decimal(row["harga"]), row["sumber"])
        for row in _rows("harga.csv")
    ]


@transaction.atomic
def _load(mark: str) -> Loaded:
    edition = edition_publish(name=EDITION, as_of=AS_OF, source=EDITION_SOURCE)
    analyses_publish(edition=edition, drafts=starter_analyses())
    prices = price_list_publish(name=PRICE_LIST, source=PRICE_SOURCE, as_of=AS_OF, prices=starter_prices())
    Edition.objects.filter(pk=edition.pk).update(content_mark=mark)
    PriceList.objects.filter(pk=prices.pk).update(content_mark=mark)
    return Loaded(edition.pk, prices.pk, changed=True)


def _content_mark() -> str:
    return sha256(b"\0".join((DATA / name).read_bytes() for name in FILES)).hexdigest()


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
