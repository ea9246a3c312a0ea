"""Static files: built by Vite, which names them by their content, and served by WhiteNoise from where they lie."""

import re
from pathlib import Path

STATIC_URL = "/static/"
_BUILT = Path(__file__).resolve().parents[2] / "web" / "static" / "dist"

DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "manifest_path": _BUILT / "manifest.json",
        "static_url_prefix": "dist",
    }
}

# Read from the packages at start; there is no collectstatic.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
_HASHED = re.compile(r"^/static/dist/assets/.+-[\w-]{8}\.\w+$")


def WHITENOISE_IMMUTABLE_FILE_TEST(_path: str, url: str) -> bool:  # noqa: N802  a setting, read by that name
    """A name that holds the hash of its content may be kept for ever."""
    return bool(_HASHED.match(url))
