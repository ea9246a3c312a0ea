"""The API by its own document: every operation with an address and a body that are well formed and mean nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from harsat.api.v2.api import api

SAFE = ("get", "head")
UUID_TEXT = "00000000-0000-4000-8000-000000000000"


class Operation(NamedTuple):
    """`path` with `{project_id}` left open; `body` satisfies the schema, or is None where none is asked for."""

    method: str
    path: str
    operation_id: str
    body: object
    multipart: bool

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def writes(self):
        return self.method not in SAFE

    @property
    def of_project(self):
        return "{project_id}" in self.path

    def url(self, project_id):
        return re.sub(r"{\w+}", "1", self.path.replace("{project_id}", str(project_id)))


def operations():
    """Every operation of the API, in the order of its document."""
    document = api.get_openapi_schema()
    schemas = document.get("components", {}).get("schemas", {})
    return [
        _operation(method, path, operation, schemas)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def _operation(method, path, operation, schemas):
    content = operation.get("requestBody", {}).get("content", {})
    media = next(iter(content), None)
    query = [one for one in operation.get("parameters", []) if one["in"] == "query" and one.get("required")]
    if query:
        path += "?" + "&".join(f"{one['name']}={example(one['schema'], schemas)}" for one in query)
    body = example(content[media]["schema"], schemas) if media else None
    return Operation(method, path, operation["operationId"], body, bool(media) and media.startswith("multipart"))


def example(schema, schemas):
    """The smallest value that a JSON schema accepts, for the keywords that ours use."""
    if "$ref" in schema:
        return example(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    for keyword in ("anyOf", "oneOf", "allOf"):
        if keyword in schema:
            return example(schema[keyword][0], schemas)
    given = [schema[keyword] for keyword in ("const", "default") if keyword in schema] + schema.get("enum", [])[:1]
    return given[0] if given else _of_type(schema, schemas)


def _of_type(schema, schemas):
    kind = schema.get("type")
    if kind == "object":
        return {name: example(schema["properties"][name], schemas) for name in schema.get("required", ())}
    if kind == "array":
        return [example(schema["items"], schemas) for _ in range(schema.get("minItems", 0))]
    if kind == "string":
        return UUID_TEXT if schema.get("format") == "uuid" else "x" * max(1, schema.get("minLength", 1))
    return {"integer": max(1, schema.get("minimum", 1)), "number": 1, "boolean": False}.get(kind)
