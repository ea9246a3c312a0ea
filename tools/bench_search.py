"""What a search costs on 10,000 analyses: every phrase as it is typed, letter by letter, with slips and codes.

The names are those of the national workbook (HARSAT_SHARED names the folder) or of the starter catalogue, multiplied
with other sizes, so that words and sizes grow with the catalogue. Wall time, for the database works in another process.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time

from bench_home import product_for_a_while

ANALYSES = 10_000
ROUNDS = 3
PHRASES = (
    "cor kolom",
    "besi beton 10 ulir",
    "pasang keramik lantai 40x40",
    "plesteran 1:4 tebal 15",
    "bongkar tembok",
    "cat tembok luar",
    "galian tanah pondasi",
    "urug pasir bawah lantai",
    "pintu panel kayu",
    "pipa pvc 3 inch",
    "bekisitng kolom",
    "pengecetan dinding dalm",
    "waterprofing dak",
    "kabel nym 3x2,5",
    "pohon polybag 20",
    "1 2.2.1.4",
    "p",
    "1",
    "beton",
    "pemasangan",
    "xyzzy qwert",
)


def main() -> None:
    """Fill a temporary database, or the one the environment names, measure, print."""
    with product_for_a_while():
        for name, value in search_figures().items():
            print(f"{name:<32}{value:>10.1f}")


def search_figures(analyses: int = ANALYSES) -> dict[str, float]:
    """Milliseconds by name: the first search of a process, then P50, P95 and the longest of the others."""
    from harsat.catalogue.search.find import analysis_search

    _catalogue_store(analyses)
    start = perf_counter()
    analysis_search("beton")
    first = perf_counter() - start
    typed = [phrase[:length] for phrase in PHRASES for length in range(1, len(phrase) + 1)]
    timed = [_timed(query) for _round in range(ROUNDS) for query in typed]
    times = sorted(wall for wall, _own in timed)
    cuts, own = quantiles(times, n=100), quantiles((own for _wall, own in timed), n=100)
    figures = {
        "pertama, ms": first,
        "P50, ms": cuts[49],
        "P95, ms": cuts[94],
        "terlama, ms": times[-1],
        "P95 prosesor, ms": own[94],
    }
    return {
        "analisa dicari": float(analyses),
        "pencarian": float(len(times)),
        **{name: 1000 * value for name, value in figures.items()},
    }


def _timed(query: str) -> tuple[float, float]:
    """Seconds by the wall, and of this process alone, which a busy machine shifts little."""
    from harsat.catalogue.search.find import analysis_search

    wall, own = perf_counter(), process_time()
    analysis_search(query, limit=50)
    return perf_counter() - wall, process_time() - own


def _catalogue_store(analyses: int) -> None:
    from harsat.catalogue.drafts import AnalysisDraft, KomponenDraft
    from harsat.catalogue.services import analyses_publish, edition_publish
    from harsat.engine.snapshot import Kategori

    edition = edition_publish(name=f"Uji cari {analyses}", as_of=date(2025, 1, 1))
    lines = (KomponenDraft(Kategori.TK, "L.01", "Pekerja", "OH", Decimal(1)),)
    drafts = [AnalysisDraft(kode, uraian, "m2", "", lines) for kode, uraian in _names(analyses)]
    analyses_publish(edition=edition, drafts=drafts)


def _names(analyses: int) -> Iterator[tuple[str, str]]:
    """(kode, uraian), the first copy as printed, the n-th with every number n times as large."""
    printed = list(_printed())
    for number in range(analyses):
        copy, at = divmod(number, len(printed))
        kode, uraian = printed[at]
        yield f"{copy + 1}.{kode}", _enlarged(uraian, copy + 1)[:500]


def _enlarged(uraian: str, times: int) -> str:
    return re.sub(r"\d+", lambda found: str(int(found.group()) * times), uraian) if times > 1 else uraian


def _printed() -> Iterator[tuple[str, str]]:
    root = Path(__file__).resolve().parents[2] / "shared"
    path = Path(os.environ.get("HARSAT_SHARED", root)) / "data" / "ahsp_2025_cipta_karya.xlsx"
    if not path.is_file():
        from harsat.starters.catalogue import starter_analyses

        yield from ((draft.kode, draft.uraian) for draft in starter_analyses())
        return
    from python_calamine import CalamineWorkbook

    header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    kode, nama = header.index("kode_ahsp"), header.index("nama_ahsp")
    yield from {str(row[kode]): " ".join(str(row[nama]).split()) for row in rows}.items()


if __name__ == "__main__":
    main()
