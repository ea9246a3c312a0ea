"""Formula tokens read into a tree by one function per level of precedence, lowest first.

comparison := sum [("=" | "<>" | "<" | ">" | "<=" | ">=") sum]      sum   := term {("+" | "-") term}
term       := power {("*" | "/") power}                             power := unary ["^" power]
unary      := ("+" | "-") unary | postfix                           postfix := primary {"%"}
primary    := number | name | name "(" arguments ")" | "(" comparison ")"
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from harsat.engine.errors import FormulaError
from harsat.engine.formula_tokens import USE_SEMICOLON, Kind, Token
from harsat.engine.formula_tree import (
    COMPARISONS,
    CONSTANTS,
    DEPTH_MAX,
    FUNCTIONS,
    Binary,
    Call,
    Name,
    Negative,
    Node,
    Number,
    Percent,
)


class Hint(NamedTuple):
    """A legal spelling that may surprise: code, Indonesian sentence, position."""

    code: str
    message: str
    at: int


class Parser:
    """Reads one list of tokens; `hints` fills on the way."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0
        self.hints: list[Hint] = []

    def tree(self) -> Node:
        """The whole formula.

        Raises:
            FormulaError: with the position of the token that does not fit.
        """
        node = self._comparison()
        if self._token.kind is not Kind.END:
            raise _unexpected(self._token)
        return node

    def _comparison(self) -> Node:
        left = self._sum()
        if self._token.kind is Kind.OPERATOR and self._token.text in COMPARISONS:
            operator = self._take()
            left = Binary(operator.text, left, self._sum(), operator.at)
        return left

    def _sum(self) -> Node:
        left = self._term()
        while self._is_operator("+-"):
            operator = self._take()
            left = Binary(operator.text, left, self._term(), operator.at)
        return left

    def _term(self) -> Node:
        left = self._power()
        while self._is_operator("*/"):
            operator = self._take()
            left = Binary(operator.text, left, self._power(), operator.at)
        return left

    def _power(self) -> Node:
        first = self._token
        base = self._unary()
        if not self._is_operator("^"):
            return base
        operator = self._take()
        if isinstance(base, Negative) and first.text == "-":
            self.hints.append(Hint("unary_power", _UNARY_POWER, first.at))
        with self._deeper(operator):
            start = self._next
            exponent = self._power()
        if isinstance(exponent, Binary) and exponent.operator == "^" and self._bare(start):
            self.hints.append(Hint("power_chain", _POWER_CHAIN, operator.at))
        return Binary("^", base, exponent, operator.at)

    def _unary(self) -> Node:
        if not self._is_operator("+-"):
            return self._postfix()
        sign = self._take()
        with self._deeper(sign):
            operand = self._unary()
        return Negative(operand, sign.at) if sign.text == "-" else operand

    def _postfix(self) -> Node:
        node = self._primary()
        signs = 0
        while self._is_operator("%"):
            node = Percent(node, self._take().at)
            signs += 1
            if signs > DEPTH_MAX:
                raise _too_deep(node.at)
        return node

    def _primary(self) -> Node:
        token = self._take()
        match token.kind:
            case Kind.NUMBER if token.value is not None:
                return Number(token.value, token.at)
            case Kind.NAME if self._token.kind is Kind.OPEN:
                return self._call(token)
            case Kind.NAME:
                return Name(token.text, token.at)
            case Kind.OPEN:
                return self._grouped(token)
            case _:
                raise _unexpected(token)

    def _grouped(self, opening: Token) -> Node:
        with self._deeper(opening):
            node = self._comparison()
        self._close(opening)
        return node

    def _call(self, name: Token) -> Node:
        opening = self._take()
        first = self._next
        with self._deeper(opening):
            arguments = self._arguments()
        self._close(opening)
        if name.text in CONSTANTS and not arguments:
            return Name(name.text, name.at)
        self._call_check(name, len(arguments), first)
        return Call(name.text, tuple(arguments), name.at)

    def _arguments(self) -> list[Node]:
        if self._token.kind is Kind.CLOSE:
            return []
        arguments = [self._comparison()]
        while self._token.kind is Kind.SEPARATOR:
            self._take()
            arguments.append(self._comparison())
        return arguments

    def _call_check(self, name: Token, count: int, first: int) -> None:
        """Refuse unknown functions, wrong counts, and "min(1,2)", whose comma may be a separator."""
        arity = FUNCTIONS.get(name.text)
        if arity is None:
            known = ", ".join(FUNCTIONS)
            message = f"Fungsi “{name.text}” tidak dikenal; yang ada: {known}."
            raise FormulaError("formula_unknown_function", message, at=name.at)
        if count == 1 and arity.most != 1:
            self._comma_check(name, first)
        if count < arity.least or (arity.most is not None and count > arity.most):
            message = f"Fungsi “{name.text}” meminta {_wanted(*arity)}, bukan {count}."
            raise FormulaError("formula_arity", message, at=name.at)

    def _comma_check(self, name: Token, first: int) -> None:
        depth = 0
        for token in self._tokens[first : self._next - 1]:
            depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
            if depth == 0 and token.kind is Kind.NUMBER and "," in token.text:
                message = f"“{token.text}” di dalam {name.text}(…) bermakna ganda; {USE_SEMICOLON}."
                raise FormulaError("formula_comma", message, at=token.at)

    def _bare(self, start: int) -> bool:
        """Whether the tokens since `start` are not one pair of parentheses."""
        return self._tokens[start].kind is not Kind.OPEN or self._tokens[self._next - 1].kind is not Kind.CLOSE

    @property
    def _token(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._tokens[self._next]
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token

    def _is_operator(self, signs: str) -> bool:
        return self._token.kind is Kind.OPERATOR and self._token.text in signs

    def _close(self, opening: Token) -> None:
        if self._token.kind is Kind.END:
            raise FormulaError("formula_parenthesis", "Kurung buka ini belum ditutup.", at=opening.at)
        if self._token.kind is not Kind.CLOSE:
            raise _unexpected(self._token)
        self._take()

    @contextmanager
    def _deeper(self, token: Token) -> Iterator[None]:
        self._depth += 1
        if self._depth > DEPTH_MAX:
            raise _too_deep(token.at)
        yield
        self._depth -= 1


_UNARY_POWER = "Seperti di Excel, tanda minus dihitung lebih dahulu: -2^2 = (-2)^2 = 4. Untuk -4 tulis -(2^2)."
_POWER_CHAIN = "Pangkat beruntun dihitung dari kanan: 2^3^2 = 2^(3^2) = 512. Excel menghitung (2^3)^2."


def _too_deep(at: int) -> FormulaError:
    return FormulaError("formula_too_deep", f"Rumus bersarang lebih dari {DEPTH_MAX} tingkat.", at=at)


def _wanted(least: int, most: int | None) -> str:
    if most is None:
        return f"sedikitnya {least} argumen"
    return f"{least} argumen" if least == most else f"{least} sampai {most} argumen"


def _unexpected(token: Token) -> FormulaError:
    match token.kind:
        case Kind.END:
            return FormulaError("formula_unfinished", "Rumus belum selesai.", at=token.at)
        case Kind.CLOSE:
            return FormulaError("formula_parenthesis", "Kurung tutup ini tanpa isi atau pasangan.", at=token.at)
        case Kind.NUMBER if token.text.startswith(","):
            return FormulaError("formula_comma", f"Koma di sini bukan desimal; {USE_SEMICOLON}.", at=token.at)
        case _:
            return FormulaError("formula_unexpected", f"“{token.text}” tidak pada tempatnya.", at=token.at)
