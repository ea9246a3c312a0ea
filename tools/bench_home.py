"""A product of its own for a benchmark: an empty, migrated database in a folder that is gone afterwards."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def product_for_a_while() -> Iterator[None]:
    """Django set up on a temporary HARSAT_HOME, or on the database that the environment names."""
    with tempfile.TemporaryDirectory(prefix="harsat-bench-") as home:
        os.environ.setdefault("HARSAT_HOME", home)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harsat.config.settings")
        sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield
