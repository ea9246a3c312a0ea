"""A cache bounded in bytes, in which one computes and the others wait."""

from threading import Event, Thread

import pytest

from harsat.kernel.cache import ByteBoundCache


def test_it_gives_back_what_was_put():
    cache = ByteBoundCache(10)
    cache.put("a", "A", 3)
    assert (cache.get("a"), cache.get("b"), cache.bytes) == ("A", None, 3)


def test_the_least_recently_used_leaves_when_the_bytes_run_out():
    cache = ByteBoundCache(10)
    for key in "ab":
        cache.put(key, key, 5)
    cache.get("a")
    cache.put("c", "c", 5)
    assert (cache.get("a"), cache.get("b"), cache.get("c"), cache.bytes) == ("a", None, "c", 10)


def test_a_value_put_again_counts_once():
    cache = ByteBoundCache(10)
    cache.put("a", "A", 3)
    cache.put("a", "B", 4)
    assert (cache.get("a"), cache.bytes) == ("B", 4)


def test_a_value_above_the_bound_is_not_kept():
    cache = ByteBoundCache(10)
    cache.put("a", "A", 3)
    cache.put("a", "B", 11)
    assert (cache.get("a"), cache.bytes) == (None, 0)
    assert cache.get_or_make("b", lambda: ("B", 11)) == "B"


def test_one_makes_it_and_the_others_wait():
    cache, made, started, go = ByteBoundCache(10), [], Event(), Event()

    def make():
        started.set()
        go.wait(5)
        made.append(1)
        return "A", 1

    results = []
    first = Thread(target=lambda: results.append(cache.get_or_make("a", make)))
    first.start()
    started.wait(5)
    others = [Thread(target=lambda: results.append(cache.get_or_make("a", make, wait=5))) for _ in range(3)]
    for thread in others:
        thread.start()
    go.set()
    for thread in (first, *others):
        thread.join(5)
    assert (results, made) == (["A"] * 4, [1])


def test_who_has_waited_long_enough_makes_it_alone():
    cache, started, go = ByteBoundCache(10), Event(), Event()

    def slow():
        started.set()
        go.wait(5)
        return "slow", 1

    thread = Thread(target=lambda: cache.get_or_make("a", slow))
    thread.start()
    started.wait(5)
    assert cache.get_or_make("a", lambda: ("quick", 1), wait=0.01) == "quick"
    go.set()
    thread.join(5)


def test_a_failure_is_not_kept_and_frees_the_next():
    cache = ByteBoundCache(10)
    with pytest.raises(ZeroDivisionError):
        cache.get_or_make("a", lambda: 1 / 0)
    assert cache.get_or_make("a", lambda: ("A", 1)) == "A"
