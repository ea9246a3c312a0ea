"""The command: its verbs, its folder, its refusals."""

import os
import socket
import subprocess
import sys

import pytest
from click.testing import CliRunner

from harsat.cli.home import SERVER_VARIABLES, home_open
from harsat.cli.main import main
from harsat.cli.serve import address_refuse_taken, server_options
from harsat.cli.stack.ports import free_ports
from harsat.config.env import Env

VERBS_HERE = main.list_commands(main.make_context("harsat", ["manage"], resilient_parsing=True))


@pytest.fixture
def harsat(monkeypatch, tmp_path):
    monkeypatch.setenv("HARSAT_HOME", str(tmp_path / "home"))
    return lambda *words: CliRunner().invoke(main, list(words))


def harsat_process(*words, home, **environment):
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("POSTGRES", "PGB", "REDIS", "SECRET"))
    }
    return subprocess.run(
        [sys.executable, "-c", "from harsat.cli.main import main; main()", *words],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**clean, "HARSAT_HOME": str(home), **environment},
    )


def test_help_names_the_verbs(harsat):
    said = harsat("--help").output
    assert all(verb in said for verb in VERBS_HERE)


# `manage` hands its words on to Django.
@pytest.mark.parametrize("verb", [verb for verb in VERBS_HERE if verb != "manage"])
def test_every_verb_explains_itself(harsat, verb):
    result = harsat(verb, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output


@pytest.mark.parametrize("name", SERVER_VARIABLES)
def test_the_command_and_the_settings_agree_on_what_makes_a_server(monkeypatch, tmp_path, name):
    for other in (*SERVER_VARIABLES, "HARSAT_HOME"):
        monkeypatch.setenv(other, "")
    home_open(tmp_path / "tertanam")
    assert (tmp_path / "tertanam" / "secret_key").exists()
    assert not Env().server
    monkeypatch.setenv(name, "postgres://db/rab")
    home_open(tmp_path / "server")
    assert not (tmp_path / "server").exists()
    assert Env().server


def test_an_unknown_verb_is_refused_in_one_line(harsat):
    result = harsat("terbang")
    assert result.exit_code == 2
    assert "No such command 'terbang'" in result.output


@pytest.mark.slow
def test_the_first_start_makes_a_private_folder_and_the_database(tmp_path):
    home = tmp_path / "baru"
    done = harsat_process("migrate", home=home)
    assert done.returncode == 0, done.stderr
    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / "secret_key").stat().st_mode & 0o777 == 0o600
    assert (home / "harsat.sqlite3").exists()


@pytest.mark.slow
def test_manage_hands_its_words_on_to_django(tmp_path):
    done = harsat_process("manage", "check", "--fail-level", "ERROR", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr


@pytest.mark.slow
def test_no_model_waits_for_a_migration(tmp_path):
    done = harsat_process("manage", "makemigrations", "--check", "--dry-run", home=tmp_path)
    assert done.returncode == 0, done.stdout


def test_a_taken_port_is_one_line_and_nothing_is_made(harsat, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        result = harsat("serve", "--port", str(other.getsockname()[1]))
    assert result.exit_code == 1
    assert "tidak dapat dipakai" in result.output
    assert len(result.output.strip().splitlines()) == 1
    assert not (tmp_path / "home" / "harsat.sqlite3").exists()


def test_a_free_port_is_accepted():
    address_refuse_taken("127.0.0.1", free_ports(1)[0])


def test_the_embedded_server_is_one_process_of_eight_threads():
    options = server_options("127.0.0.1", 8000, 1)
    assert (options["workers"], options["threads"], options["worker_class"]) == (1, 8, "gthread")
