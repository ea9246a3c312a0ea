"""The folder and its key are their owner's alone, and are made once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from harsat.kernel.home import home_ensure, home_path, secret_key


def test_the_folder_and_its_key_can_be_read_by_their_owner_only(tmp_path):
    home = home_ensure(tmp_path / "harsat")
    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / "secret_key").stat().st_mode & 0o777 == 0o600
    assert len(secret_key(home)) > 50


def test_a_second_start_keeps_the_key(tmp_path):
    first = secret_key(home_ensure(tmp_path))
    assert secret_key(home_ensure(tmp_path)) == first


def test_a_folder_without_key_has_none(tmp_path):
    assert secret_key(tmp_path) is None


def test_nothing_but_the_key_is_left_in_the_folder(tmp_path):
    home_ensure(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_threads_that_start_together_agree_on_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key(home_ensure(tmp_path)), range(16)))
    assert len(keys) == 1


def test_a_tilde_is_the_person_s_own_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert home_path(Path("~/.harsat")) == tmp_path / ".harsat"
