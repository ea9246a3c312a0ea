"""Why a koefisien is doubted, in words: the strongest argument a person can check against the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.desimal.experts import Expert
from harsat.catalogue.diagnosis.desimal.geometry import geometry_experts, geometry_words
from harsat.catalogue.diagnosis.desimal.ratios import LARGEST_ANALYSIS
from harsat.catalogue.diagnosis.desimal.rows import Reading, Row
from harsat.catalogue.diagnosis.desimal.weighing import Weighing
from harsat.engine.numbers import id_text

_DECIMALS = 6
_SIBLINGS_LEAST = 3
_FAR = 0.3
"""Powers of ten (a factor of two) that a value must stand outside a range before the range is an argument."""
_CLEARLY = 4.0
_REPAIRED = 0.1
_FLOOR = 0.01


class _Witness(NamedTuple):
    """A sound value of a resource and where it stands."""

    analysis: str
    section: str
    row: Row

    @property
    def size(self) -> float:
        return self.row.best.size


class Reasons:
    """Arguments from the rows that were never in doubt, and from those of the same analysis."""

    def __init__(self, weighing: Weighing) -> None:
        self._analyses = weighing.analyses
        self._ratios = weighing.ratios
        self._losses = weighing.losses
        self._witnesses: dict[int, list[_Witness]] = defaultdict(list)
        for row in weighing.rows:
            if _sound(row):
                witness = _Witness(row.analysis, row.contexts.section, row)
                self._witnesses[row.contexts.resource].append(witness)

    def sentence(self, row: Row, reading: Reading, second: Reading | None) -> str:
        """The best argument for the first reading, or how the file loses its marks; two readings are named before."""
        argued = [*self._best(row, reading)] or [_plain(row, reading), *self._absent(reading)]
        return " ".join([*_two(row, reading, second), *argued])

    def _best(self, row: Row, reading: Reading) -> Iterator[str]:
        for argument in (self._equal, self._ratio, self._geometry, self._range):
            if words := argument(row, reading):
                yield words
                return

    def _equal(self, row: Row, reading: Reading) -> str:
        """Analyses that carry exactly the proposed value for the same resource, the closest first."""
        found = [one for one in self._witnesses[row.contexts.resource] if one.row.best.key == reading.key]
        near = {one.analysis for one in found if one.section == row.contexts.section}
        if not found:
            return ""
        words = _("%(number)d analisa lain memuat %(value)s untuk %(item)s.")
        if near:
            words = _("%(number)d analisa setara memuat %(value)s.")
        number = len(near or {one.analysis for one in found})
        return words % {"number": number, "value": _value(row, reading), "item": row.line.item}

    def _ratio(self, row: Row, reading: Reading) -> str:
        """The companion whose usual ratio parts the proposal from what stands there most clearly."""
        gains = [(self._gain(row, other, reading), other) for other in self._companions(row)]
        gain, companion = max(gains, key=lambda pair: pair[0], default=(0.0, row))
        if gain < _CLEARLY:
            return ""
        words = _("Perbandingan %(item)s dan %(other)s (%(beside)s) wajar pada %(value)s, tidak pada %(original)s.")
        return words % {
            "item": row.line.item,
            "other": companion.line.item,
            "beside": _value(companion, companion.best),
            "value": _value(row, reading),
            "original": _value(row, row.readings[0]),
        }

    def _companions(self, row: Row) -> Sequence[Row]:
        rows = self._analyses[row.analysis]
        return [other for other in rows if other is not row] if len(rows) <= LARGEST_ANALYSIS else []

    def _gain(self, row: Row, other: Row, reading: Reading) -> float:
        """How many times better the companion likes the proposal; one that is repaired itself persuades less."""
        expert = self._ratios.expert(row, other, other.best)
        if not expert or expert.weight == 1:
            return 0.0
        return _times(expert, row, reading) * (_REPAIRED if other.best.places and other.doubted else 1)

    def _geometry(self, row: Row, reading: Reading) -> str:
        experts = geometry_experts(row, self._companions(row))
        return geometry_words(row.line) if any(_times(one, row, reading) > _CLEARLY for one in experts) else ""

    def _range(self, row: Row, reading: Reading) -> str:
        """What the same resource runs to in the section, else in the whole file."""
        witnesses = self._witnesses[row.contexts.resource]
        near = [one for one in witnesses if one.section == row.contexts.section]
        return _range_words(row, reading, near, _("analisa setara")) or _range_words(
            row, reading, witnesses, _("analisa lain")
        )

    def _absent(self, reading: Reading) -> Iterator[str]:
        if self._losses.absent(reading):
            words = _("Berkas ini hampir tidak memuat pecahan %(places)d desimal %(side)s: tandanya hilang.")
            side = _("di atas satu") if reading.whole else _("di bawah satu")
            yield words % {"places": reading.places, "side": side}


def _sound(row: Row) -> bool:
    """A fraction, or a small whole number that is believed."""
    return not row.doubted or (not row.tied and row.settled is not None and not row.settled.places)


def _times(expert: Expert, row: Row, reading: Reading) -> float:
    return (expert.density(reading.size) + _FLOOR) / (expert.density(row.readings[0].size) + _FLOOR)


def _two(row: Row, reading: Reading, second: Reading | None) -> Iterator[str]:
    if second:
        values = {"first": _value(row, reading), "second": _value(row, second)}
        yield _("Dua bacaan mungkin: %(first)s atau %(second)s.") % values


def _range_words(row: Row, reading: Reading, group: Sequence[_Witness], where: str) -> str:
    if len({one.analysis for one in group}) < _SIBLINGS_LEAST:
        return ""
    low, high = min(group, key=lambda one: one.size), max(group, key=lambda one: one.size)
    inside = low.size - _FAR <= reading.size <= high.size + _FAR
    if not inside or row.readings[0].size <= high.size + _FAR:
        return ""
    return _("%(item)s pada %(where)s berkisar %(low)s sampai %(high)s %(unit)s; %(original)s jauh di atasnya.") % {
        "item": row.line.item,
        "where": where,
        "low": _value(low.row, low.row.best),
        "high": _value(high.row, high.row.best),
        "unit": row.line.satuan,
        "original": _value(row, row.readings[0]),
    }


def _plain(row: Row, reading: Reading) -> str:
    return _("%(original)s %(unit)s terlalu besar di antara baris sejenis, %(value)s lazim.") % {
        "original": _value(row, row.readings[0]),
        "unit": row.line.satuan,
        "value": _value(row, reading),
    }


def _value(row: Row, reading: Reading) -> str:
    """A number as an Indonesian reads it, without grouping: 13125 must not look like 13.125."""
    return id_text(row.value(reading.places), _DECIMALS, grouping=False, trim=True)
