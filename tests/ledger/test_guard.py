"""Nothing writes a logged table behind the ledger's back, and no SQL adds up decimals: read from the source."""

import ast
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

import harsat
from harsat.ledger.registry import registry
from harsat.projects.models import Project

SOURCE = Path(harsat.__file__).parent
WRITES = {"save", "create", "delete", "update", "get_or_create", "update_or_create", "_raw_delete", "raw_delete"}
ALSO = ("bulk_", "abulk_")
OUTSIDE_LOGGED = {"Project"}
"""Its counters and marks are the ledger's and the code service's own; its identity is logged and checked by column."""


@cache
def trees():
    """Every module once, parsed."""
    paths = sorted(SOURCE.rglob("*.py"))
    return {path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def modules(*, without=()):
    for name, tree in trees().items():
        if "/migrations/" not in name and not name.startswith(tuple(without)):
            yield name, tree


def logged_names():
    return {table.model.__name__ for table in registry.by_name.values()} - OUTSIDE_LOGGED


def names_in(node):
    return {found.id for found in ast.walk(node) if isinstance(found, ast.Name)} | {
        found.attr for found in ast.walk(node) if isinstance(found, ast.Attribute)
    }


def forbidden(tree, logged):
    """Calls that write a queryset or an instance of a logged model."""
    instances = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and names_in(node.value.func) & logged
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        verb = node.func.attr
        if verb not in WRITES and not verb.startswith(ALSO):
            continue
        if names_in(node.func.value) & (logged | instances):
            yield node.lineno, ast.unparse(node.func)


def test_logged_tables_are_written_by_the_ledger_alone():
    found = [
        f"{name}:{line} {call}"
        for name, tree in modules(without=["ledger/"])
        for line, call in forbidden(tree, logged_names())
    ]
    assert found == []


def test_the_identity_of_a_project_is_written_by_the_ledger_alone():
    found = [
        f"{name}:{line} {call}"
        for name, tree in modules(without=["ledger/"])
        for line, call in forbidden(tree, {"Project"})
    ]
    assert found == []


def test_raw_statements_name_no_logged_table_outside_the_ledger():
    """Except the two counters of codes on the project row, which are no part of what an undo takes back."""
    tables = {table.model._meta.db_table for table in registry.by_name.values()}
    verbs = ("UPDATE ", "INSERT INTO ", "DELETE FROM ")
    found = []
    for name, tree in modules(without=["ledger/"]):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value.replace(chr(34), "") + " "
                found += [
                    f"{name}:{node.lineno} {table}"
                    for table in tables
                    for verb in verbs
                    if text.startswith(f"{verb}{table} ")
                ]
    assert [one for one in found if not one.startswith("rab/services/codes.py")] == []


@pytest.mark.parametrize(
    "line",
    [
        "HargaItem.objects.create(kode='x')",
        "models.HargaItem.objects.filter(pk=1).update(harga=1)",
        "HargaItem.objects.bulk_update([], [])",
        "HargaItem(kode='x').save()",
        "item = HargaItem.objects.get(pk=1)\nitem.delete()",
        "HargaItem._default_manager.get_or_create(kode='x')",
    ],
)
def test_the_guard_sees_what_it_guards_against(line):
    assert list(forbidden(ast.parse(line), {"HargaItem"}))


def test_the_guard_lets_the_ledger_and_plain_dictionaries_through():
    source = "write.update(HargaItem, {})\nrow = {}\nrow.update(a=1)\nwrite.delete(HargaItem, [1])"
    assert list(forbidden(ast.parse(source), {"HargaItem"})) == []


def test_every_model_of_the_aggregate_is_logged():
    of_rab = set(apps.get_app_config("rab").get_models())
    assert of_rab <= set(registry.by_model)
    assert Project in registry.by_model


def decimal_fields():
    return [
        field
        for model in apps.get_models()
        if model.__module__.startswith("harsat.")
        for field in model._meta.local_fields
        if isinstance(field, models.DecimalField)
    ]


def test_no_sum_or_mean_is_taken_in_sql():
    names = {"Sum", "Avg", "StdDev", "Variance"}
    found = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db")
        for alias in node.names
        if alias.name in names
    ]
    assert found == []


def test_no_arithmetic_on_decimal_columns_is_done_in_sql():
    columns = {field.name for field in decimal_fields()}
    found = [f"{name}:{line}" for name, tree in modules() for line in sums_on(tree, columns)]
    assert found == []


def sums_on(tree, columns):
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp):
            for side in (node.left, node.right):
                if isinstance(side, ast.Call) and "F" in names_in(side.func) and side.args:
                    name = getattr(side.args[0], "value", "")
                    if str(name).split("__")[-1] in columns:
                        yield node.lineno


def test_the_decimal_guard_sees_what_it_guards_against():
    assert list(sums_on(ast.parse("x = F('koefisien') * 2"), {"koefisien"})) == [1]
    assert list(sums_on(ast.parse("x = F('chain') % 2"), {"koefisien"})) == []
