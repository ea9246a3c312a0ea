"""Small pieces of the sentences that give a reason: rows, amounts and names as a reader expects them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.angka import canonical
from harsat.catalogue.diagnosis.book import Line

NAMES_SHOWN = 6


def rows_text(rows: Sequence[int]) -> str:
    """Rows in short: [498, 590, 591, 592] -> "498, 590–592"."""
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in stretches(sorted(rows)))


def stretches(rows: Sequence[int]) -> list[list[int]]:
    """Rows in runs of consecutive numbers: [1, 2, 5] -> [[1, 2], [5]]."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def amount_text(line: Line) -> str:
    """The amount of a line with its unit, as it stands where it has no reading: "0.25 OH"."""
    amount = line.koefisien_text if line.koefisien is None else canonical(line.koefisien)
    return f"{amount} {line.satuan}".strip()


def names_text(names: Sequence[str]) -> str:
    """Names in a row; beyond six only how many more: "1.1.1, ... dan 4 lainnya"."""
    shown = ", ".join(names[:NAMES_SHOWN])
    more = len(names) - NAMES_SHOWN
    return _("%(shown)s dan %(more)d lainnya") % {"shown": shown, "more": more} if more > 0 else shown
