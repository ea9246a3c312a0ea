"""Free ports, and waiting until a service answers on one."""

from __future__ import annotations

import socket
from collections.abc import Callable
from time import monotonic, sleep

from harsat.cli.stack.errors import StackError

HOST = "127.0.0.1"


def free_ports(count: int) -> tuple[int, ...]:
    """`count` different ports that nobody listens on; all are held until the last is found."""
    held = [socket.socket() for _ in range(count)]
    try:
        for one in held:
            one.bind((HOST, 0))
        return tuple(one.getsockname()[1] for one in held)
    finally:
        for one in held:
            one.close()


def is_listening(port: int) -> bool:
    """True when a connection to the port is accepted."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((HOST, port)) == 0


def wait_until(answers: Callable[[], bool], name: str, seconds: float = 20) -> None:
    """Return as soon as the service answers; raise with its name when it does not in time."""
    deadline = monotonic() + seconds
    while not answers():
        if monotonic() > deadline:
            raise StackError(f"{name} does not answer after {seconds:g} s")
        sleep(0.05)
