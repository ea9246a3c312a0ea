"""Runs pytest on PostgreSQL behind PgBouncer with Redis: private, fresh, without durability, stopped at the end.

`.venv/bin/python tools/test_server.py -x tests/ledger` takes the arguments of pytest.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from harsat.cli.stack.errors import StackError
from harsat.cli.stack.private import stack_for_a_while

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Pytest's exit code, or 1 with one line when a service is missing."""
    # A plain SIGTERM would leave the services behind; as an exception it passes through their `finally`.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with stack_for_a_while() as place:
            environment = {
                **os.environ,
                **place.environment,
                "SECRET_KEY": "for these tests only",
                "HARSAT_TEST_DATABASE": "server",
            }
            # The cluster is thrown away, so its databases need no dropping, which PgBouncer's open connections forbid.
            pytest = [sys.executable, "-m", "pytest", "--reuse-db", *arguments]
            return subprocess.run(pytest, check=False, cwd=ROOT, env=environment).returncode
    except StackError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
