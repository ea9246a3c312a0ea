"""Several things at once, each in a thread with a connection of its own; the first error of any is raised."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event, Thread

from django.db import connection


def at_once(*tasks):
    """Start all tasks together; their results in order. What a task raises is its result."""
    barrier = Barrier(len(tasks))

    def run(task):
        try:
            barrier.wait(10)
            return task()
        except Exception as error:  # noqa: BLE001  the test looks at it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


@contextmanager
def without_pause(task):
    """`task` over and over in a thread beside the block; an error of it is raised at the end."""
    stop, errors = Event(), []

    def run():
        try:
            while not stop.is_set():
                task()
        except Exception as error:  # noqa: BLE001  raised below, in the test's own thread
            errors.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(30)
    if errors:
        raise errors[0]
