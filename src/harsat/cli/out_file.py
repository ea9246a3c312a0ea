"""The type of an option that names a file to write: what cannot be written is refused before the work begins."""

from __future__ import annotations

import os
from pathlib import Path

import click


class OutFile(click.ParamType[Path]):
    """A path whose folder exists and may be written to."""

    name = "berkas"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Raises click's usage error, in words, for a folder, a missing folder, or one that is closed to us."""
        path = Path(str(value))
        if path.is_dir():
            self.fail(f"{path} adalah folder; sebutkan nama berkasnya.", param, ctx)
        if not path.parent.is_dir():
            self.fail(f"folder {path.parent} tidak ada.", param, ctx)
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            self.fail(f"{path} tidak dapat ditulis.", param, ctx)
        return path
