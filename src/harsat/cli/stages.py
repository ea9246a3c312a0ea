"""Prints what a start is doing and how many seconds each stage took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import click


@contextmanager
def stage(name: str) -> Iterator[None]:
    """`  basis data            1.4 s` when the stage is over; nothing when it failed."""
    begun = monotonic()
    yield
    click.echo(f"  {name:<28}{monotonic() - begun:6.1f} s")
