import pytest
from click.testing import CliRunner

from catalogue.builders import sound_row
from harsat.catalogue.models import Analysis, Edition
from harsat.cli.import_ahsp import import_ahsp

pytestmark = pytest.mark.django_db


def run(*arguments):
    return CliRunner().invoke(import_ahsp, [*map(str, arguments), "--edition", "AHSP uji"])


@pytest.fixture
def mixed(csv_file):
    return csv_file(sound_row(), sound_row(kode="1.3.1", nama="Pasang 1 buah pintu", koefisien="13125"))


def test_without_commit_the_report_is_printed_and_nothing_stored(mixed):
    result = run(mixed)
    assert result.exit_code == 0
    assert "Dipercaya: 1 kode. Ditahan: 1 kode." in result.output
    assert "Belum disimpan." in result.output
    assert not Edition.objects.exists()


def test_commit_publishes_only_what_is_trusted_and_says_so_on_a_second_run(mixed):
    assert "1 baru, 0 versi baru, 0 tetap" in run(mixed, "--commit").output
    assert list(Analysis.objects.values_list("edition__name", "edition__status", "kode")) == [
        ("AHSP uji", "published", "1.2.1")
    ]
    second = run(mixed, "--commit")
    assert second.exit_code == 0
    assert "sudah memuat semuanya (1 analisa); tidak ada yang diubah" in second.output
    assert Analysis.objects.count() == 1


def test_a_file_that_is_no_table_of_analyses_is_refused_in_one_line(csv_file):
    result = run(csv_file(["1", "Semen"], header=["kode", "nama"]))
    assert result.exit_code == 1
    assert "Bukan tabel analisa" in result.output
    assert "Traceback" not in result.output
