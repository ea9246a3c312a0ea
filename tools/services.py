"""Installs the programs of server mode and of the end-to-end walk with apt; the only place that uses it.

No system cluster is made and no service is started: the product's tests and `harsat stack` run private instances.
With everything there it does nothing, so it may be called before each run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = {
    "initdb": "postgresql",
    "pgbouncer": "pgbouncer",
    "redis-server": "redis-server",
    "chromium": "chromium",
    "soffice": "libreoffice-calc",
    "pdftoppm": "poppler-utils",
}
POLICY = Path("/usr/sbin/policy-rc.d")
CLUSTERS = Path("/etc/postgresql-common/createcluster.conf")


def main() -> None:
    """Install what is missing."""
    packages = missing()
    if not packages:
        return
    if os.geteuid() != 0:
        sys.exit(f"Perlu root sekali saja / needs root once: sudo make services   ({' '.join(packages)})")
    with nothing_started():
        apt("update")
        if "postgresql" in packages:
            apt("install", "postgresql-common")
            no_cluster()
        apt("install", *packages)
    left = missing()
    if left:
        sys.exit(f"apt did not bring: {' '.join(left)}")


def missing() -> list[str]:
    """The packages whose program is not on this machine."""
    debian = [str(folder) for folder in Path("/usr/lib/postgresql").glob("*/bin")]
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", *debian])
    return [package for program, package in PROGRAMS.items() if not shutil.which(program, path=places)]


@contextmanager
def nothing_started() -> Iterator[None]:
    """Debian asks this file before it starts a service at installation; 101 says no."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()


def no_cluster() -> None:
    """PostgreSQL's package would make a cluster `main` for the whole machine."""
    CLUSTERS.write_text(CLUSTERS.read_text() + "\ncreate_main_cluster = false\n")


def apt(verb: str, *packages: str) -> None:
    """apt-get without questions; what it printed is shown only when it failed."""
    arguments: Sequence[str] = ["apt-get", "-y", "-q", "--no-install-recommends", verb, *packages]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        arguments,
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        print(done.stdout[-4000:], file=sys.stderr)
        sys.exit(f"failed: {' '.join(arguments)}")


if __name__ == "__main__":
    main()
