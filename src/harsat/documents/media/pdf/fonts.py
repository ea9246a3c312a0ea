"""The embedded font: three weights of Inter with figures of one width, and text broken to a width."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).resolve().parents[2] / "fonts"
ASCENT = 0.969
LINE = 1.21

# Signs that people type and the font lacks, by the nearest it has; anything else shows as the replacement sign.
_NEAREST = {"\u2300": "Ø", "\u2044": "/", "\u2215": "/", "\u00ad": "", "\t": " ", "\n": " ", "\r": ""}
_UNKNOWN = "\ufffd"


class Font(StrEnum):
    """The weights, by the name they are registered under."""

    REGULAR = "Inter-Regular"
    MEDIUM = "Inter-Medium"
    SEMIBOLD = "Inter-SemiBold"


@cache
def fonts_register() -> None:
    """Make the weights known to the library, once a process."""
    for font in Font:
        pdfmetrics.registerFont(TTFont(font.value, FOLDER / f"{font.value}.ttf"))


@cache
def _advances(font: Font) -> Mapping[int, float]:
    """The width of each character the font has, for 1 pt."""
    fonts_register()
    face = pdfmetrics.getFont(font.value).face
    return {code: width / 1000 for code, width in face.charWidths.items() if code in face.charToGlyph}


def drawable(text: str) -> str:
    """The text in characters that the font has: composed, and with the nearest sign for one it lacks."""
    known = _advances(Font.REGULAR)
    if all(map(known.__contains__, map(ord, text))):
        return text
    return "".join(_drawable(sign, known) for sign in unicodedata.normalize("NFC", text))


def _drawable(sign: str, known: Mapping[int, float]) -> str:
    if ord(sign) in known:
        return sign
    if sign in _NEAREST:
        return _NEAREST[sign]
    plain = "".join(part for part in unicodedata.normalize("NFKD", sign) if ord(part) in known)
    return plain or _UNKNOWN


def width(text: str, font: Font, size: float) -> float:
    """Points that a drawable text takes."""
    advances = _advances(font)
    return size * sum(advances[ord(sign)] for sign in text)


def wrap(text: str, font: Font, size: float, room: float) -> list[str]:
    """Break at spaces into lines that fit; a word too long for a line is broken where it must be."""
    if width(text, font, size) <= room:
        return [text]
    lines: list[str] = []
    line = ""
    for word in _words(text, font, size, room):
        joined = f"{line} {word}" if line else word
        if line and width(joined, font, size) > room:
            lines.append(line)
            line = word
        else:
            line = joined
    return [*lines, line]


def _words(text: str, font: Font, size: float, room: float) -> Iterator[str]:
    for word in text.split():
        rest = word
        while width(rest, font, size) > room and len(rest) > 1:
            fits = next(end for end in range(len(rest) - 1, 0, -1) if end == 1 or width(rest[:end], font, size) <= room)
            end = _after_sign(rest, fits) or fits
            yield rest[:end]
            rest = rest[end:]
        yield rest


def _after_sign(word: str, limit: int) -> int:
    """Where a code breaks best: behind the last sign between its parts, 0 when there is none."""
    return max(word.rfind(sign, 0, limit) for sign in "-/._,") + 1
