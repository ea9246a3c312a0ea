"""The first program that a person runs: it refuses in one line, and does nothing twice."""

import importlib.util
import subprocess
import sys

import pytest


@pytest.fixture
def tool(repository):
    def load(name):
        spec = importlib.util.spec_from_file_location(f"tool_{name}", repository / "tools" / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


def refusal(call):
    with pytest.raises(SystemExit) as stopped:
        call()
    line = str(stopped.value)
    assert "\n" not in line
    return line


def test_an_old_python_is_refused_in_one_line(tool, monkeypatch):
    setup = tool("setup")
    monkeypatch.setattr(setup.sys, "version_info", (3, 10, 12))
    assert "Python 3.11" in refusal(setup.python_refuse_old)
    assert "3.10.12" in refusal(setup.python_refuse_old)


@pytest.mark.parametrize("said", ["v18.20.1", "v20.18.3"])
def test_an_old_node_is_refused_in_one_line(tool, monkeypatch, said):
    setup = tool("setup")
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(setup.subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 0, said + "\n"))
    assert said in refusal(setup.node_refuse_old)


@pytest.mark.parametrize("said", ["v20.19.0", "v22.1.0", "v24.0.0"])
def test_a_newer_node_is_accepted(tool, monkeypatch, said):
    setup = tool("setup")
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(setup.subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 0, said + "\n"))
    assert setup.node_refuse_old() is None


def test_a_missing_npm_is_refused_in_one_line(tool, monkeypatch):
    setup = tool("setup")
    monkeypatch.setattr(setup.shutil, "which", lambda name: "/bin/node" if name == "node" else None)
    assert "npm" in refusal(setup.node_refuse_old)


@pytest.fixture
def staged(tool, monkeypatch, tmp_path):
    setup = tool("setup")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    source = tmp_path / "requirements.txt"
    source.write_text("uv==1")
    runs = []
    return source, runs, lambda: setup.stage("x", [source], lambda: runs.append(1), tmp_path / "made" / ".made")


def test_a_stage_runs_once_for_the_same_content(staged):
    _source, runs, stage = staged
    stage()
    stage()
    assert len(runs) == 1


def test_a_stage_runs_again_when_its_content_changes(staged):
    source, runs, stage = staged
    stage()
    source.write_text("uv==2")
    stage()
    assert len(runs) == 2


def test_a_stage_that_failed_runs_again(tool, monkeypatch, tmp_path):
    setup = tool("setup")
    monkeypatch.setattr(setup, "ROOT", tmp_path)

    def fail():
        raise SystemExit("no")

    with pytest.raises(SystemExit):
        setup.stage("x", [], fail, tmp_path / ".made")
    assert not (tmp_path / ".made").exists()


def test_the_program_itself_can_be_read_by_an_older_python(repository):
    """Otherwise a person with Python 3.9 meets a SyntaxError instead of the one line."""
    import ast

    ast.parse((repository / "tools" / "setup.py").read_text(), feature_version=(3, 7))


def test_an_environment_that_does_not_run_is_not_ours(tool, monkeypatch, tmp_path):
    setup = tool("setup")
    monkeypatch.setattr(setup, "VENV", tmp_path)
    assert setup.venv_is_ours() is False
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    assert setup.venv_is_ours() is True


def test_services_asks_for_the_packages_whose_program_is_missing(tool, monkeypatch):
    services = tool("services")
    monkeypatch.setattr(services.shutil, "which", lambda program, path: None if program == "soffice" else program)
    assert services.missing() == ["libreoffice-calc"]


def test_services_without_root_says_what_to_type(tool, monkeypatch):
    services = tool("services")
    monkeypatch.setattr(services, "missing", lambda: ["redis-server"])
    monkeypatch.setattr(services.os, "geteuid", lambda: 1000)
    assert "sudo make services" in refusal(services.main)
