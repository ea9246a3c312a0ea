"""Forms of a word by affixes: penggalian, galian and gali are one root; only listed roots, so nothing is cut wrong."""

from __future__ import annotations

_ROOTS = (
    "pasang bongkar cor cat gali uruk plester tulang timbun padat angkut buang bersih kupas buat rawat las pancang bor"
    " siram labur pelitur aci tanam kikis kerok cuci lapis potong sambung ganti tebang tebas pangkas pupuk poles hampar"
    " giling tebar tuang rangka rakit gantung bangun kerja campur semprot tutup uji serut dempul kuras pindah cabut"
    " besi atap aspal keras cetak ada menie bubung pagar turap muat tekuk gelar hambur saring ayak urai"
)
_NASALS = {"p": "m", "t": "n", "s": "ny", "k": "ng"}
_VOWELS = "aeiou"


def _nasal(root: str) -> str:
    """The root behind pe- or me-: "pasang" -> "masang", "cat" -> "ngecat", "gali" -> "nggali", "lapis" -> "lapis"."""
    first = root[0]
    if sum(letter in _VOWELS for letter in root) == 1:
        return f"nge{root}"
    if first in _NASALS:
        return _NASALS[first] + root[1:]
    if first in "bfv":
        return f"m{root}"
    if first in "cdjz":
        return f"n{root}"
    return f"ng{root}" if first in f"{_VOWELS}gh" else root


def _forms(root: str) -> list[str]:
    nasal = _nasal(root)
    stems = [f"pe{nasal}", f"me{nasal}"]
    plain = [root, f"{root}an", f"di{root}", f"ter{root}", f"per{root}an", f"pe{root}an"]
    return [*plain, *stems, f"pe{nasal}an", f"me{nasal}kan", f"me{nasal}i", f"di{root}kan"]


ROOTS: dict[str, str] = {form: root for root in _ROOTS.split() for form in _forms(root)}
"""Forms of a root by affixes: pengecatan, mengecat, dicat -> cat."""
# a road's pavement is no form of hard
ROOTS["perkerasan"] = "perkerasan"


def root_of(word: str) -> str:
    """The root of a known form, any other word as it is: "penggalian" -> "gali", "kolom" -> "kolom"."""
    return ROOTS.get(word, word)
