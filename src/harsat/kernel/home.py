"""The one folder in which embedded mode keeps its data: database, secret key, mails, exports."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_urlsafe

SECRET_KEY_FILE = "secret_key"  # noqa: S105  the name of the file


def home_path(folder: Path) -> Path:
    """The absolute folder: `~/.harsat` for an installed command, `./.harsat` under `make run`."""
    return folder.expanduser().absolute()


def home_ensure(home: Path) -> Path:
    """The folder, made for its owner alone, with the key that signs sessions, readable by its owner alone.

    Two first starts at once agree on one key: each writes a draft, and only the first link to the name succeeds.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = home / SECRET_KEY_FILE
    if file.exists():
        return home
    key = token_urlsafe(50)
    draft = home / f".{SECRET_KEY_FILE}.{token_urlsafe(6)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(key)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return home


def secret_key(home: Path) -> str | None:
    """The key of a folder that `home_ensure` has made."""
    try:
        return (home / SECRET_KEY_FILE).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
