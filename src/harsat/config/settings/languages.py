"""Indonesian is the source language and the only one offered; the clock on the wall is Jakarta's."""

from pathlib import Path

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
LOCALE_PATHS = [Path(__file__).resolve().parents[2] / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True
