"""The committed OpenAPI document is the interface: what changes shows in review."""

import json
from pathlib import Path

from harsat.cli.openapi import openapi_text

DOCUMENT = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_the_committed_document_is_the_interface_of_the_code():
    assert DOCUMENT.read_text(encoding="utf-8") == openapi_text(), "run: harsat openapi > docs/openapi.json"


def test_every_operation_has_an_id_of_its_own_and_a_description():
    paths = json.loads(openapi_text())["paths"]
    operations = [operation for methods in paths.values() for operation in methods.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    assert all(operation.get("description") for operation in operations)


def test_every_route_ends_with_a_slash():
    assert all(path.endswith("/") for path in json.loads(openapi_text())["paths"])


def test_every_project_route_declares_the_errors_of_the_gate():
    paths = json.loads(openapi_text())["paths"]
    for path, methods in paths.items():
        if "{project_id}" in path:
            for operation in methods.values():
                assert {"401", "403", "404"} <= set(operation["responses"]), path
