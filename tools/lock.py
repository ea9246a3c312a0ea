"""Locks the requirements with hashes and the front end without addresses; UPGRADE=1 takes newer releases."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """The three requirements files and package-lock.json; a test says that dev.txt agrees with runtime.txt."""
    upgrade = ["--upgrade"] if os.environ.get("UPGRADE") else []
    for name in ("uv", "runtime", "dev"):
        lock(name, *upgrade)
    subprocess.run(["npm", "install", "--package-lock-only", "--loglevel=error"], check=True, cwd=ROOT)


def lock(name: str, *options: str) -> None:
    """`requirements/name.in` into `requirements/name.txt`, for every platform and Python from 3.11."""
    arguments = [
        str(ROOT / ".venv/bin/uv"),
        *("pip", "compile", "--quiet", "--universal", "--python-version=3.11"),
        *("--generate-hashes", "--no-header", "--no-emit-index-url"),
        *options,
        *(f"{name}.in", f"--output-file={name}.txt"),
    ]
    subprocess.run(arguments, check=True, cwd=ROOT / "requirements")


if __name__ == "__main__":
    main()
