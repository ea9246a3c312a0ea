import csv
import json

import pytest
from click.testing import CliRunner

from harsat.catalogue.models import PriceHeld, PriceList, PriceListItem
from harsat.cli.import_harga import import_harga

pytestmark = pytest.mark.django_db

HARGA = """komponen;spesifikasi;satuan;harga;kelompok;tahun
Semen PC;;kg;1.300;SSH;2023
Pasir;pasang;m3;275.000;SSH;2023
Pasir;pasang;M3;300.000;SSH;2023
Kertas HVS;;rim;45.000;SSH;2023
"""


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "ssh.csv"
    file.write_text(HARGA, encoding="utf-8")
    return file


def run(*arguments):
    return CliRunner().invoke(import_harga, [*map(str, arguments), "--daftar", "SSH uji"])


def test_without_commit_the_findings_are_told_and_nothing_stored(path):
    result = run(path)
    assert result.exit_code == 0
    assert "4 baris harga (2023)" in result.output
    assert "Dipercaya: 2. Ditahan: 2." in result.output
    assert "Beberapa harga untuk satu barang: 1" in result.output
    assert "Belum disimpan." in result.output
    assert not PriceList.objects.exists()


def test_commit_publishes_the_sound_rows_of_a_region_and_period(path):
    assert "2 baru" in run(path, "--wilayah", "Pangandaran", "--commit").output
    stored = PriceList.objects.get()
    assert (stored.wilayah, stored.periode, str(stored.as_of), stored.source) == (
        "Pangandaran",
        "2023",
        "2023-01-01",
        "ssh.csv",
    )
    assert PriceListItem.objects.count() == 2
    assert PriceHeld.objects.count() == 2


def test_json_is_one_line_of_counts(path):
    counts = json.loads(run(path, "--json").output)
    assert counts.pop("seconds") >= 0
    assert counts == {
        "rows": 4,
        "sound": 2,
        "held": 2,
        "not_building": 1,
        "committed": 0,
        "findings": {"bukan_bahan_bangunan": 1, "harga_ganda": 1, "satuan_tidak_dikenal": 1},
    }


def test_the_report_names_every_row_of_a_finding(path, tmp_path):
    report = tmp_path / "report.csv"
    run(path, "--report", report)
    with report.open(encoding="utf-8", newline="") as file:
        double = [row for row in csv.DictReader(file) if row["temuan"] == "harga_ganda"]
    assert [(row["baris"], row["nilai_asal"], row["ditahan"]) for row in double] == [
        ("3", "275000 | 300000", "ya"),
        ("4", "275000 | 300000", "ya"),
    ]


def test_a_file_that_is_no_price_list_is_refused_in_one_line(tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    result = run(file)
    assert result.exit_code == 1
    assert "Bukan daftar harga" in result.output
    assert "Traceback" not in result.output
