"""What the trade calls the same: spellings, words in a row that are one, synonyms of one word or of several."""

from __future__ import annotations

from itertools import chain, permutations

_STOP = (
    "dan atau untuk dengan yang di ke dari pada oleh cara secara termasuk per tiap setiap serta lengkap"
    " menggunakan memakai pakai ukuran ukur type tipe jenis model mm cm"
)
STOP_WORDS = frozenset(_STOP.split())
"""Words of a sentence, not of a work."""

_GENERAL = "pasang kerja buat ada jasa upah ongkos biaya harga analisa ahsp satuan"
GENERAL_WORDS = frozenset(_GENERAL.split())
"""Roots that name nearly every work; a name may lack them and still hold all words."""

SPELLINGS: dict[str, str] = {
    "pondasi": "fondasi",
    "fundasi": "fondasi",
    "urugan": "urukan",
    "urug": "uruk",
    "pengurugan": "pengurukan",
    "begisting": "bekisting",
    "begesting": "bekisting",
    "bekesting": "bekisting",
    "bekesteng": "bekisting",
    "plafond": "plafon",
    "plapon": "plafon",
    "kosen": "kusen",
    "closet": "kloset",
    "gipsum": "gypsum",
    "gibsum": "gypsum",
    "gypsumboard": "gypsum",
    "alumunium": "aluminium",
    "aluminum": "aluminium",
    "almunium": "aluminium",
    "sloop": "sloof",
    "slof": "sloof",
    "pelat": "plat",
    "waterproof": "waterproofing",
    "keran": "kran",
    "washtafel": "wastafel",
    "westafel": "wastafel",
    "genting": "genteng",
    "gording": "gordeng",
    "roster": "rooster",
    "loster": "rooster",
    "tralis": "teralis",
    "politur": "pelitur",
    "lis": "list",
    "blok": "block",
    "meni": "menie",
    "plamir": "plamuur",
    "plamur": "plamuur",
    "plin": "plint",
    "kanstein": "kanstin",
    "kansteen": "kanstin",
    "kansten": "kanstin",
    "bowplank": "bouwplank",
    "bouplank": "bouwplank",
    "boplang": "bouwplank",
    "bowplang": "bouwplank",
    "anstamping": "aanstamping",
    "anstampang": "aanstamping",
    "astamping": "aanstamping",
    "stopkontak": "stop kontak",
    "floordrain": "floor drain",
    "pavingblock": "paving block",
    "pavingblok": "paving block",
    "conblok": "conblock",
    "konblok": "conblock",
    "readymixed": "readymix",
    "wiremash": "wiremesh",
    "wermes": "wiremesh",
    "wermesh": "wiremesh",
    "multiplek": "multiplex",
    "multipleks": "multiplex",
    "triplex": "triplek",
    "tripleks": "triplek",
    "kramik": "keramik",
    "traso": "teraso",
    "terasso": "teraso",
    "tehel": "tegel",
    "sanitair": "saniter",
    "septictank": "septic tank",
    "septik": "septic",
    "udith": "ditch",
    "uditch": "ditch",
    "strous": "strauss",
    "straus": "strauss",
    "tanki": "tangki",
    "inches": "inch",
    "pabrikasi": "fabrikasi",
    "rabatan": "rabat",
    "bh": "buah",
    "btg": "batang",
    "ttk": "titik",
    "zincalume": "zincalum",
    "spandeck": "spandek",
    "galvalume": "galvalum",
    "hidran": "hydrant",
    "sprinkle": "sprinkler",
}
"""Spellings -> the one that is compared; both sides of a comparison go through it."""

COMPOUNDS: dict[tuple[str, str], str] = {
    ("water", "proofing"): "waterproofing",
    ("water", "proof"): "waterproofing",
    ("ready", "mix"): "readymix",
    ("ready", "mixed"): "readymix",
    ("ring", "balk"): "ringbalk",
    ("ring", "balok"): "ringbalk",
    ("wire", "mesh"): "wiremesh",
    ("bow", "plank"): "bouwplank",
    ("bouw", "plank"): "bouwplank",
    ("con", "block"): "conblock",
    ("con", "blok"): "conblock",
    ("kon", "blok"): "conblock",
    ("multi", "plek"): "multiplex",
    ("gypsum", "board"): "gypsum",
    ("u", "ditch"): "ditch",
}
"""Two words in a row that are one word."""

_SAME: tuple[tuple[str, ...], ...] = (
    ("besi", "tulang"),
    ("besi", "baja"),
    ("cor", "beton"),
    ("cor", "tuang"),
    ("keramik", "ubin"),
    ("keramik", "tegel", "ubin"),
    ("granit", "homogenous tile", "granite tile"),
    ("tembok", "dinding", "bata"),
    ("kloset", "wc", "toilet", "jamban"),
    ("seng", "atap"),
    ("atap", "genteng"),
    ("bekisting", "cetak", "acuan"),
    ("rabat", "lantai kerja", "beton kurus"),
    ("luar", "eksterior", "outdoor"),
    ("dalam", "interior", "indoor"),
    ("dak", "plat lantai"),
    ("dak", "plat"),
    ("dak", "slab"),
    ("plat", "slab"),
    ("hebel", "bata ringan", "celcon"),
    ("ulir", "bjts", "sirip"),
    ("polos", "bjtp"),
    ("buang", "angkut"),
    ("lahan", "tanah", "lapangan", "lokasi", "site"),
    ("proyek", "sementara"),
    ("proyek", "kerja"),
    ("batu kali", "batu belah"),
    ("batu kosong", "aanstamping"),
    ("tandon", "toren", "tangki", "roof tank"),
    ("kolom", "tiang"),
    ("tiang bor", "bored pile", "bore pile", "strauss"),
    ("triplek", "multiplex", "plywood", "kayu lapis"),
    ("plafon", "langit", "eternit"),
    ("partisi", "sekat"),
    ("paving", "conblock"),
    ("hollow", "holo"),
    ("nok", "bubung", "wuwung"),
    ("usuk", "kaso"),
    ("spandek", "metal", "galvalum", "zincalum"),
    ("hotmix", "aspal", "laston"),
    ("uruk", "timbun"),
    ("cat", "labur"),
    ("kikis", "kerok"),
    ("plint", "skirting"),
    ("saklar", "switch"),
    ("stop kontak", "colokan"),
    ("direksi keet", "kantor sementara"),
    ("kuda", "rangka atap"),
    ("rooster", "kerawang"),
    ("galvanis", "gip"),
    ("tebang", "tebas"),
    ("jalan beton", "perkerasan beton"),
    ("selokan", "saluran", "drainase", "parit", "got"),
    ("polister", "fiberglass"),
    ("kikis", "kupas"),
    ("pagar", "tembok keliling"),
    ("kerikil", "koral", "split"),
)
"""Each line one meaning, in roots; a word in two lines joins only its neighbours, never theirs."""

_ONE_WAY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("rabat", ("fc7.5", "fc10")),
    ("lantai kerja", ("beton kurus", "fc7.5", "fc10")),
    ("besi beton", ("tulang",)),
    ("besi ulir", ("tulang bjts",)),
    # strength of cubes in kg/cm2 -> of cylinders in MPa, 0.083 x K, the class the catalogue prints
    ("k100", ("fc7.5",)),
    ("k125", ("fc10",)),
    ("k150", ("fc10", "fc12")),
    ("k175", ("fc15",)),
    ("k200", ("fc17",)),
    ("k225", ("fc20",)),
    ("k250", ("fc21",)),
    ("k275", ("fc21", "fc25")),
    ("k300", ("fc25",)),
    ("k325", ("fc28",)),
    ("k350", ("fc30",)),
    ("k375", ("fc31",)),
    ("k400", ("fc35",)),
)
"""The left is found where the right is printed, not the other way round."""


def _related() -> dict[str, tuple[str, ...]]:
    pairs = chain(
        chain.from_iterable(permutations(group, 2) for group in _SAME),
        ((word, other) for word, others in _ONE_WAY for other in others),
    )
    found: dict[str, list[str]] = {}
    for word, other in pairs:
        found.setdefault(word, []).append(other)
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


RELATED = _related()
"""A root, or several with a blank between, -> what may be printed instead."""
PHRASE_LENGTH = max(len(key.split()) for key in RELATED)
