"""A private Redis that keeps nothing on disk: the database is the truth, Redis only helps."""

from __future__ import annotations

import os
import signal

from harsat.cli.stack.place import Place
from harsat.cli.stack.ports import HOST, is_listening, wait_until
from harsat.cli.stack.programs import file_write, process_of, program, run

NAME = "Redis"


def start(place: Place) -> None:
    """Write the configuration anew and start."""
    if is_running(place):
        return
    settings = file_write(place.folder / "redis.conf", _settings(place))
    run([program("redis-server"), str(settings)])
    # A listening port is not enough: the pid file follows it, and a stop that finds none would leave the process.
    wait_until(lambda: is_running(place), NAME)


def stop(place: Place) -> None:
    """Stop at once."""
    pid = _process(place)
    if pid:
        os.kill(pid, signal.SIGTERM)


def is_running(place: Place) -> bool:
    """True when our own process lives and answers."""
    return bool(_process(place)) and is_listening(place.redis_port)


def _process(place: Place) -> int | None:
    # Redis rewrites its command line: "redis-server 127.0.0.1:4711".
    return process_of(place.folder / "redis.pid", f"{HOST}:{place.redis_port}")


def _settings(place: Place) -> str:
    return f"""\
bind {HOST}
port {place.redis_port}
requirepass {place.password}
daemonize yes
dir {place.folder}
pidfile {place.folder}/redis.pid
logfile {place.folder}/redis.log
save ""
appendonly no
maxmemory 128mb
maxmemory-policy volatile-ttl
"""
