"""Private services: they start, carry the rules of PgBouncer's transaction mode, and are gone afterwards."""

import os
from pathlib import Path

import psycopg
import pytest
import redis
from click.testing import CliRunner

from harsat.cli.main import main
from harsat.cli.stack import pgbouncer, postgres, programs
from harsat.cli.stack import redis as redis_service
from harsat.cli.stack.errors import StackError
from harsat.cli.stack.place import Place
from harsat.cli.stack.ports import free_ports, is_listening, wait_until
from harsat.cli.stack.private import stack_for_a_while, stack_status, stack_up


@pytest.fixture(scope="module")
def place():
    with stack_for_a_while() as started:
        yield started


def client(place, port=None):
    return psycopg.connect(
        host="127.0.0.1",
        port=port or place.pgbouncer_port,
        user="harsat",
        password=place.password,
        dbname="harsat",
        prepare_threshold=None,
        autocommit=True,
    )


@pytest.mark.server
def test_all_three_run_and_say_so(place):
    assert stack_status(place) == {"PostgreSQL": True, "PgBouncer": True, "Redis": True}


@pytest.mark.server
def test_the_limits_of_the_role_reach_every_client_of_pgbouncer(place):
    for _ in range(3):
        with client(place) as connection:
            settings = ("lock_timeout", "idle_in_transaction_session_timeout", "timezone")
            shown = [connection.execute(f"SHOW {name}").fetchone()[0] for name in settings]
        assert shown == ["2s", "30s", "UTC"]


@pytest.mark.server
def test_pgbouncer_hands_a_server_connection_on_after_each_transaction(place):
    with client(place) as first, client(place) as second:
        serving = [one.execute("SELECT pg_backend_pid()").fetchone()[0] for one in (first, second)]
    assert serving[0] == serving[1]


@pytest.mark.server
def test_a_wrong_password_is_refused_by_all_three(place):
    for port in (place.postgres_port, place.pgbouncer_port):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(host="127.0.0.1", port=port, user="harsat", password="salah", dbname="harsat")
    with pytest.raises(redis.exceptions.AuthenticationError):
        redis.Redis(port=place.redis_port, password="salah").ping()


@pytest.mark.server
def test_starting_twice_leaves_what_runs_alone(place):
    pid = (place.folder / "postgres" / "postmaster.pid").read_text().split()[0]
    assert stack_up(place.folder) == place
    assert (place.folder / "postgres" / "postmaster.pid").read_text().split()[0] == pid


@pytest.mark.server
def test_after_a_while_nothing_is_left():
    with stack_for_a_while() as started:
        pass
    assert not started.folder.exists()
    assert not any(is_listening(port) for port in (started.postgres_port, started.pgbouncer_port, started.redis_port))


@pytest.mark.server
def test_data_outlives_down_and_up(tmp_path_factory):
    folder = Path("/tmp") / f"harsat-test-{os.getpid()}"
    say = lambda word: CliRunner().invoke(main, ["stack", "--folder", str(folder), word])  # noqa: E731
    try:
        assert "export PGBOUNCER_HOST=127.0.0.1" in say("up").output
        assert say("status").exit_code == 0
        place = Place.found(folder)
        with client(place) as connection:
            connection.execute("CREATE TABLE benda AS SELECT 7 AS isi")
        assert say("down").exit_code == 0
        assert say("status").exit_code == 1
        say("up")
        with client(place) as connection:
            assert connection.execute("SELECT isi FROM benda").fetchone() == (7,)
    finally:
        say("down")
        programs.run(["rm", "-rf", str(folder)])


def test_down_without_a_stack_says_how_to_start_one(tmp_path):
    result = CliRunner().invoke(main, ["--home", str(tmp_path), "stack", "--folder", str(tmp_path), "down"])
    assert result.exit_code == 1
    assert "harsat stack up" in result.output


def test_a_missing_program_says_how_to_get_it():
    with pytest.raises(StackError, match="make services"):
        programs.program("tidak-ada-program-ini")


def test_a_half_start_is_taken_back(monkeypatch, tmp_path):
    stopped = []

    class Fake:
        NAME = "Fake"

        def __init__(self, works):
            self.works = works

        def start(self, place):
            if not self.works:
                raise StackError("no")

        def stop(self, place):
            stopped.append(self)

        def is_running(self, place):
            return False

    services = (Fake(works=True), Fake(works=False))
    monkeypatch.setattr("harsat.cli.stack.private.SERVICES", services)
    monkeypatch.setattr(programs, "give", lambda path: None)
    with pytest.raises(StackError):
        stack_up(tmp_path / "stack")
    assert set(stopped) == set(services)


def test_free_ports_are_different():
    assert len(set(free_ports(5))) == 5


def test_a_program_that_never_answers_is_named():
    with pytest.raises(StackError, match="Redis does not answer"):
        wait_until(lambda: False, "Redis", seconds=0.1)


@pytest.mark.parametrize("service", [pgbouncer, redis_service], ids=["PgBouncer", "Redis"])
def test_a_started_service_can_be_stopped_at_once(service, monkeypatch, tmp_path):
    """The port answers before the pid file is written: a start waits for both."""
    place = Place(tmp_path, 1, 2, 3, "rahasia", durable=False)
    answers = iter([False, False, True])
    monkeypatch.setattr(service, "is_running", lambda _: next(answers, True))
    monkeypatch.setattr(service, "run", lambda _: "")
    monkeypatch.setattr(service, "program", lambda name: name)
    monkeypatch.setattr(programs, "give", lambda path: None)
    service.start(place)
    assert next(answers, None) is None


def test_a_stale_pid_file_is_no_running_service(tmp_path):
    pid_file = tmp_path / "redis.pid"
    pid_file.write_text(f"{os.getpid()}\n")
    assert programs.process_of(pid_file, "a command line that is not ours") is None
    assert programs.process_of(tmp_path / "none.pid", "") is None


def test_the_file_with_the_password_is_its_owner_s_alone(monkeypatch, tmp_path):
    monkeypatch.setattr(programs, "give", lambda path: None)
    place = Place.made(tmp_path / "stack", durable=True)
    assert (tmp_path / "stack" / "stack.json").stat().st_mode & 0o777 == 0o600
    assert Place.found(tmp_path / "stack") == place
    assert postgres.is_running(place) is False
