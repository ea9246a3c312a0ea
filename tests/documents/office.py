"""LibreOffice as a second opinion: it recalculates workbooks from their formulas alone, and draws them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SOFFICE = shutil.which("soffice")

# Always recalculate on load: by default LibreOffice believes the values of a file that calls itself Excel's.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


# One process does not convert any number: somewhere beyond two hundred files it ends early, and says nothing.
_AT_ONCE = 50


def office_convert(files: list[Path], target: str, folder: Path, profile: Path) -> list[Path]:
    """Convert many files in few starts; the results lie in `folder` under the same names."""
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    folder.mkdir(exist_ok=True)
    for first in range(0, len(files), _AT_ONCE):
        _convert(files[first : first + _AT_ONCE], target, folder, profile)
    return [folder / f"{file.stem}.{target.partition(':')[0]}" for file in files]


def _convert(files: list[Path], target: str, folder: Path, profile: Path) -> None:
    subprocess.run(
        [
            *(SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless"),
            *("--convert-to", target, "--outdir", str(folder)),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
