"""What estimators type, and which analyses a professional would take for it; written before the search was tuned.

`national` are codes of the national workbook of 2025, `sample` those of the starter catalogue (empty: it has none).
A code ending in a dot stands for every code below it.
"""

from typing import NamedTuple


class Phrase(NamedTuple):
    """One phrase with the codes that are a right answer, in the two catalogues."""

    typed: str
    national: tuple[str, ...]
    sample: tuple[str, ...] = ()


EVERYDAY = (
    Phrase(
        "cor kolom",
        ("2.2.1.10.1", "2.2.1.6.1", "2.2.1.4.5", "2.2.1.4.6", "2.2.1.5.4", "2.2.1.5.5", "2.2.1.5.6"),
        ("2.2.1.10.1", "2.2.1.6.1", "2.2.1.4.5", "2.2.1.5.4", "2.2.1.5.5"),
    ),
    Phrase("besi beton 10 ulir", ("2.2.1.1.1", "2.2.1.1.3"), ("2.2.1.1.1a", "2.2.1.1.3a")),
    Phrase("pasang keramik lantai 40x40", ("3.9.8.3",), ("3.9.8.3",)),
    Phrase("plesteran 1:4 tebal 15", ("3.7.4",), ("3.7.4",)),
    Phrase("bongkar tembok", ("1.6.7", "1.6.8"), ("1.6.1",)),
    Phrase("cat tembok luar", ("3.8.10.2", "3.8.11.2"), ("3.8.10.2",)),
    Phrase("galian tanah pondasi", ("1.2.1.",), ("1.2.1.",)),
    Phrase("urug pasir bawah lantai", ("1.3.1.2", "1.3.1.3"), ("1.3.1.2",)),
    Phrase("pintu panel kayu", ("3.11.1.11",)),
    Phrase("closet jongkok", ("3.18.3.2",)),
    Phrase("pipa pvc 3 inch", ("6.4.1.8", "6.4.1.21")),
    Phrase("stop kontak", ("5.1.5.9", "5.1.5.13")),
    Phrase("titik lampu", ("5.3.1.1", "5.3.1.2"), ("5.3.1.1",)),
    Phrase("pondasi batu kali 1:4", ("2.2.2.1.6", "2.2.2.1.7"), ("2.2.2.1.6",)),
    Phrase("anstamping", ("2.2.2.1.1",), ("2.2.2.1.1",)),
    Phrase("begisting kolom", ("2.2.1.3.4",), ("2.2.1.3.4",)),
    Phrase("bekisting dak", ("2.2.1.3.6",), ("2.2.1.3.6",)),
    Phrase("rabat beton", ("2.2.1.4.1", "2.2.1.4.2", "2.2.1.5.1", "7.2.1."), ("2.2.1.4.1",)),
    Phrase("cor beton k225", ("2.2.1.4.5", "2.2.1.5.4"), ("2.2.1.4.5", "2.2.1.5.4")),
    Phrase("pasang genteng beton", ("3.1.1.4",)),
    Phrase("atap seng", ("3.1.3.1",), ("3.1.3.1",)),
    Phrase("rangka baja ringan", ("2.1.1.1", "2.1.1.2"), ("2.1.1.3", "2.1.1.4")),
    Phrase("plafond gipsum", ("3.5.2.1",), ("3.5.2.1",)),
    Phrase("kusen alumunium", ("3.11.3.1",), ("3.11.3.1",)),
    Phrase("kaca 5mm", ("3.12.3",), ("3.12.3",)),
    Phrase("paving blok 6 cm", ("7.1.1.1", "7.1.1.2", "7.1.1.3", "7.1.1.4"), ("7.1.1.1",)),
    Phrase("kran air 1/2", ("3.18.6.2.1",), ("3.18.6.2.1",)),
    Phrase("dinding hebel 10 cm", ("3.6.4.2",), ("3.6.4.2",)),
    Phrase("pasangan bata 1/2 bata 1:4", ("3.6.1.8",), ("3.6.1.8",)),
    Phrase("aci tembok", ("3.7.8",), ("3.7.8",)),
    Phrase("bowplank", ("1.1.4.2",), ("1.1.4.2",)),
    Phrase("pagar proyek seng", ("1.1.1.2", "1.1.1.4"), ("1.1.1.2",)),
    Phrase("pembersihan lahan", ("1.1.3.1",), ("1.1.3.1",)),
    Phrase("keramik dinding 20x20", ("3.10.1.4",), ("3.10.1.4",)),
    Phrase("water proofing dak", ("3.4.",), ("3.4.",)),
    Phrase("wc duduk", ("3.18.3.1",), ("3.18.3.1",)),
    Phrase("buang tanah", ("1.4.1.", "1.4.2."), ("1.4.1.",)),
    Phrase("granit lantai 60x60", ("3.9.5.3", "3.9.4.3", "3.9.4.9"), ("3.9.4.3",)),
    Phrase("cat besi", ("3.8.16", "3.8.17")),
    Phrase("pengecetan tembok dalam", ("3.8.10.1", "3.8.11.1"), ("3.8.10.1",)),
)

# Not looked at while the search was tuned; they say how it does on what nobody thought of.
UNSEEN = (
    Phrase("kunci pintu", ("3.11.4.1", "3.11.4.2", "3.11.4.3", "3.11.4.4"), ("3.11.4.2",)),
    Phrase("talang seng", ("3.3.1", "3.3.2")),
    Phrase("tandon air", ("6.1.1.",)),
    Phrase("kuda kuda kayu", ("2.1.2.1", "2.1.2.2"), ("2.1.2.1",)),
    Phrase("roster beton", ("3.6.3.",)),
    Phrase("kabel nym 3x2.5", ("5.1.1.3.7",)),
    Phrase("tiang bor 30", ("2.2.2.3.5", "2.2.2.3.6", "2.2.2.3.7", "2.2.2.3.8")),
    Phrase("lis gypsum", ("3.5.2.6",), ("3.5.2.6",)),
    Phrase("politur kayu", ("3.8.7",)),
    Phrase("papan nama proyek", ("1.1.2.1", "1.1.2.2")),
    Phrase("pasang batako", ("3.6.5.",)),
    Phrase("bongkar plafon", ("1.6.12", "1.6.13")),
    Phrase("pipa galvanis 2 inchi", ("6.4.2.6",)),
    Phrase("wermes m10", ("2.2.1.1.5", "2.2.1.1")),
    Phrase("kanstin 15x40x60", ("7.1.2.2", "7.1.2.4")),
    Phrase("ubin keramik 40 x 40 cm", ("3.9.8.3",), ("3.9.8.3",)),
    Phrase("cor sloof", ("2.2.1.10.2", "2.2.1.6.1", "2.2.1.4.", "2.2.1.5."), ("2.2.1.6.1", "2.2.1.4.", "2.2.1.5.")),
    Phrase("urug kembali", ("1.3.1.1",), ("1.3.1.1",)),
    Phrase("tanam rumput gajah", ("4.1.6.1", "4.1.6.2")),
    Phrase("rangka hollow plafon", ("3.10.6.1", "3.10.6.3", "3.5.3.")),
)


def right(kode: str, accepted: tuple[str, ...]) -> bool:
    """Whether the code is one of these, or below one that ends in a dot."""
    return any(kode == one or (one.endswith(".") and kode.startswith(one)) for one in accepted)
