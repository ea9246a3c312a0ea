"""`harsat openapi`: the API's document as it is committed in docs/openapi.json."""

from __future__ import annotations

import json

import click

from harsat.cli.home import django_start


@click.command()
def openapi() -> None:
    """Cetak dokumen OpenAPI / print the OpenAPI document."""
    django_start()
    click.echo(openapi_text(), nl=False)


def openapi_text() -> str:
    """The document as text, sorted, so that equal interfaces give equal bytes."""
    from harsat.api.v2.api import api

    return json.dumps(api.get_openapi_schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
