"""A Redis cache that is only ever a help: slow or gone, it is a miss, and for a few seconds nobody asks it again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from time import monotonic
from typing import Any, ClassVar

import msgspec
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

TIMEOUT = 0.25
"""Seconds for a connection or an answer; a payload computed anew takes less than a second wait would."""

REST = 5.0
"""Seconds in which Redis is left alone after an error."""


class MsgpackSerializer:
    """Plain values and bytes as msgpack: a cache that others can write to must not be able to run code here."""

    def dumps(self, value: Any) -> int | bytes:
        """Integers stay plain, so that Redis itself can count with them."""
        return value if type(value) is int else b"m" + msgspec.msgpack.encode(value)

    def loads(self, data: bytes) -> Any:
        """What `dumps` wrote."""
        return msgspec.msgpack.decode(data[1:]) if data[:1] == b"m" else int(data)


class Breaker:
    """Remembers for `rest` seconds that a service failed, so that a dead one costs one time-out and not one each."""

    def __init__(self, rest: float = REST, clock: Callable[[], float] = monotonic) -> None:
        self._rest = rest
        self._clock = clock
        self._closed_until = 0.0
        self._lock = Lock()

    def is_open(self) -> bool:
        """True while the service is to be left alone."""
        return self._clock() < self._closed_until

    def trip(self, error: Exception) -> None:
        """Leave the service alone from now on; one line in the log for each rest."""
        with self._lock:
            if not self.is_open():
                logger.warning("Redis is left alone for %.0f s: %s", self._rest, error)
            self._closed_until = self._clock() + self._rest


class TolerantClient(RedisCacheClient):
    """Django's client, answering an error of Redis as an empty cache would."""

    # One breaker a server and process: Django makes a client for each thread.
    _breakers: ClassVar[dict[str, Breaker]] = {}

    def __init__(self, servers: list[str], **options: Any) -> None:
        super().__init__(servers, **options)
        self.breaker = self._breakers.setdefault(",".join(servers), Breaker())

    def add(self, key: Any, value: Any, timeout: Any) -> bool:
        """True, as if the key had been free: without a cache nobody else holds it either."""
        return bool(self._ask(super().add, key, value, timeout, otherwise=True))

    def get(self, key: Any, default: Any) -> Any:
        """The value, or the default."""
        return self._ask(super().get, key, default, otherwise=default)

    def set(self, key: Any, value: Any, timeout: Any) -> None:
        """Keep the value if that is possible."""
        self._ask(super().set, key, value, timeout, otherwise=None)

    def touch(self, key: Any, timeout: Any) -> bool:
        """False: there is nothing to prolong."""
        return bool(self._ask(super().touch, key, timeout, otherwise=False))

    def delete(self, key: Any) -> bool:
        """False: there was nothing to delete."""
        return bool(self._ask(super().delete, key, otherwise=False))

    def get_many(self, keys: Iterable[Any]) -> dict[Any, Any]:
        """Nothing at all."""
        found: dict[Any, Any] = self._ask(super().get_many, keys, otherwise={})
        return found

    def has_key(self, key: Any) -> bool:
        """False."""
        return bool(self._ask(super().has_key, key, otherwise=False))

    def incr(self, key: Any, delta: int) -> int:
        """Raises ValueError as for any key that is not there."""
        value = self._ask(super().incr, key, delta, otherwise=None)
        if value is None:
            raise ValueError(f"Key {key!r} not found.")
        return int(value)

    def set_many(self, data: Mapping[Any, Any], timeout: Any) -> None:
        """Keep the values if that is possible."""
        self._ask(super().set_many, data, timeout, otherwise=None)

    def delete_many(self, keys: Iterable[Any]) -> None:
        """Delete if that is possible."""
        self._ask(super().delete_many, keys, otherwise=None)

    def clear(self) -> bool:
        """False: there was nothing to clear."""
        return bool(self._ask(super().clear, otherwise=False))

    def _ask(self, question: Callable[..., Any], *args: Any, otherwise: Any) -> Any:
        if self.breaker.is_open():
            return otherwise
        try:
            return question(*args)
        except (RedisError, OSError) as error:
            self.breaker.trip(error)
            return otherwise


class TolerantRedisCache(RedisCache):
    """The cache backend for CACHES: short time-outs, no second try, msgpack inside."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = TolerantClient
        self._options = {
            "serializer": MsgpackSerializer(),
            "socket_timeout": TIMEOUT,
            "socket_connect_timeout": TIMEOUT,
            "retry": Retry(NoBackoff(), 0),
            **params.get("OPTIONS", {}),
        }
