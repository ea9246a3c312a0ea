"""Families of work and material in the trade: what is laid by the metre, what fills a volume, what only looks so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harsat.catalogue.diagnosis.book import Line
from harsat.catalogue.units import unit_read

LINEAR = re.compile(
    r"\b(?:pagar|bouwplank|kabel|kawat duri|conduit|tray|kusen|kosen|pipa|buis|talang|jurai|nok|bubung(?:an)?"
    r"|lis(?:t|plan[gk])?|plint|step ?nosing|nosing|skoning|waterstop|shalimar|selimar|railing|handrail|hand rail"
    r"|reling|kanstin|kansteen|kerb|saluran|u-?ditch|gorong-gorong|box culvert|pengelasan|penetrasi|kolom praktis"
    r"|balok praktis|ring ?balk praktis|sponengan|tali air|tali|hollow|profil|strip|selang|rantai|pita|sealant"
    r"|expansion joint|dilatasi|garis|marka|guard ?rail|sheet pile|turap|tiang pancang|bore[d]? pile|lubang bor)\b",
    re.IGNORECASE,
)
VOLUME = re.compile(
    r"\b(?:beton|tanah|pasir|batu|bata|lumpur|cadas|sirtu|makadam|kerikil|koral|agregat|aggregat|mortar|bronjong"
    r"|fondasi|pondasi|grouting|kuda-kuda|gord[ei]ng|perkerasan|aspal|laston|lataston|balok kayu|puing|sampah|gambut"
    r"|urug(?:an)?|uruk(?:an)?|timbunan|galian|pemadatan|pembuangan|rabat|cyclop|siklop|dewatering|air)\b",
    re.IGNORECASE,
)
VOLUME_WORK = re.compile(
    r"^\W*(?:(?:pekerjaan|pelaksanaan)\s+)?(?:1\s?m3\s+)?(?:peng|me)?(?:gali(?:an)?|urug(?:an)?|uruk(?:an)?|timbun(?:an)?"
    r"|penimbunan|pengurugan|mengurug|pemadatan|padatkan|mengangkut|pengangkutan|pembuangan|pengecoran)\b",
    re.IGNORECASE,
)
RUN_ITEM = re.compile(
    r"\b(?:pipa|hose|selang|kabel|profil|rangka (?:aluminium|metal|hollow|baja)|hollow|strip|list?|lisplan[gk]|railing"
    r"|conduit|talang|wallpaper|plint|waterstop|tali|rantai|furring|siku|kanal|unp|cnp|wf|tulangan|kawat|nyy|nya|nym"
    r"|nyfgby)\b",
    re.IGNORECASE,
)
_TIMBER = re.compile(r"\b(?:kayu|papan|kaso|reng|balok|dolken|bambu|multiple[kx]s?)\b", re.IGNORECASE)
_HEAD_START = re.compile(r"(?<![\d.,/])1\s?m(?:[23²³]|['’1])?(?![\w'’²³])\s*(?:pekerjaan\s+)?", re.IGNORECASE)
_HEAD_END = re.compile(
    r"[,;(:]|(?:^|\s)(?:untuk|dengan|dari|cara|secara|menggunakan|memakai|pakai|ukuran|uk\.?|tinggi|lebar|tebal|jarak"
    r"|sedalam|pada|di|bentang)\b|$",
    re.IGNORECASE,
)
# cement is left out: it fills nothing without sand, and a cement that lost its decimal mark must not fill a plinth
_HEAVY = re.compile(r"pasir|kerikil|agregat|aggregat|split|batu|koral|sirtu|aspal|mortar", re.IGNORECASE)
_KG_PER_M3 = 1600.0
_FILLED = (0.6, 2.5)  # m3 of loose material per m3 of work: from bulking and waste 1.02 .. 1.75, less where stone is kg
_RUN = (1.0, 1.7)  # m' of material per m' of work: waste of 5 % .. 20 %, fittings up to 60 %
_RUN_LEAST = 0.3


def head_of_work(nama: str) -> str:
    """What the work is, in the words after the counted unit, else before it.

    "Pemasangan 1 m3 PVC Waterstop lebar 15 cm" -> "PVC Waterstop"; "Pengelasan 1 m3 dengan las" -> "Pengelasan".
    """
    start = _HEAD_START.search(nama)
    if start is None:
        return _cut(nama)
    return _cut(nama[start.end() :]) or _cut(nama[: start.start()])


def volume_filled(lines: Sequence[Line]) -> float | None:
    """m3 of material built into one unit of the work, None when it is not about one m3 (nor ever believable)."""
    filled = volume_built_in(lines)
    return filled if _FILLED[0] <= filled <= _FILLED[1] else None


def volume_built_in(lines: Sequence[Line]) -> float:
    """m3 of material per unit of the work: what is measured in m3, and sand and stone in kg; cement is left out."""
    return sum(_volume(line) for line in lines)


def runs_along_itself(lines: Sequence[Line]) -> Line | None:
    """The material that is as long as the work itself: 1.05 m' of pipe per unit, or 1.1 "m3" of a gypsum list."""
    for line in lines:
        if line.kategori != "TK" and line.koefisien is not None and _RUN[0] <= line.koefisien <= _RUN[1]:
            unit = unit_read(line.satuan)
            if unit == "m'" or (unit == "m3" and run_in_volume(line)):
                return line
    return None


def run_in_volume(line: Line) -> bool:
    """Whether a component sold by the metre stands in m3: 2 m3 of pipe. Timber is sold by m3, at small koefisien."""
    return (
        unit_read(line.satuan) == "m3"
        and line.koefisien is not None
        and line.koefisien >= _RUN_LEAST
        and RUN_ITEM.search(line.item) is not None
    )


def _volume(line: Line) -> float:
    if line.kategori == "TK" or line.koefisien is None:
        return 0.0
    unit = unit_read(line.satuan)
    if unit == "m3" and not run_in_volume(line):
        return float(line.koefisien)
    if unit == "kg" and _HEAVY.search(line.item):
        return float(line.koefisien) / _KG_PER_M3
    return 0.0


def _cut(text: str) -> str:
    end = _HEAD_END.search(text)
    return (text[: end.start()] if end else text).strip()
