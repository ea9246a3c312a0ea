"""Works that stand as components of another work: found by the words of their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from harsat.catalogue.diagnosis.book import Book, Line
from harsat.catalogue.diagnosis.findings import Change, Finding
from harsat.catalogue.diagnosis.kinds import Certainty, Kind, Severity
from harsat.catalogue.units import unit_key

_WORD = re.compile(r"[a-z0-9]+(?:[.,]\d+)?")
_COUNT = re.compile(r"\b1\s?(?:m[23'’²³]?|buah|unit|kg|titik)(?![\w'’²³])", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:peng|peny|pem|pen|meng|meny|mem|men|pe|me)(?=[a-z]{4})")
_SUFFIX = re.compile(r"(?<=[a-z]{4})an$")
_EMPTY = frozenset(
    {"dan", "untuk", "dengan", "yang", "di", "cara", "secara", "kerja", "pekerja", "mutu", "pasang", "buat"}
)
WORDS_LEAST = 2


class WorkName(NamedTuple):
    """A work that can be nested."""

    kode: str
    nama: str
    satuan: str


class Works(NamedTuple):
    """Works by each word of their names, and the words of each."""

    by_word: Mapping[str, set[str]]
    words: Mapping[str, tuple[WorkName, frozenset[str]]]

    def named_by(self, item: str, satuan: str, kode: str) -> list[WorkName]:
        """Other works in this unit whose names hold every word of the item, best those that hold no other."""
        words = name_words(item)
        if len(words) < WORDS_LEAST:
            return []
        found = set.intersection(*(self.by_word.get(word, set()) for word in words)) - {kode}
        same = [self.words[code] for code in found if unit_key(self.words[code][0].satuan) == unit_key(satuan)]
        exact = [work for work, own in same if own == words]
        return sorted(exact or [work for work, _own in same])


def find(book: Book) -> list[Finding]:
    """Nested works that are not in the file, and those counted in another unit than their own."""
    return [found for line in book.lines if line.target_kode for found in _nested(line, book)]


def _nested(line: Line, book: Book) -> Iterator[Finding]:
    target = book.analyses.get(line.target_kode)
    if target is None:
        reason = _("Pekerjaan %(kode)s yang dimuat baris ini tidak ada di berkas.") % {"kode": line.target_kode}
        yield Finding(
            Kind.RUJUKAN_HILANG,
            Severity.DANGER,
            line.kode,
            (line.row,),
            "target_kode",
            line.target_kode,
            "",
            reason,
            blocking=True,
        )
    elif (satuan := target[0].satuan_pekerjaan) and unit_key(line.satuan) != unit_key(satuan):
        reason = _("Baris ini memuat pekerjaan %(kode)s yang bersatuan %(satuan)s.")
        yield Finding(
            Kind.SATUAN_SUMBER_DAYA,
            Severity.DANGER,
            line.kode,
            (line.row,),
            "satuan",
            line.satuan,
            satuan,
            reason % {"kode": line.target_kode, "satuan": satuan},
            (Change(line.row, "satuan", satuan),),
            Certainty.LIKELY,
            blocking=not line.satuan,
        )


def works_named(book: Book) -> Works:
    """All works of the file by the words of their names."""
    by_word: dict[str, set[str]] = defaultdict(set)
    words: dict[str, tuple[WorkName, frozenset[str]]] = {}
    for kode, lines in book.analyses.items():
        first = lines[0]
        words[kode] = WorkName(kode, first.nama, first.satuan_pekerjaan), name_words(first.nama)
        for word in words[kode][1]:
            by_word[word].add(kode)
    return Works(by_word, words)


@lru_cache(maxsize=16_384)
def name_words(nama: str) -> frozenset[str]:
    """The stems that tell works apart: "Penggalian 1 m3 tanah biasa" and "Galian tanah biasa" share all three."""
    return frozenset(stem for stem in map(_stem, _WORD.findall(_COUNT.sub(" ", nama.lower()))) if stem not in _EMPTY)


def _stem(word: str) -> str:
    return _SUFFIX.sub("", _PREFIX.sub("", word))
