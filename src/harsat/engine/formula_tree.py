"""What a formula is made of: the nodes of its tree, its functions and its one constant."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, NamedTuple

LENGTH_MAX: Final = 500
DEPTH_MAX: Final = 40

# Thirty significant digits, the precision the design states for pi and for roots.
CONSTANTS: Final = {"pi": Decimal("3.14159265358979323846264338328")}


class Arity(NamedTuple):
    """How many arguments a function takes; `most` is None when any number will do."""

    least: int
    most: int | None


FUNCTIONS: Final = {
    "min": Arity(1, None),
    "max": Arity(1, None),
    "sum": Arity(1, None),
    "avg": Arity(1, None),
    "abs": Arity(1, 1),
    "round": Arity(1, 2),
    "ceil": Arity(1, 1),
    "floor": Arity(1, 1),
    "sqrt": Arity(1, 1),
    "pow": Arity(2, 2),
    "if": Arity(3, 3),
}

COMPARISONS: Final = frozenset({"=", "<>", "<", ">", "<=", ">="})


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as written, exact."""

    value: Decimal
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A parameter, or the constant pi when no parameter shadows it; always lower case."""

    name: str
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Negative:
    """A real unary minus, which binds tighter than a power, as in Excel."""

    operand: "Node"
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Percent:
    """A hundredth of what stands before the sign."""

    operand: "Node"
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands round + - * / ^ or a comparison; `at` is the operator's position."""

    operator: str
    left: "Node"
    right: "Node"
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the table above with its arguments."""

    function: str
    arguments: tuple["Node", ...]
    at: int = field(compare=False)


Node = Number | Name | Negative | Percent | Binary | Call


def left_spine(node: Binary) -> list[Binary]:
    """The operations of 1+2-3, outermost first; for a loop, as a sum of 250 terms is as deep."""
    spine = [node]
    while isinstance(spine[-1].left, Binary):
        spine.append(spine[-1].left)
    return spine


def names_used(node: Node) -> Iterator[str]:
    """Every name in reading order, repeated as often as written."""
    waiting = [node]
    while waiting:
        match waiting.pop():
            case Name(name):
                yield name
            case Negative(operand) | Percent(operand):
                waiting.append(operand)
            case Binary(_, left, right):
                waiting += [right, left]
            case Call(_, arguments):
                waiting += reversed(arguments)
            case Number():
                continue
