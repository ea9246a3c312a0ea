"""What the settings promise, asked of Django itself."""

import re
import sqlite3

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import get_commands
from django.db import connection
from django.test import Client

from harsat.config import checks
from harsat.config.env import Env
from harsat.config.settings.security import key_of
from harsat.config.settings.static import WHITENOISE_IMMUTABLE_FILE_TEST


def test_the_guarded_migrate_wins_over_django_s():
    assert get_commands()["migrate"] == "harsat.config"


@pytest.mark.django_db
def test_a_test_runs_on_the_database_that_was_asked_for():
    wanted = "postgresql" if settings.HARSAT_SERVER else "sqlite"
    assert connection.vendor == wanted


@pytest.mark.django_db
def test_each_connection_has_what_the_design_asks_of_its_database():
    on_sqlite = {"PRAGMA journal_mode": "wal", "PRAGMA foreign_keys": 1}
    on_postgresql = {"SHOW lock_timeout": "2s", "SHOW idle_in_transaction_session_timeout": "30s"}
    expected = on_sqlite if connection.vendor == "sqlite" else on_postgresql
    with connection.cursor() as cursor:
        shown = {}
        for question in expected:
            cursor.execute(question)
            shown[question] = cursor.fetchone()[0]
    assert shown == expected


def test_an_old_sqlite_is_named_by_a_check(monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    monkeypatch.setattr(checks, "connection", type("Fake", (), {"vendor": "sqlite"}))
    assert [message.id for message in checks.sqlite_is_new_enough()] == ["harsat.E001"]


def test_a_server_without_secret_key_does_not_start(monkeypatch, tmp_path):
    monkeypatch.setenv("HARSAT_HOME", str(tmp_path))
    monkeypatch.setenv("POSTGRES_HOST", "db")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        key_of(Env())


def test_the_key_of_the_home_folder_is_used_when_the_environment_has_none(monkeypatch, tmp_path):
    (tmp_path / "secret_key").write_text("rahasia\n")
    monkeypatch.setenv("HARSAT_HOME", str(tmp_path))
    monkeypatch.delenv("SECRET_KEY", raising=False)
    assert key_of(Env()) == "rahasia"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("/static/dist/assets/main-D4f_9x-Q.js", True),
        ("/static/dist/assets/inter-latin-opsz-Bq0aZ1xy.woff2", True),
        ("/static/dist/manifest.json", False),
        ("/static/dist/assets/main.js", False),
    ],
)
def test_only_files_named_by_their_content_are_kept_for_ever(url, kept):
    assert WHITENOISE_IMMUTABLE_FILE_TEST("", url) is kept


@pytest.mark.django_db
def test_an_address_without_its_closing_slash_is_a_json_404_and_no_redirect():
    response = Client().post("/api/v2/project/1/harga-items/save")
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


@pytest.mark.django_db
def test_every_answer_bears_the_id_of_its_request():
    assert re.fullmatch(r"[0-9a-f]{8}", Client().get("/api/v2/tidak-ada/")["X-Request-Id"])


def test_an_office_behind_one_address_may_sign_in_at_once():
    assert settings.ACCOUNT_RATE_LIMITS["login"] == "600/m/ip"
