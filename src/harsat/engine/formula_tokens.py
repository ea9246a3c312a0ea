"""Formula text cut into tokens, each with its position, so that every refusal can point at a character."""

import re
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from harsat.engine.errors import FormulaError, NumberRefused
from harsat.engine.numbers import number_exact

USE_SEMICOLON = "pisahkan argumen dengan “;” (atau koma diikuti spasi)"


class Kind(Enum):
    """What a token is."""

    NUMBER = "number"
    NAME = "name"
    OPERATOR = "operator"
    OPEN = "open"
    CLOSE = "close"
    SEPARATOR = "separator"
    END = "end"


class Token(NamedTuple):
    """A piece of the text; `value` holds the figure of a number."""

    kind: Kind
    text: str
    at: int
    value: Decimal | None = None


# A comma belongs to a number only when a digit follows at once; followed by a space, it separates arguments.
_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>(?:[0-9]|[.,](?=[0-9]))(?:[0-9.]|,(?=[0-9]))*)
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<operator><=|>=|<>|[-+*/^%=<>\u2212])
      | (?P<open>\()
      | (?P<close>\))
      | (?P<separator>;|,(?=\s))""",
    re.VERBOSE,
)


def tokens_read(text: str) -> list[Token]:
    """Cut the text; the list ends with an END token at the text's length.

    Raises:
        FormulaError: formula_unknown_character, formula_comma or formula_number.
    """
    tokens = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _unknown(text[at], at)
        if match.lastgroup != "space":
            tokens.append(_token(Kind(match.lastgroup), match[0], at))
        at = match.end()
    tokens.append(Token(Kind.END, "", len(text)))
    return tokens


def _token(kind: Kind, text: str, at: int) -> Token:
    match kind:
        case Kind.NUMBER:
            return Token(kind, text, at, _figure(text, at))
        case Kind.NAME:
            return Token(kind, text.lower(), at)
        case _:
            return Token(kind, text.replace("\u2212", "-"), at)


def _figure(text: str, at: int) -> Decimal:
    try:
        return number_exact(text)
    except NumberRefused as refused:
        advice = f"; {USE_SEMICOLON}" if "," in text else ""
        message = f"“{text}” tidak terbaca sebagai angka{advice}."
        raise FormulaError("formula_number", message, at=at) from refused


def _unknown(character: str, at: int) -> FormulaError:
    if character == ",":
        return FormulaError("formula_comma", f"Koma di sini bukan desimal; {USE_SEMICOLON}.", at=at)
    message = f"Karakter “{character}” tidak dikenal dalam rumus."
    return FormulaError("formula_unknown_character", message, at=at)
