"""Originals of a test lie in a folder of its own."""

import pytest
from django.core.files.base import ContentFile

from catalogue.builders import AS_OF
from harsat.catalogue.quarantine.batch import batch_make


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HARSAT_HOME = tmp_path / "home"
    return settings.HARSAT_HOME


@pytest.fixture
def originals(home):
    """The files that are kept at this moment."""
    return lambda: [path for path in home.rglob("*") if path.is_file()]


@pytest.fixture
def upload(db):
    """Opens an import of one CSV text, or of several files by name."""

    def make(*texts, names=(), edition="AHSP uji", **other):
        named = names or [f"berkas{number}.csv" for number in range(len(texts))]
        pairs = zip(texts, named, strict=True)
        files = [ContentFile(text if isinstance(text, bytes) else text.encode(), name) for text, name in pairs]
        return batch_make(files=files, edition_name=edition, as_of=AS_OF, **other)

    return make
