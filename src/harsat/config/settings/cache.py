"""Caches and sessions: Redis where one is named, the process's own memory otherwise, the database behind both."""

from typing import Any

from harsat.config.env import Env, env


def cache_of(where: Env) -> dict[str, Any]:
    """The one cache; it may forget anything at any time."""
    if where.redis_url:
        return {
            "BACKEND": "harsat.kernel.redis_cache.TolerantRedisCache",
            "LOCATION": where.redis_url,
            "KEY_PREFIX": "harsat",
        }
    return {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "harsat",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }


CACHES = {"default": cache_of(env)}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
