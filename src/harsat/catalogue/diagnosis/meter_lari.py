"""Works that run along their length and are named m3, because the prime of m' was read as a 3."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.diagnosis.keluarga import (
    LINEAR,
    VOLUME,
    VOLUME_WORK,
    head_of_work,
    runs_along_itself,
    volume_built_in,
    volume_filled,
)
from harsat.catalogue.diagnosis.kinds import Certainty
from harsat.catalogue.units import unit_read
from harsat.engine.snapshot import Kategori

FAMILY_LEAST = 3
FAMILY_SHARE = 0.8
BARELY_FILLED = 0.2  # m3 of material per m3 of work: less than this is a joint or a bedding, never a body


class Work(NamedTuple):
    """All rows of one code under one name."""

    kode: str
    nama: str
    satuan: str
    lines: Sequence[Line]


class Doubt(NamedTuple):
    """Why an m3 cannot be believed, and how sure it is that m' was meant."""

    reason: str
    certainty: Certainty


def families_learned(works: Sequence[Work]) -> frozenset[str]:
    """First words of the works this file itself counts by the metre: what they name is laid along its length."""
    units: dict[str, Counter[str]] = defaultdict(Counter)
    for work in works:
        if (head := head_of_work(work.nama)) and not VOLUME.match(head):
            units[head.split()[0].lower()][unit_read(work.satuan) or ""] += 1
    return frozenset(
        word
        for word, count in units.items()
        if len(word) > FAMILY_LEAST
        and count["m'"] >= FAMILY_LEAST
        and count["m'"] >= FAMILY_SHARE * (count.total() - count["m3"])
    )


def metre_run_find(work: Work, families: frozenset[str]) -> Doubt | None:
    """The doubt about a work in m3, None where the volume can be believed.

    Believed is what fills a cubic metre with material, and what names earth, concrete or stone first. Doubted is what
    names a pipe, a frame or a skirting, what takes about 1 m' of material per unit, and what hardly fills anything.
    """
    run = runs_along_itself(work.lines)
    head = head_of_work(work.nama)
    if (volume_filled(work.lines) is not None and run is None) or _solid(work.nama, head):
        return None
    thin = _thin(work.lines)
    if word := _linear_word(head, families):
        return Doubt(_reason_named(word, run), Certainty.SURE if run or thin else Certainty.LIKELY)
    if run:
        return Doubt(_reason_run(run), Certainty.LIKELY)
    return Doubt(_reason_thin(), Certainty.TWO_READINGS) if thin else None


def _solid(nama: str, head: str) -> bool:
    """Whether the name says earth, concrete or stone before anything linear: "beton saluran", not "buis beton"."""
    if VOLUME_WORK.search(nama):
        return True
    linear, solid = LINEAR.search(head), VOLUME.search(head)
    return solid is not None and (linear is None or solid.start() < linear.start())


def _linear_word(head: str, families: frozenset[str]) -> str:
    if linear := LINEAR.search(head):
        return linear.group()
    first = head.split(maxsplit=1)[0] if head else ""
    return first if first.lower() in families else ""


def _thin(lines: Sequence[Line]) -> bool:
    """Whether what is built in cannot fill a volume: materials are there, and hardly any of them by volume."""
    return volume_built_in(lines) < BARELY_FILLED and any(line.kategori is Kategori.BHN for line in lines)


def _reason_named(word: str, run: Line | None) -> str:
    if run is None:
        reason = _("Satuannya m3, padahal %(word)s dihitung per meter lari; petik pada m' sering terbaca angka 3.")
        return reason % {"word": word}
    return _(
        "Satuannya m3, padahal %(word)s dihitung per meter lari (bahan %(item)s: %(koefisien)s %(satuan)s);"
        " petik pada m' sering terbaca angka 3."
    ) % {"word": word, "item": run.item, "koefisien": run.koefisien_text, "satuan": run.satuan}


def _reason_run(run: Line) -> str:
    return _(
        "Satuannya m3, padahal bahan utamanya dihitung per meter lari"
        " (%(item)s: %(koefisien)s %(satuan)s per satuan pekerjaan)."
    ) % {"item": run.item, "koefisien": run.koefisien_text, "satuan": run.satuan}


def _reason_thin() -> str:
    return _(
        "Satuannya m3, padahal bahannya tidak mengisi seperlima pun dari 1 m3; petik pada m' sering terbaca angka 3."
    )
