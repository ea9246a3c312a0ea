"""A formula tree printed back: as canonical id-ID text, and as the live formula of a workbook cell."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from harsat.engine.errors import EngineError
from harsat.engine.formula_tree import (
    COMPARISONS,
    CONSTANTS,
    FUNCTIONS,
    Binary,
    Call,
    Name,
    Negative,
    Node,
    Number,
    Percent,
    left_spine,
)
from harsat.engine.numbers import canonical

_COMPARISON, _SUM, _TERM, _POWER, _UNARY, _POSTFIX, _ATOM = range(7)

# What an operator demands of its operands. Bases and exponents are parenthesised wherever programs disagree:
# (-2)^2 and 2^(3^2) mean the same in Excel, in LibreOffice, on paper and here.
_BINARY: Final = {
    **dict.fromkeys(COMPARISONS, (_COMPARISON, _SUM, _SUM)),
    **dict.fromkeys("+-", (_SUM, _SUM, _TERM)),
    **dict.fromkeys("*/", (_TERM, _TERM, _POWER)),
    "^": (_POWER, _POSTFIX, _UNARY),
}

_EXCEL_NAMES: Final = {
    "min": "MIN",
    "max": "MAX",
    "sum": "SUM",
    "avg": "AVERAGE",
    "abs": "ABS",
    "round": "ROUND",
    "floor": "INT",
    "sqrt": "SQRT",
    "pow": "POWER",
    "if": "IF",
}


class IdPrinter:
    """Canonical text: no spaces, no groups, decimal comma, ";" between arguments."""

    def text(self, node: Node, least: int = _COMPARISON) -> str:
        """The node, in parentheses when it binds looser than its place demands."""
        return _at_least(least, *self._levelled(node))

    def _levelled(self, node: Node) -> tuple[int, str]:
        match node:
            case Number(value):
                return _ATOM, self._number(value)
            case Name(name):
                return _ATOM, self._name(name)
            case Negative(operand):
                return _UNARY, f"-{self.text(operand, _UNARY)}"
            case Percent(operand):
                return _POSTFIX, f"{self.text(operand, _POSTFIX)}%"
            case Binary():
                return self._chain(node)
            case Call():
                return self._call(node)

    def _chain(self, node: Binary) -> tuple[int, str]:
        spine = left_spine(node)
        level, text = self._levelled(spine[-1].left)
        for link in reversed(spine):
            own, left, right = _BINARY[link.operator]
            joined = f"{_at_least(left, level, text)}{link.operator}{self.text(link.right, right)}"
            level, text = self._joined(link.operator, own, joined)
        return level, text

    def _joined(self, _operator: str, level: int, text: str) -> tuple[int, str]:
        return level, text

    def _call(self, node: Call) -> tuple[int, str]:
        arguments = ";".join(self.text(argument) for argument in node.arguments)
        # Alone in a function of several arguments, a decimal comma could pass for a separator.
        if len(node.arguments) == 1 and FUNCTIONS[node.function].most != 1 and _comma_bare(arguments):
            arguments = f"({arguments})"
        return _ATOM, f"{node.function}({arguments})"

    def _number(self, value: Decimal) -> str:
        return canonical(value, None).replace(".", ",")

    def _name(self, name: str) -> str:
        return name


class ExcelPrinter(IdPrinter):
    """The same tree in the en-US syntax that workbook files store; names become cell references."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {name.lower(): reference for name, reference in names.items()}

    def _joined(self, operator: str, level: int, text: str) -> tuple[int, str]:
        # A comparison is TRUE in Excel and 1 here; N() makes it a number that sums and prints alike.
        return (_ATOM, f"N({text})") if operator in COMPARISONS else (level, text)

    def _call(self, node: Call) -> tuple[int, str]:
        arguments = [self.text(argument) for argument in node.arguments]
        if node.function == "ceil":
            return _UNARY, f"-INT(-({arguments[0]}))"
        if node.function == "round" and len(arguments) == 1:
            arguments.append("0")
        return _ATOM, f"{_EXCEL_NAMES[node.function]}({','.join(arguments)})"

    def _number(self, value: Decimal) -> str:
        return canonical(value, None)

    def _name(self, name: str) -> str:
        if name in self._names:
            return self._names[name]
        if name in CONSTANTS:
            return f"{name.upper()}()"
        raise EngineError("formula_unknown_name", f"Parameter “{name}” tidak punya sel di buku kerja.", path=(name,))


def _at_least(least: int, level: int, text: str) -> str:
    return text if level >= least else f"({text})"


def _comma_bare(text: str) -> bool:
    """Whether a comma stands outside every parenthesis of the text."""
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            return True
    return False
