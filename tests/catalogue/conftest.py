"""Fixtures of the catalogue: an empty published edition, and a CSV file written for one test."""

import csv
from pathlib import Path

import pytest

from catalogue.builders import AS_OF, HEADER
from harsat.catalogue.services import edition_publish


@pytest.fixture
def edition(db):
    return edition_publish(name="AHSP uji", as_of=AS_OF)


@pytest.fixture
def csv_file(tmp_path):
    """Writes rows under the usual header; a row shorter than the header is filled with blanks."""

    def write(*rows, header=HEADER, delimiter=",", encoding="utf-8", name="uji.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows([header, *rows])
        return path

    return write
