"""What holds for all tests: a quick hasher, an empty cache each, and the database that HARSAT_TEST_DATABASE names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from support.queries import statement_count

SERVER = os.environ.get("HARSAT_TEST_DATABASE", "sqlite") == "server"
CI = os.environ.get("CI") == "true"

quiet = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}
hypothesis_settings.register_profile("quick", max_examples=40, **quiet)
hypothesis_settings.register_profile("long", max_examples=1000, **quiet)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_configure():
    """Settings that tests need and the product does not."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if SERVER:
        # A worker's clear() must not empty the other's cache.
        worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        redis = settings.CACHES["default"]
        redis["LOCATION"] = f"{redis['LOCATION'].rpartition('/')[0]}/{worker}"


def pytest_runtest_setup(item):
    """Tests of the server's behaviour say so; on SQLite they are skipped, and in CI that is a failure."""
    if SERVER or not item.get_closest_marker("server"):
        return
    message = "needs PostgreSQL behind PgBouncer and Redis: python tools/test_server.py"
    (pytest.fail if CI else pytest.skip)(message)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory, worker_id_or_main):
    """SQLite on a file, as in the product: an in-memory database has neither WAL nor two connections."""
    from django.db import connections

    default = connections["default"].settings_dict
    if SERVER:
        default["TEST"]["NAME"] = f"test_harsat_{worker_id_or_main}"
        return
    default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("sqlite") / f"test_{worker_id_or_main}.sqlite3")
    # Nobody pulls the plug on a test; the rest is as in the product.
    options = default["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(scope="session")
def worker_id_or_main():
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(autouse=True)
def _empty_cache():
    from django.core.cache import cache

    from harsat.catalogue.browse.comparison import COMPARISONS
    from harsat.catalogue.search.find import indexes_forget

    cache.clear()
    # a rolled-back test gives its ids to the rows of the next
    indexes_forget()
    COMPARISONS.clear()


@pytest.fixture
def queries():
    """`with queries(6): client.get(url)` states what a page costs."""
    return statement_count


@pytest.fixture(scope="session")
def repository():
    """The folder of the whole product."""
    return Path(__file__).resolve().parent.parent
