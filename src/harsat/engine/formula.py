"""Volume formulas and parameters: the front door to the engine's own tokens, tree and sums on Decimal.

An estimator writes "=2*(panjang+lebar)*3,5" as in Excel, with id-ID numbers; nothing is ever handed to
Python's own evaluator. Positions in errors count from 0 in the text as typed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import Final

from harsat.engine.errors import EngineError, FormulaError
from harsat.engine.formula_parser import Hint, Parser
from harsat.engine.formula_print import ExcelPrinter, IdPrinter
from harsat.engine.formula_sums import tree_value
from harsat.engine.formula_tokens import tokens_read
from harsat.engine.formula_tree import CONSTANTS, LENGTH_MAX, Node, names_used
from harsat.engine.numbers import PARAMETER, VOLUME, Field, engine_context, field_fit, settle

__all__ = [
    "Formula",
    "FormulaResult",
    "Hint",
    "formula_evaluate",
    "formula_excel",
    "formula_parse",
    "formula_text",
    "formula_value",
    "parameters_evaluate",
    "parameters_order",
]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that has been read.

    Attributes:
        tree: what is computed; two spellings of one formula have equal trees.
        names: parameters it uses, lower case, once each in reading order; "pi" too, which one may shadow.
        hints: legal spellings that may surprise, such as -2^2.
    """

    tree: Node
    names: tuple[str, ...]
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class FormulaResult:
    """A value at its field's scale, whether decimals were rounded away, and the hints of its formula."""

    value: Decimal
    rounded: bool
    hints: tuple[Hint, ...]


@lru_cache(maxsize=4096)
def formula_parse(text: str) -> Formula:
    """Read a formula; the leading "=" is optional.

    Raises:
        FormulaError: formula_empty, formula_too_long, formula_too_deep, formula_unknown_character,
            formula_number, formula_comma, formula_unexpected, formula_unfinished, formula_parenthesis,
            formula_unknown_function or formula_arity, each with `at`.
    """
    if len(text) > LENGTH_MAX:
        message = f"Rumus lebih dari {LENGTH_MAX} karakter."
        raise FormulaError("formula_too_long", message, at=LENGTH_MAX)
    tokens = tokens_read(text)
    if tokens[0].text == "=":
        tokens = tokens[1:]
    if len(tokens) == 1:
        raise FormulaError("formula_empty", "Rumus kosong.", at=len(text))
    parser = Parser(tokens)
    tree = parser.tree()
    return Formula(tree, tuple(dict.fromkeys(names_used(tree))), tuple(parser.hints))


@engine_context()
def formula_evaluate(formula: Formula, parameters: Mapping[str, Decimal]) -> Decimal:
    """The unrounded value; 1/3*3 is 1.

    Args:
        formula: as read by `formula_parse`.
        parameters: values by name, in any case; a parameter shadows the constant pi.

    Raises:
        FormulaError: formula_unknown_name, formula_division_by_zero, formula_domain or formula_too_large.
    """
    return settle(tree_value(formula.tree, {name.lower(): value for name, value in parameters.items()}))


def formula_value(
    text: str, parameters: Mapping[str, Decimal], field: Field = VOLUME, *, allow_negative: bool = False
) -> FormulaResult:
    """Read, evaluate and round once, half-up at the field's scale: "12*0.3*0.5" -> 1,8000.

    Raises:
        FormulaError: as `formula_parse` and `formula_evaluate`, or formula_negative: only a deduction may be
            below zero.
        NumberRefused: number_too_large, the limit named.
    """
    formula = formula_parse(text)
    exact = formula_evaluate(formula, parameters)
    if exact < 0 and not allow_negative:
        raise FormulaError("formula_negative", f"{field.label} hasil rumus tidak boleh negatif.", at=0)
    value, rounded = field_fit(exact, replace(field, signed=True))
    return FormulaResult(value, rounded, formula.hints)


def formula_text(formula: Formula) -> str:
    """Canonical id-ID text, which reads back as the same tree: " = 5 + 2 * 1.000,50" -> "5+2*1000,5"."""
    return IdPrinter().text(formula.tree)


def formula_excel(formula: Formula, names: Mapping[str, str], *, decimals: int | None = None) -> str:
    """A live workbook formula in en-US syntax whose Excel value is ours.

    Args:
        formula: as read by `formula_parse`.
        names: cell reference of each parameter, such as {"panjang": "Parameter!$D$2"}.
        decimals: wraps the whole in ROUND, as a volume is rounded.

    Raises:
        EngineError: formula_unknown_name, when a parameter has no cell.
    """
    text = ExcelPrinter(names).text(formula.tree)
    return f"={text}" if decimals is None else f"=ROUND({text},{decimals})"


# --------------------------------------------------------------------------------------------- parameters

_NAME: Final = re.compile(r"[a-z_][a-z0-9_]*")


def parameters_order(parameters: Mapping[str, str]) -> tuple[str, ...]:
    """Names of the parameters, each after those it uses.

    Raises:
        EngineError: parameter_name or parameter_duplicate, with the name as path.
        FormulaError: formula_cycle, the path from a parameter back to itself; formula_unknown_name and every
            refusal of `formula_parse`, with the parameter as path.
    """
    return _order({name: _definition(name, text) for name, text in _named(parameters).items()})


def parameters_evaluate(definitions: Mapping[str, str]) -> dict[str, Decimal]:
    """Value of every parameter, rounded half-up to its 4 decimals: what is printed is what volumes multiply.

    {"keliling": "2*(p+l)", "p": "6", "l": "4"} -> keliling 20.

    Raises:
        EngineError: as `parameters_order`; a negative or too large value, with the parameter as path.
    """
    formulas = {name: _definition(name, text) for name, text in _named(definitions).items()}
    values: dict[str, Decimal] = {}
    for name in _order(formulas):
        try:
            values[name] = field_fit(formula_evaluate(formulas[name], values), PARAMETER)[0]
        except EngineError as error:
            error.path = (name,)
            raise
    return {name: values[name] for name in formulas}


def _named(definitions: Mapping[str, str]) -> dict[str, str]:
    """Definitions by lower-case name."""
    named: dict[str, str] = {}
    for given, text in definitions.items():
        name = given.lower()
        if not _NAME.fullmatch(name):
            message = f"Nama parameter “{given}” hanya boleh huruf, angka dan garis bawah, diawali huruf."
            raise EngineError("parameter_name", message, path=(given,))
        if name in named:
            raise EngineError("parameter_duplicate", f"Parameter “{name}” ditulis dua kali.", path=(name,))
        named[name] = text
    return named


def _definition(name: str, text: str) -> Formula:
    try:
        return formula_parse(text)
    except FormulaError as error:
        error.path = (name,)
        raise


def _order(formulas: Mapping[str, Formula]) -> tuple[str, ...]:
    for name, formula in formulas.items():
        for used in formula.names:
            if used not in formulas and used not in CONSTANTS:
                message = f"Parameter “{name}” memakai “{used}” yang tidak ada."
                raise FormulaError("formula_unknown_name", message, path=(name, used))
    uses = {name: [used for used in formula.names if used in formulas] for name, formula in formulas.items()}
    try:
        return tuple(TopologicalSorter(uses).static_order())
    except CycleError as error:
        path = tuple(reversed(error.args[1]))
        message = f"Parameter memakai dirinya sendiri: {' → '.join(path)}."
        raise FormulaError("formula_cycle", message, path=path) from error
