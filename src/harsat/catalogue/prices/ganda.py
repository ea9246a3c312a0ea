"""One thing said several times: the same row again, several prices for one thing, one code for several things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.findings import DROP, Change
from harsat.catalogue.diagnosis.kinds import Certainty, Severity
from harsat.catalogue.prices.book import PriceBook, PriceFinding, PriceLine, grouped
from harsat.catalogue.prices.cleaning import Place, finding
from harsat.catalogue.prices.kinds import PriceKind
from harsat.catalogue.prices.names import names_agree
from harsat.catalogue.prices.units import price_unit_key
from harsat.engine.numbers import canonical

SHOWN = 4


def find(book: PriceBook) -> list[PriceFinding]:
    """Repeated rows, several prices, several things under a code."""
    found: list[PriceFinding] = []
    for lines in book.by_key.values():
        if len(lines) > 1 and lines[0].nama:
            found.extend(_repeated(lines))
    found.extend(_codes(book))
    return found


def _repeated(lines: Sequence[PriceLine]) -> Iterator[PriceFinding]:
    """Rows of one key: those that say the same are dropped but for the first; what differs is held, all of it."""
    same = grouped(((line.kode.lower(), line.harga), line) for line in lines)
    for group in same.values():
        if len(group) > 1:
            yield _duplicate(group)
    priced = [line for line in lines if line.harga is not None]
    if len({line.harga for line in priced}) > 1:
        yield _several(priced)


def _duplicate(lines: Sequence[PriceLine]) -> PriceFinding:
    rows = [line.row for line in lines]
    return finding(
        PriceKind.DUPLIKAT,
        Severity.INFO,
        Place(rows, "", lines[0].uraian),
        _("Mengulang %(first)s (%(rows)s); disimpan sekali.")
        % {"rows": ", ".join(line.where for line in lines[1:]), "first": lines[0].where},
        repaired=True,
        certainty=Certainty.SURE,
        changes=tuple(Change(row, DROP, "") for row in rows[1:]),
    )


def _several(lines: Sequence[PriceLine]) -> PriceFinding:
    prices = list(dict.fromkeys(canonical(line.harga, None) for line in lines if line.harga is not None))
    return finding(
        PriceKind.HARGA_GANDA,
        Severity.DANGER,
        Place([line.row for line in lines], "harga", " | ".join(prices)),
        _("%(count)d harga untuk %(name)s (%(satuan)s): %(prices)s. Pilih satu; tidak ada yang dipilihkan.")
        % {
            "count": len(prices),
            "name": lines[0].uraian,
            "satuan": lines[0].satuan,
            "prices": "; ".join(f"{line.where} {line.price_words}" for line in lines),
        },
        holds=True,
    )


def _codes(book: PriceBook) -> Iterator[PriceFinding]:
    by_code = grouped(((line.kode.lower(), price_unit_key(line.satuan)), line) for line in book.lines if line.kode)
    for lines in by_code.values():
        names = {line.uraian.lower(): line for line in lines}
        if len(names) > 1:
            yield _code(list(names.values()), lines)


def _code(named: Sequence[PriceLine], lines: Sequence[PriceLine]) -> PriceFinding:
    alike = all(names_agree(named[0].uraian, other.uraian) for other in named[1:])
    return finding(
        PriceKind.KODE_GANDA,
        Severity.DANGER,
        Place([line.row for line in lines], "kode", lines[0].kode),
        (
            _("Kode %(kode)s ditulis dengan %(count)d nama yang mirip: %(names)s.")
            if alike
            else _("Kode %(kode)s dipakai untuk %(count)d barang: %(names)s.")
        )
        % {
            "kode": lines[0].kode,
            "count": len(named),
            "names": "; ".join(line.uraian for line in named[:SHOWN]),
        },
        holds=True,
    )
