"""The value of a formula tree on Decimal: only division, roots and fractional powers may be inexact."""

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation, Overflow
from typing import Final

from harsat.engine.errors import FormulaError
from harsat.engine.formula_tree import (
    CONSTANTS,
    Binary,
    Call,
    Name,
    Negative,
    Node,
    Number,
    Percent,
    left_spine,
)
from harsat.engine.numbers import quantize, round_ceiling, round_floor, settle, square_root, thirty_digits

MAGNITUDE_MAX: Final = Decimal(10) ** 40

# Wider than any figure of a project has digits; beyond it ROUND() says nothing.
_ROUND_PLACES_MAX: Final = 15

Operation = Callable[[Decimal, Decimal, int], Decimal]
Function = Callable[[Sequence[Decimal], int], Decimal]

_YES: Final = Decimal(1)
_NO: Final = Decimal(0)


def tree_value(node: Node, scope: Mapping[str, Decimal]) -> Decimal:
    """Value of a node with every name looked up in `scope`; runs inside the engine's context.

    Raises:
        FormulaError: with the position of the operation that has no answer or an answer beyond 10^40.
    """
    return _bounded(_value(node, scope), node.at)


def _value(node: Node, scope: Mapping[str, Decimal]) -> Decimal:
    match node:
        case Number(value):
            return value
        case Name(name, at):
            return _named(name, at, scope)
        case Negative(operand):
            return -tree_value(operand, scope)
        case Percent(operand):
            return tree_value(operand, scope) / 100
        case Binary():
            return _chain(node, scope)
        case Call():
            return _called(node, scope)


def _named(name: str, at: int, scope: Mapping[str, Decimal]) -> Decimal:
    value = scope.get(name, CONSTANTS.get(name))
    if value is None:
        raise FormulaError("formula_unknown_name", f"Parameter “{name}” tidak dikenal.", at=at)
    return value


def _chain(node: Binary, scope: Mapping[str, Decimal]) -> Decimal:
    spine = left_spine(node)
    value = tree_value(spine[-1].left, scope)
    for link in reversed(spine):
        value = _bounded(_OPERATORS[link.operator](value, tree_value(link.right, scope), link.at), link.at)
    return value


def _called(node: Call, scope: Mapping[str, Decimal]) -> Decimal:
    if node.function == "if":
        # Only the branch that holds is computed, so that if(n=0;0;1/n) has a value for every n.
        condition, yes, no = node.arguments
        return tree_value(yes if tree_value(condition, scope) else no, scope)
    return _FUNCTIONS[node.function]([tree_value(argument, scope) for argument in node.arguments], node.at)


def _quotient(left: Decimal, right: Decimal, at: int) -> Decimal:
    if right == 0:
        raise FormulaError("formula_division_by_zero", "Pembagian dengan nol.", at=at)
    return left / right


def _power(base: Decimal, exponent: Decimal, at: int) -> Decimal:
    """2^-1 = 0,5; 8^(1/3) = 2; roots of negatives and 0^0 have no answer."""
    exponent = settle(exponent)
    whole = exponent % 1 == 0
    if base == 0 and exponent < 0:
        raise FormulaError("formula_division_by_zero", "Nol berpangkat negatif adalah pembagian dengan nol.", at=at)
    if (base == 0 and exponent == 0) or (base < 0 and not whole):
        raise FormulaError("formula_domain", "Pangkat ini tidak punya nilai.", at=at)
    try:
        value = base**exponent
    except (Overflow, InvalidOperation) as error:
        raise _too_large(at) from error
    return value if whole else thirty_digits(value)


def _comparison(holds: Callable[[Decimal, Decimal], bool]) -> Operation:
    return lambda left, right, _at: _YES if holds(settle(left), settle(right)) else _NO


def _average(values: Sequence[Decimal], _at: int) -> Decimal:
    return sum(values, _NO) / len(values)


def _rounded(values: Sequence[Decimal], at: int) -> Decimal:
    places = settle(values[1]) if len(values) > 1 else _NO
    if places % 1 != 0 or abs(places) > _ROUND_PLACES_MAX:
        message = f"Banyaknya desimal round harus bilangan bulat, paling banyak {_ROUND_PLACES_MAX}."
        raise FormulaError("formula_domain", message, at=at)
    return quantize(settle(values[0]), int(places))


def _root(values: Sequence[Decimal], at: int) -> Decimal:
    if values[0] < 0:
        raise FormulaError("formula_domain", "Akar bilangan negatif tidak punya nilai.", at=at)
    return square_root(values[0])


_FUNCTIONS: Final[Mapping[str, Function]] = {
    "min": lambda values, _at: min(values),
    "max": lambda values, _at: max(values),
    "sum": lambda values, _at: sum(values, _NO),
    "avg": _average,
    "abs": lambda values, _at: abs(values[0]),
    "round": _rounded,
    "ceil": lambda values, _at: round_ceiling(values[0]),
    "floor": lambda values, _at: round_floor(values[0]),
    "sqrt": _root,
    "pow": lambda values, at: _power(values[0], values[1], at),
}


_OPERATORS: Final[Mapping[str, Operation]] = {
    "+": lambda left, right, _at: left + right,
    "-": lambda left, right, _at: left - right,
    "*": lambda left, right, _at: left * right,
    "/": _quotient,
    "^": _power,
    "=": _comparison(operator.eq),
    "<>": _comparison(operator.ne),
    "<": _comparison(operator.lt),
    ">": _comparison(operator.gt),
    "<=": _comparison(operator.le),
    ">=": _comparison(operator.ge),
}


def _bounded(value: Decimal, at: int) -> Decimal:
    if abs(value) > MAGNITUDE_MAX:
        raise _too_large(at)
    return value


def _too_large(at: int) -> FormulaError:
    return FormulaError("formula_too_large", "Hasil antara melampaui 10^40.", at=at)
