"""Units that contradict the goods: zak priced as kg, a labourer by the piece, a cable by the piece among metres."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.findings import Change
from harsat.catalogue.diagnosis.kinds import Certainty, Severity
from harsat.catalogue.prices.book import PriceBook, PriceFinding, PriceLine, grouped
from harsat.catalogue.prices.cleaning import Place, finding
from harsat.catalogue.prices.kinds import PriceKind
from harsat.catalogue.prices.units import UnitKind, content_kg, price_unit_key, unit_kind

ZAK_LEAST, ZAK_MOST = 15, 75  # kg a bag may hold
SIBLINGS, AGREEING = 8, 0.9
_LABOUR = re.compile(r"^(?:upah\s+)?(?:pekerja|tukang|kepala tukang|mandor)\b(?!\s*(?:lapangan|kebersihan))")
_COUNTED = frozenset({UnitKind.CACAH, UnitKind.KEMASAN, UnitKind.LAIN})
_MEASURED = frozenset({UnitKind.PANJANG, UnitKind.LUAS, UnitKind.ISI, UnitKind.BERAT})


def find(book: PriceBook) -> list[PriceFinding]:
    """One finding per row or pair, the plainest contradiction of each."""
    found: dict[int, PriceFinding] = {}
    for one in (*_labour(book), *_bags(book), *_pairs(book), *_siblings(book)):
        found.setdefault(one.rows[0], one)
    return list(found.values())


def _labour(book: PriceBook) -> Iterator[PriceFinding]:
    for line in book.lines:
        counted = unit_kind(line.satuan) in _COUNTED | _MEASURED
        if line.satuan and counted and _LABOUR.match(line.nama.lower()):
            reason = _("Tenaga kerja dihitung per waktu (OH, OJ), bukan per %(satuan)s.") % {"satuan": line.satuan}
            yield _finding([line], line.satuan, reason)


def _bags(book: PriceBook) -> Iterator[PriceFinding]:
    """Goods whose name states a bag of so many kg, yet priced per kg."""
    for line in book.lines:
        content = content_kg(line.uraian)
        if content is None or price_unit_key(line.satuan) != "kg" or not ZAK_LEAST <= content <= ZAK_MOST:
            continue
        reason = _("Nama menyebut isi %(content)s kg tetapi satuannya kg: harga satu zak atau satu kg?") % {
            "content": content
        }
        yield _finding([line], line.satuan, reason, proposal="zak")


def _pairs(book: PriceBook) -> Iterator[PriceFinding]:
    """The same goods under two units: one price for both kinds, or a bag that holds an impossible weight."""
    goods = grouped(((line.nama.lower(), line.spesifikasi.lower()), line) for line in book.lines if line.harga)
    for lines in goods.values():
        for first, second in combinations(lines, 2):
            if reason := _pair_reason(first, second):
                yield _finding([first, second], f"{first.satuan} | {second.satuan}", reason)


def _pair_reason(first: PriceLine, second: PriceLine) -> str:
    kinds = {unit_kind(first.satuan), unit_kind(second.satuan)}
    if first.harga == second.harga and len(kinds) > 1 and kinds & _MEASURED:
        return _("Harga yang sama untuk satuan %(first)s dan %(second)s: salah satu satuannya keliru.") % {
            "first": first.satuan,
            "second": second.satuan,
        }
    content = _bag_content(first, second)
    if content is not None and not ZAK_LEAST <= content <= ZAK_MOST:
        return _("Menurut kedua harga, satu zak berisi %(content).1f kg: salah satu satuannya keliru.") % {
            "content": content
        }
    return ""


def _bag_content(first: PriceLine, second: PriceLine) -> Decimal | None:
    """How many kg a zak holds if both prices are right."""
    prices = {price_unit_key(line.satuan): line.harga for line in (first, second)}
    bag, kg = prices.get("zak"), prices.get("kg")
    return bag / kg if bag and kg else None


def _siblings(book: PriceBook) -> Iterator[PriceFinding]:
    """A row of another kind of unit among many of its name, at a price like theirs."""
    families = grouped((" ".join(line.nama.lower().split()[:2]), line) for line in book.lines if line.harga)
    for lines in families.values():
        if len(lines) < SIBLINGS:
            continue
        (unit, count), *_rest = Counter(price_unit_key(line.satuan) for line in lines).most_common(1)
        if count < AGREEING * len(lines) or unit_kind(unit) not in _MEASURED:
            continue
        yield from _strangers(lines, unit)


def _strangers(lines: Sequence[PriceLine], unit: str) -> Iterator[PriceFinding]:
    prices = [line.harga for line in lines if price_unit_key(line.satuan) == unit and line.harga is not None]
    for line in lines:
        other = unit_kind(line.satuan) is not unit_kind(unit)
        if other and line.harga is not None and min(prices) <= line.harga <= max(prices):
            reason = _("%(count)d barang sejenis dihargai per %(unit)s pada kisaran harga yang sama.") % {
                "count": len(prices),
                "unit": unit,
            }
            yield _finding([line], line.satuan, reason, proposal=unit)


def _finding(lines: Sequence[PriceLine], original: str, reason: str, *, proposal: str = "") -> PriceFinding:
    rows = [line.row for line in lines]
    return finding(
        PriceKind.SATUAN_BERTENTANGAN,
        Severity.WARNING,
        Place(rows, "satuan", original),
        reason,
        proposal=proposal,
        holds=True,
        certainty=Certainty.LIKELY if proposal else Certainty.NONE,
        changes=tuple(Change(row, "satuan", proposal) for row in rows) if proposal else (),
    )
