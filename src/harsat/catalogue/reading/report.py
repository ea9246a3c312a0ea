"""Says a review in lines for a terminal: counts, repairs, a table of reasons, one example of each."""

from __future__ import annotations

from django.utils.translation import gettext as _

from harsat.catalogue.reading.reasons import LABELS
from harsat.catalogue.reading.review import Review


def report_lines(review: Review) -> list[str]:
    """The report, most frequent reason first; a code may stand under several reasons."""
    lines = [
        _("Lembar %(sheet)s: %(rows)d baris komponen, %(codes)d kode analisa.")
        % {"sheet": review.sheet, "rows": review.rows, "codes": len(review.trusted) + len(review.listed)},
        _("Dipercaya: %(trusted)d kode. Ditahan: %(listed)d kode.")
        % {"trusted": len(review.trusted), "listed": len(review.listed)},
    ]
    return [*lines, *_repair_lines(review), *_reason_lines(review)]


def _repair_lines(review: Review) -> list[str]:
    repairs = review.repairs()
    if not repairs:
        return []
    title = _("Perbaikan yang dilakukan pada kode yang dipercaya:")
    return ["", title, *(f"  {count:>6}  {name}" for name, count in repairs.most_common())]


def _reason_lines(review: Review) -> list[str]:
    counts = review.codes_per_reason()
    if not counts:
        return []
    lines = ["", _("Alasan penahanan (satu kode dapat memiliki beberapa alasan):")]
    for reason, count in counts.most_common():
        kode, finding = review.example(reason)
        lines += [
            f"  {count:>6}  {LABELS[reason]}",
            _("          misalnya %(s)s") % {"s": finding.sentence(kode)},
        ]
    return lines
