"""A cache in the process, bounded in bytes, in which one thread computes and the others wait for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Event, Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class ByteBoundCache(Generic[T]):
    """Least recently used values by key, at most `max_bytes` by the sizes their makers state.

    Keys carry a mark, so nothing is ever invalidated: an old key is simply not asked for again.
    """

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.bytes = 0
        self._entries: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._under_way: dict[Hashable, Event] = {}
        self._lock = Lock()

    def get(self, key: Hashable) -> T | None:
        """The value, or None; a hit becomes the youngest."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: Hashable, value: T, size: int) -> None:
        """Keep `value` as `size` bytes; the oldest leave until the bound holds. One above the bound is not kept."""
        with self._lock:
            old = self._entries.pop(key, None)
            self.bytes -= old[1] if old else 0
            if size > self.max_bytes:
                return
            self._entries[key] = (value, size)
            self.bytes += size
            while self.bytes > self.max_bytes:
                self.bytes -= self._entries.popitem(last=False)[1][1]

    def get_or_make(self, key: Hashable, make: Callable[[], tuple[T, int]], *, wait: float = 2.0) -> T:
        """The value; on a miss one caller makes it and the others wait at most `wait` seconds, then make their own."""
        found = self.get(key)
        if found is not None:
            return found
        mine, event = self._claim(key)
        if not mine:
            event.wait(wait)
            found = self.get(key)
            if found is not None:
                return found
        try:
            value, size = make()
            self.put(key, value, size)
            return value
        finally:
            if mine:
                self._release(key, event)

    def clear(self) -> None:
        """Forget everything; for tests."""
        with self._lock:
            self._entries.clear()
            self.bytes = 0

    def _claim(self, key: Hashable) -> tuple[bool, Event]:
        with self._lock:
            event = self._under_way.get(key)
            if event is not None:
                return False, event
            event = self._under_way[key] = Event()
            return True, event

    def _release(self, key: Hashable, event: Event) -> None:
        with self._lock:
            self._under_way.pop(key, None)
        event.set()
