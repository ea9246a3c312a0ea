"""The one error of reading: a file that cannot be read as a table of analyses at all."""

from __future__ import annotations

from harsat.kernel.errors import Refused


class FileRefused(Refused):
    """The whole file is refused; `message` says why and what to do, `code` which guard spoke."""

    code = "file_refused"
