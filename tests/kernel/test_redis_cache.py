"""A Redis that is gone is a miss; one that is there keeps what it is told."""

import logging
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import ConnectionError as RedisConnectionError

from harsat.cli.stack.ports import free_ports
from harsat.kernel.redis_cache import Breaker, MsgpackSerializer, TolerantClient, TolerantRedisCache


@pytest.fixture
def gone(monkeypatch):
    monkeypatch.setattr(TolerantClient, "_breakers", {})
    return TolerantRedisCache(f"redis://127.0.0.1:{free_ports(1)[0]}/0", {})


def test_with_redis_gone_every_question_is_answered_as_by_an_empty_cache(gone):
    gone.set("kunci", "nilai")
    assert gone.get("kunci") is None
    assert gone.get("kunci", "lain") == "lain"
    assert gone.get_many(["kunci"]) == {}
    assert gone.add("kunci", "nilai") is True
    assert gone.has_key("kunci") is False
    assert gone.touch("kunci") is False
    assert gone.delete("kunci") is False
    assert gone.set_many({"kunci": "nilai"}) == []
    gone.delete_many(["kunci"])
    assert gone.clear() is False
    with pytest.raises(ValueError, match="not found"):
        gone.incr("kunci")
    assert gone.get_or_set("kunci", lambda: "dihitung") == "dihitung"


def test_a_redis_that_failed_is_left_alone_and_named_once_in_the_log(gone, caplog, monkeypatch):
    asked = []

    def get(client, key, default):
        asked.append(key)
        raise RedisConnectionError("gone")

    monkeypatch.setattr("django.core.cache.backends.redis.RedisCacheClient.get", get)
    with caplog.at_level(logging.WARNING, logger="harsat.kernel.redis_cache"):
        for _ in range(100):
            gone.get("kunci")
    assert len(asked) == 1
    assert len(caplog.records) == 1


def test_a_breaker_closes_again_after_its_rest():
    now = [100.0]
    breaker = Breaker(rest=5, clock=lambda: now[0])
    breaker.trip(OSError())
    assert breaker.is_open()
    now[0] += 5
    assert not breaker.is_open()


@pytest.mark.parametrize("value", ["teks", b"\x00m", 0, -7, True, None, 1.5, [1, "a"], {"a": [b"b"]}, 2**62])
def test_plain_values_come_back_as_they_went(value):
    stored = MsgpackSerializer().dumps(value)
    wire = str(stored).encode() if isinstance(stored, int) else stored
    back = MsgpackSerializer().loads(wire)
    assert back == value
    assert type(back) is type(value)


def test_a_decimal_comes_back_as_its_text():
    assert MsgpackSerializer().loads(MsgpackSerializer().dumps(Decimal("1.50"))) == "1.50"


def test_what_is_no_plain_value_is_refused():
    with pytest.raises(TypeError):
        MsgpackSerializer().dumps(object())


@pytest.mark.server
def test_the_server_s_cache_is_redis_and_keeps_bytes():
    assert settings.CACHES["default"]["BACKEND"].endswith("TolerantRedisCache")
    cache.set("muatan", b"\x1f\x8b gzip", 60)
    cache.set("hitung", 1)
    assert cache.incr("hitung") == 2
    assert cache.get_many(["muatan", "hitung"]) == {"muatan": b"\x1f\x8b gzip", "hitung": 2}
    assert cache.get("tidak-ada") is None
