"""Finds the programs and runs them as a user they accept: PostgreSQL and PgBouncer refuse to be root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from harsat.cli.stack.errors import StackError

SYSTEM_USER = "postgres"
"""The user that Debian's package makes; only asked for when we are root."""


@cache
def program(name: str) -> str:
    """The program's path; Debian keeps PostgreSQL's out of PATH and PgBouncer's in a folder for administrators."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    places = [str(folder) for folder in reversed(debian)]
    found = shutil.which(name, path=os.pathsep.join([*places, os.environ.get("PATH", ""), "/usr/sbin"]))
    if found is None:
        raise StackError(f"{name} is not installed; run: make services")
    return found


def service_user() -> str | None:
    """None: run as who we are. As root: the system user."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEM_USER).pw_name
    except KeyError as error:
        raise StackError(f"there is no system user {SYSTEM_USER}; run: make services") from error


def give(path: Path) -> None:
    """Make the service user the owner."""
    user = service_user()
    if user:
        shutil.chown(path, user, pwd.getpwnam(user).pw_gid)


def folder_make(folder: Path) -> Path:
    """A folder that only the service user may enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    give(folder)
    return folder


def file_write(path: Path, text: str) -> Path:
    """A file that only the service user may read: some hold a password."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(text)
    give(path)
    return path


def run(arguments: Sequence[str], *, env: Mapping[str, str] | None = None, text: str | None = None) -> str:
    """Run to the end as the service user; what it printed. Raises with its last lines when it fails."""
    user = service_user()
    done = subprocess.run(  # noqa: S603  our own programs with our own arguments
        list(arguments),
        check=False,
        # Neither a daemon's inherited pipe nor our folder may hold the caller up.
        cwd="/",
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", **(env or {})},
        input=text or "",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
        start_new_session=True,
    )
    if done.returncode != 0:
        raise StackError(f"{Path(arguments[0]).name} failed: {done.stdout[-2000:].strip()}")
    return done.stdout


def process_of(pid_file: Path, needle: str) -> int | None:
    """The living process that wrote the file, if it still is the one whose command line names `needle`."""
    try:
        pid = int(pid_file.read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError, IndexError, ValueError):
        return None
    return pid if needle in command else None
