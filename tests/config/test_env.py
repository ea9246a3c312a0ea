"""Which environment makes which mode, and which address wins."""

import pytest
from pydantic import ValidationError

from harsat.config.env import Env, postgres_of_url
from harsat.config.settings.cache import cache_of
from harsat.config.settings.database import postgresql, sqlite

SERVER_NAMES = ("DATABASE_URL", "POSTGRES_HOST", "POSTGRES_PORT", "PGBOUNCER_HOST", "PGBOUNCER_PORT", "REDIS_URL")


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    for name in (*SERVER_NAMES, "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD", "ALLOWED_HOSTS", "HARSAT_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_without_any_variable_the_product_is_embedded():
    assert not Env().server
    assert Env().home.name == ".harsat"


@pytest.mark.parametrize("name", ["POSTGRES_HOST", "PGBOUNCER_HOST"])
def test_naming_a_postgresql_makes_it_a_server(monkeypatch, name):
    monkeypatch.setenv(name, "db")
    assert Env().server


def test_an_empty_variable_counts_as_absent(monkeypatch):
    monkeypatch.setenv("POSTGRES_HOST", "")
    monkeypatch.setenv("PGBOUNCER_PORT", "")
    assert not Env().server
    assert Env().pgbouncer_port == 6432


def test_the_address_of_pgbouncer_wins_over_a_direct_one(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://harsat:s%40ndi@db:5433/rab")
    monkeypatch.setenv("PGBOUNCER_HOST", "pooler")
    monkeypatch.setenv("PGBOUNCER_PORT", "6500")
    expected = {"HOST": "pooler", "PORT": 6500, "NAME": "rab", "USER": "harsat", "PASSWORD": "s@ndi"}
    assert Env().postgres == expected


def test_the_url_wins_over_the_names(monkeypatch):
    monkeypatch.setenv("POSTGRES_HOST", "elsewhere")
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/rab")
    assert Env().postgres["HOST"] == "db"
    assert Env().postgres["PORT"] == 5432


def test_a_url_of_another_database_is_refused():
    with pytest.raises(ValueError, match="postgres://"):
        postgres_of_url("mysql://db/rab")


def test_a_port_that_is_no_number_stops_the_start(monkeypatch):
    monkeypatch.setenv("PGBOUNCER_PORT", "banyak")
    with pytest.raises(ValidationError):
        Env()


@pytest.mark.parametrize("text", ["rab.example,10.0.0.4", "rab.example 10.0.0.4", " rab.example, 10.0.0.4 "])
def test_hosts_are_separated_by_commas_or_spaces(monkeypatch, text):
    monkeypatch.setenv("ALLOWED_HOSTS", text)
    assert Env().allowed_hosts == ["rab.example", "10.0.0.4"]


def test_sqlite_survives_a_power_cut_and_queues_its_writers():
    options = sqlite(Env())["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]
    assert "foreign_keys=ON" in options["init_command"]


def test_postgresql_keeps_nothing_in_a_session():
    database = postgresql(Env())
    assert database["OPTIONS"]["prepare_threshold"] is None
    assert database["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert database["CONN_MAX_AGE"] == 60


def test_django_s_own_pool_is_one_variable_away(monkeypatch):
    monkeypatch.setenv("HARSAT_DB_POOL", "8")
    database = postgresql(Env())
    assert database["OPTIONS"]["pool"] == {"min_size": 2, "max_size": 8, "timeout": 10}
    assert database["CONN_MAX_AGE"] == 0


def test_redis_is_used_where_it_is_named(monkeypatch):
    assert "locmem" in cache_of(Env())["BACKEND"]
    monkeypatch.setenv("REDIS_URL", "redis://cache:6379/0")
    assert cache_of(Env())["LOCATION"] == "redis://cache:6379/0"
