"""How well lost decimal separators are found: sound rows are damaged by a seed, and the findings counted.

    .venv/bin/python tools/bench_diagnosis.py [SEED...]

Without seeds three are drawn and printed, so that a figure can be had again. The files are those of the shared data
folder (HARSAT_SHARED names another place); the starter catalogue stands in where there is none.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from harsat.catalogue.diagnosis.book import Line

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("HARSAT_SHARED", ROOT.parent / "shared")) / "data"
STARTERS = ROOT / "src" / "harsat" / "starters" / "data"
SHARED_FILES = ("ahsp_2025_cipta_karya.xlsx", "ahsp_common.csv")
SEEDS = 3
DAMAGES = (("5 % pecahan", 0.05, 1), ("5 %, dua desimal lebih", 0.05, 2), ("20 % pecahan", 0.20, 1))


class Score(NamedTuple):
    """Counts of one damaged book: faults made, findings, faults found, proposals right, the same of the sure ones."""

    made: int
    findings: int
    found: int
    right: int
    sure: int
    sure_right: int
    seconds: float


def main() -> None:
    """Damage every file with every seed and print a line each."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harsat.config.settings")
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    seeds = [int(seed) for seed in sys.argv[1:]] or [random.SystemRandom().randrange(10**6) for _seed in range(SEEDS)]
    heads = "".join(f"{word + ' %':>8}" for word in ("temu", "tepat", "usul", "yakin"))
    print(f"{'berkas, kerusakan, benih':<58}{'salah':>6}{heads}{'detik':>7}")
    for name, lines in books():
        for label, share, least in DAMAGES:
            for seed in seeds:
                damaged, truth = damage(lines, share, least, random.Random(seed))  # noqa: S311 a seed is wanted
                _print(f"{name}, {label}, {seed}", judge(damaged, truth))


def books() -> Iterator[tuple[str, list[Line]]]:
    """Names and sound lines of the catalogues at hand."""
    shared = [path for name in SHARED_FILES if (path := SHARED / name).is_file()]
    for paths in [[path] for path in shared] or [[STARTERS / "analisa.csv", STARTERS / "komponen.csv"]]:
        yield paths[-1].stem, sound_lines(paths)


def sound_lines(paths: Sequence[Path]) -> list[Line]:
    """The lines of files read as one, without native numbers in a column of text: those are faults from before."""
    from harsat.catalogue.diagnosis.cleaning import book_read
    from harsat.catalogue.reading.reader import files_read

    rows = files_read(paths).rows
    text = any(isinstance(row.koefisien, str) for row in rows)
    return list(book_read([row for row in rows if not text or isinstance(row.koefisien, str)])[0].lines)


def damage(
    lines: Sequence[Line], share: float, least: int, chance: random.Random
) -> tuple[list[Line], dict[int, Decimal]]:
    """Lines of which a share of the fractions lost its separator, and what these were: 0.0387 -> 387."""
    damaged, truth = [], {}
    for line in lines:
        value = line.koefisien.normalize() if line.koefisien else Decimal(0)
        if -int(value.as_tuple().exponent) >= least and chance.random() < share:
            truth[line.row] = value
            whole = Decimal(int("".join(map(str, value.as_tuple().digits))))
            damaged.append(line._replace(koefisien=whole, koefisien_text=str(whole)))
        else:
            damaged.append(line)
    return damaged, truth


def judge(lines: Sequence[Line], truth: dict[int, Decimal]) -> Score:
    """What the detector finds in the damaged lines, counted against the truth."""
    from harsat.catalogue.diagnosis.book import Book
    from harsat.catalogue.diagnosis.desimal import find
    from harsat.catalogue.diagnosis.kinds import Certainty

    start = process_time()
    findings = find(Book(lines))
    seconds = process_time() - start
    right = {finding.rows[0] for finding in findings if truth.get(finding.rows[0]) == Decimal(finding.proposal)}
    sure = {finding.rows[0] for finding in findings if finding.certainty is Certainty.SURE}
    found = sum(finding.rows[0] in truth for finding in findings)
    return Score(len(truth), len(findings), found, len(right), len(sure), len(sure & right), seconds)


def _print(name: str, score: Score) -> None:
    shares = (
        (score.found, score.made),
        (score.found, score.findings),
        (score.right, score.found),
        (score.sure_right, score.sure),
    )
    figures = "".join(f"{100 * part / whole:8.1f}" if whole else f"{'-':>8}" for part, whole in shares)
    print(f"{name:<58}{score.made:>6}{figures}{score.seconds:>7.2f}")


if __name__ == "__main__":
    main()
