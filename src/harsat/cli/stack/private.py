"""All three services together: up in the order of need, down in the reverse."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from types import ModuleType

from harsat.cli.stack import pgbouncer, postgres, redis
from harsat.cli.stack.errors import StackError
from harsat.cli.stack.place import Place

SERVICES: tuple[ModuleType, ...] = (postgres, pgbouncer, redis)


def stack_up(folder: Path, *, durable: bool = True) -> Place:
    """Start what is not running; a half start is taken back. Safe to call twice."""
    place = Place.found(folder) or Place.made(folder, durable=durable)
    try:
        for service in SERVICES:
            service.start(place)
    except StackError:
        stack_down(place)
        raise
    return place


def stack_down(place: Place, seconds: float = 60) -> None:
    """Stop all and wait until none is left; the data stays."""
    for service in reversed(SERVICES):
        service.stop(place)
    deadline = monotonic() + seconds
    while any(stack_status(place).values()):
        if monotonic() > deadline:
            raise StackError("a service did not stop in time")
        sleep(0.05)


def stack_status(place: Place) -> dict[str, bool]:
    """Which service runs, by its name."""
    return {service.NAME: service.is_running(place) for service in SERVICES}


@contextmanager
def stack_for_a_while() -> Iterator[Place]:
    """A fresh stack in a temporary folder, without durability, stopped and removed whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix="harsat-stack-"))
    try:
        place = stack_up(folder, durable=False)
        try:
            yield place
        finally:
            stack_down(place)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
