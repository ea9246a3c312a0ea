"""Free ports, and waiting until somebody listens on one."""

from __future__ import annotations

import socket
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


def wait_until_listening(port: int, name: str, seconds: float = 20) -> None:
    """Return as soon as the port answers; raise with the program's name when it does not in time."""
    deadline = monotonic() + seconds
    while not is_listening(port):
        if monotonic() > deadline:
            raise StackError(f"{name} does not answer on port {port} after {seconds:.0f} s")
        sleep(0.05)
