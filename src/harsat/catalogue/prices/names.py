"""Names of goods compared: what is the thing, what is its size, and which words only say that it is a thing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from harsat.catalogue.search import normalise

# words that say that something is labour, goods or for hire, but not which
_SILENT_WORDS = (
    "upah tenaga biaya harga bahan material alat peralatan sewa tipe type merk merek setara sekualitas"
    " sejenis kualitas ukuran uk dia diameter dn tebal panjang lebar tinggi per untuk jenis dan atau dengan yang di"
    " ex eks lokal spesifikasi spek standar lengkap orang cm mm kg inch inci inc ltr liter gr gram mpa mm2 m2 m3"
)
_SILENT = frozenset(_SILENT_WORDS.split())
# what the trade calls by several names: the left one is read as the right one, phrases first
_PHRASES = {
    "portland cement": "semen portland",
    "semen pc": "semen portland",
    "semen portland pc": "semen portland",
    "semen portland semen": "semen portland",
    "baja tulangan": "besi beton",
    "besi tulangan": "besi beton",
    "kawat beton bendrat": "kawat beton",
    "kawat bendrat": "kawat beton",
    "kawat ikat beton": "kawat beton",
    "bata merah": "batu bata",
    "tukang tembok": "tukang batu",
    "tukang batu tembok": "tukang batu",
    "tukang besi besi beton": "tukang besi",
    "buruh lapangan": "pekerja",
    "pekerja terlatih": "pekerja",
    "batu split": "kerikil",
    "batu pecah": "kerikil",
}
_TRADE = {
    "ubin": "keramik",
    "cement": "semen",
    "multiplek": "plywood",
    "multipleks": "plywood",
    "triplek": "plywood",
    "tripleks": "plywood",
    "split": "kerikil",
    "koral": "kerikil",
    "supir": "sopir",
    "kenek": "kernet",
    "laden": "pekerja",
    "buruh": "pekerja",
    "stainlees": "stainless",
    "paralon": "pvc",
    "pralon": "pvc",
}
_PHRASE = re.compile(r"\b(?:" + "|".join(sorted(_PHRASES, key=len, reverse=True)) + r")\b")
_SIZE = re.compile(r"(?<!\d)(?<!\bm)(?<!\bcm)(?<!\bmm)\d+(?:[.,/]\d+)*")


class Name(NamedTuple):
    """A name taken apart: all words as written, the words that say what it is, the figures that say how large."""

    text: str
    words: frozenset[str]
    sizes: frozenset[str]


@lru_cache(maxsize=32_768)
def name_read(text: str) -> Name:
    """Take a name apart: "Paku 5 - 12 cm" -> {paku}, {5, 12}; "Semen PC" -> {semen, portland}, no size."""
    plain = _PHRASE.sub(lambda found: _PHRASES[found.group()], re.sub(r"(?<=[a-z])/(?=[a-z])", " ", normalise(text)))
    words = (_TRADE.get(word, word) for word in re.findall(r"[a-z][a-z'\-]+", plain))
    sizes = frozenset(size.replace(",", ".") for size in _SIZE.findall(plain))
    return Name(plain, frozenset(word for word in words if word not in _SILENT), sizes)


def name_key(text: str) -> str:
    """What two spellings of one name share: case, marks and trade synonyms do not count."""
    return name_read(text).text


def names_agree(first: str, second: str) -> bool:
    """Whether two names may be the same thing: an empty one contradicts nothing, else a telling word is shared."""
    if not first or not second:
        return True
    one, other = name_read(first), name_read(second)
    return one.text == other.text or bool(one.words & other.words)
