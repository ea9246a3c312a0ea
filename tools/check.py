"""Runs the checks two at a time, prints the seconds of each, and shows the output of those that failed.

`make check` and `make test` begin with it; pytest follows.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parent.parent
AT_ONCE = 2

# The longest first, so that the two lanes end together.
CHECKS: dict[str, Sequence[str]] = {
    "mypy": ["mypy"],
    "vitest": ["npm", "run", "--silent", "test", "--", "--reporter=dot"],
    "djlint": ["djlint", "--quiet", "--lint", "src/harsat"],
    "import-linter": ["lint-imports"],
    "biome, tsc": ["npm", "run", "--silent", "check"],
    "ruff": ["ruff", "check", "--quiet"],
    "ruff format": ["ruff", "format", "--check", "--quiet"],
}


def main() -> None:
    """Exit code 1 when any of them failed."""
    with ThreadPoolExecutor(AT_ONCE) as lanes:
        passed = list(lanes.map(lambda item: check(*item), CHECKS.items()))
    sys.exit(0 if all(passed) else 1)


def check(name: str, arguments: Sequence[str]) -> bool:
    """Run one; True when it passed."""
    begun = monotonic()
    path = os.pathsep.join([str(ROOT / ".venv/bin"), os.environ["PATH"]])
    done = subprocess.run(
        ["/usr/bin/env", *arguments],
        check=False,
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    passed = done.returncode == 0
    verdict = "" if passed else "  FAILED\n" + done.stdout
    print(f"  {name:<28}{monotonic() - begun:6.1f} s{verdict}", flush=True)
    return passed


if __name__ == "__main__":
    main()
