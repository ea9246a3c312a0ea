"""The unit of a work, often stated only inside its name, and whether an m3 can be believed."""

from __future__ import annotations

import re

from harsat.catalogue.units import unit_read

_COUNTED = re.compile(
    r"(?<![\d.,/])1\s?(?P<unit>unit|set|buah|bh|titik|batang|lembar|pohon|tunggul|kali|hari|jam|lot|ls|kg|ton|ha"
    r"|liter|m[23²³]|m['’1]|m)(?![\w'’²³])",
    re.IGNORECASE,
)
_PER = re.compile(r"\bper[- ]?(?P<unit>m[23²³]|m['’1]|m|kg|buah|unit|titik)(?![\w'’²³])", re.IGNORECASE)
_OCCASIONS = frozenset({"hari", "kali", "jam"})
# what stands before "1 m" when it is a measure and not the unit of the work
_MEASURE_BEFORE = re.compile(
    r"(?:s\.?\s?d\.?|sampai|volume|jarak|panjang|tinggi|kapasitas|kap\.?|tiap|tambah|lebar|dalam|kedalaman|diukur"
    r"|sejauh|dari|[<>=≥≤x×+:;-])\s*$",
    re.IGNORECASE,
)
_VOLUME = re.compile(
    r"\b(?:peng)?gali(?:an)?\b|\bur[ui][kg](?:an)?\b|timbunan|pemadatan|pembuangan|angkut|\bbeton\b"
    r"|pasangan ba(?:tu|ta)|batu (?:kosong|belah|kali)|[fp]ondasi|bronjong|grouting|kuda-kuda|gord[ei]ng"
    r"|perkerasan",
    re.IGNORECASE,
)
_LINEAR = re.compile(
    r"\b(?:pagar|kabel|kusen|pipa|plint|list|lisplank|nok|bubung(?:an)?|talang|jurai|waterstop|skoning|nosing"
    r"|bouwplank|pengelasan|buis|saluran|u-?ditch|conduit|kanstin|kansteen|railing|strip|profil|shalimar|tali)\b",
    re.IGNORECASE,
)
_LENGTH_IN_M3 = re.compile(
    r"\b(?:jarak|tinggi|kenaikan|kedalaman|sedalam|lebar|panjang|pjg)\b(?:(?!volume|untuk).){0,25}?\d\s?m3",
    re.IGNORECASE,
)


def work_unit_find(nama: str) -> str | None:
    """The printed unit after the first counted "1", or after "Per-" at the beginning; None without one.

    A name that counts occasions of something else ("1 hari untuk 1 buah pohon") has two units, hence none.
    "Penggalian 1 m3 tanah biasa sedalam s.d. 1 m" -> "m3"; "Per-m' penetrasi tiang" -> "m'".
    """
    if match := _PER.match(nama):
        return unit_read(match["unit"])
    counted = [unit_read(match["unit"]) for match in _COUNTED.finditer(nama) if _is_count(nama, match)]
    if not counted:
        return None
    first = counted[0]
    if first in _OCCASIONS and (set(counted) != {first} or _PER.search(nama)):
        return None
    return first


def volume_doubtful(nama: str, satuan: str) -> bool:
    """Whether an m3 in the name may be a misread m'.

    A work in m3 must speak of something that fills a volume (galian, beton, pasangan batu) and of nothing
    that runs (kabel, kusen, pipa, ...); and no length may be stated in m3 ("beda tinggi 1 m3").
    """
    if satuan == "m3" and (_LINEAR.search(nama) or not _VOLUME.search(nama)):
        return True
    return bool(_LENGTH_IN_M3.search(nama))


def component_volume_doubtful(uraian: str) -> bool:
    """Whether a component sold by m3 is named like something sold by the metre: "Pipa PVC" in m3."""
    return bool(_LINEAR.search(uraian))


def _is_count(nama: str, match: re.Match[str]) -> bool:
    return not _MEASURE_BEFORE.search(nama[: match.start()])
