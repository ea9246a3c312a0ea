"""What every verb needs first: the folder of embedded mode, and Django with the product's settings."""

from __future__ import annotations

import os
from pathlib import Path

from harsat.kernel.home import home_ensure, home_path

SERVER_VARIABLES = ("DATABASE_URL", "POSTGRES_HOST", "PGBOUNCER_HOST")
"""Any of them makes it a server, whose data and secret key do not live in a folder; `config.env` reads the same."""


def home_open(folder: Path) -> Path:
    """Tell Django which folder is meant; in embedded mode the first start makes it."""
    home = home_path(folder)
    os.environ["HARSAT_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harsat.config.settings")
    if not any(os.environ.get(name) for name in SERVER_VARIABLES):
        home_ensure(home)
    return home


def django_start() -> None:
    """Load apps and models; takes most of a second, so only verbs that need it call it."""
    import django

    django.setup()
