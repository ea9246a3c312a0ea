"""The engine is exact and pure: its source holds no float, asks no clock, and rounds in one module only."""

import ast
from pathlib import Path

import pytest

import harsat.engine

SOURCES = sorted(Path(harsat.engine.__file__).parent.rglob("*.py"))
IMPURE = {"math", "cmath", "time", "datetime", "random", "os", "io", "pathlib", "statistics", "secrets", "django"}
ROUNDING_METHODS = {"quantize", "to_integral_value", "to_integral_exact", "to_integral", "__round__"}

every_module = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)


def nodes(source):
    return ast.walk(ast.parse(source.read_text(encoding="utf-8")))


def floats(tree):
    for node in tree:
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield node.lineno
        if isinstance(node, ast.Name) and node.id in {"float", "complex"}:
            yield node.lineno


def imports(tree):
    for node in tree:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def roundings(tree):
    for node in tree:
        if isinstance(node, ast.Attribute) and node.attr in ROUNDING_METHODS:
            yield node.lineno
        if isinstance(node, ast.Name) and (node.id == "round" or node.id.startswith("ROUND_")):
            yield node.lineno
        if isinstance(node, ast.alias) and node.name.startswith("ROUND_"):
            yield node.lineno


@every_module
def test_the_engine_holds_no_float(source):
    assert list(floats(nodes(source))) == []


@every_module
def test_the_engine_imports_no_clock_no_chance_and_no_file(source):
    assert IMPURE.isdisjoint(imports(nodes(source)))


@pytest.mark.parametrize("source", [s for s in SOURCES if s.name != "numbers.py"], ids=lambda source: source.name)
def test_only_numbers_rounds(source):
    assert list(roundings(nodes(source))) == []


@pytest.mark.parametrize("code", ["x = 0.5", "float('1')", "y = 1e3", "from typing import cast; cast(float, 1)"])
def test_the_scan_sees_a_float(code):
    assert list(floats(ast.walk(ast.parse(code))))


@pytest.mark.parametrize(
    "code", ["v.quantize(u)", "round(v, 2)", "from decimal import ROUND_DOWN", "v.to_integral_value()"]
)
def test_the_scan_sees_a_rounding(code):
    assert list(roundings(ast.walk(ast.parse(code))))
