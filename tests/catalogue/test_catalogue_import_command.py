import csv
import json
from uuid import uuid4

import pytest
from click.testing import CliRunner

from catalogue.builders import sound_row
from harsat.catalogue.models import Analysis, Edition, ImportBatch, ImportFinding
from harsat.catalogue.quarantine.decide import OfKind, decision_make
from harsat.cli.import_ahsp import import_ahsp

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HARSAT_HOME = tmp_path / "home"
    return settings.HARSAT_HOME


def run(*arguments):
    return CliRunner().invoke(import_ahsp, [*map(str, arguments), "--edition", "AHSP uji"])


@pytest.fixture
def mixed(csv_file):
    """One sound analysis, and one whose koefisien is zero."""
    zero = sound_row(kode="1.3.1", nama="Pemasangan 1 buah pintu", koefisien="0.00")
    return csv_file(sound_row(), sound_row(item="Mandor", koefisien="0.025"), zero)


def test_without_commit_the_findings_are_told_and_nothing_is_stored(mixed, home):
    result = run(mixed)
    assert result.exit_code == 0
    assert "3 baris, 2 analisa: 1 bersih, 1 ditahan." in result.output
    assert "koefisien_nol" in result.output
    assert "Belum disimpan." in result.output
    assert not Edition.objects.exists()
    assert not ImportBatch.objects.exists()
    assert not home.exists()


def test_json_is_one_line_with_the_counts(mixed):
    result = run(mixed, "--json")
    [line] = result.output.splitlines()
    said = json.loads(line)
    assert list(said) == ["rows", "analyses", "committed", "quarantined", "findings", "seconds"]
    assert (said["rows"], said["analyses"], said["committed"], said["quarantined"]) == (3, 2, 0, 1)
    assert said["findings"]["koefisien_nol"] == 1
    assert said["seconds"] >= 0
    committed = json.loads(run(mixed, "--json", "--commit").output)
    assert (committed["committed"], committed["quarantined"]) == (1, 1)
    assert committed["findings"] == said["findings"]


def test_the_report_is_the_same_with_and_without_commit(mixed, tmp_path):
    texts = []
    for arguments in ([], ["--commit"]):
        path = tmp_path / "temuan.csv"
        assert run(mixed, "--report", path, *arguments).exit_code == 0
        texts.append(path.read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    [zero] = [row for row in csv.DictReader(texts[0].splitlines()) if row["temuan"] == "koefisien_nol"]
    assert (zero["baris"], zero["kode_ahsp"], zero["tingkat"], zero["nilai_asal"]) == ("4", "1.3.1", "danger", "0")


def test_commit_publishes_what_is_sound_and_keeps_the_rest_for_the_browser(mixed):
    result = run(mixed, "--commit")
    assert "1 baru, 0 versi baru, 0 tetap" in result.output
    stored = Analysis.objects.values_list("edition__name", "edition__status", "kode")
    assert list(stored) == [("AHSP uji", "published", "1.2.1")]
    assert ImportFinding.objects.filter(batch=ImportBatch.objects.get(), kind="koefisien_nol", state="terbuka").exists()


def test_a_second_run_of_the_same_file_goes_on_with_the_same_import(mixed):
    run(mixed, "--commit")
    assert "sudah memuat semuanya (1 analisa); tidak ada yang diubah" in run(mixed, "--commit").output
    batch = ImportBatch.objects.get()
    zero = {"scope": OfKind("koefisien_nol"), "value": "0,5"}
    decision_make(batch_id=batch.pk, action="ubah", by=None, request_key=uuid4(), **zero)
    for kind in batch.findings.filter(state="terbuka", repaired=False).values_list("kind", flat=True).distinct():
        decision_make(batch_id=batch.pk, action="tolak", scope=OfKind(kind), by=None, request_key=uuid4())
    assert "1 baru, 0 versi baru, 1 tetap" in run(mixed, "--commit").output


@pytest.mark.parametrize("arguments", [[], ["--commit"]])
def test_a_file_that_is_no_table_of_analyses_is_refused_in_one_line(csv_file, home, arguments):
    result = run(csv_file(["a", "b"], header=["satu", "dua"]), *arguments)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert "Traceback" not in result.output
    assert not ImportBatch.objects.exists()
    assert not [path for path in home.rglob("*") if path.is_file()]


def test_a_file_that_is_not_there_is_refused_in_one_line(tmp_path):
    for arguments in ([], ["--commit"]):
        result = run(tmp_path / "tiada.xlsx", *arguments)
        assert result.exit_code == 1
        assert "Traceback" not in result.output


def test_the_bidang_of_the_edition_is_kept(mixed):
    run(mixed, "--commit", "--bidang", "bina_marga")
    assert (Edition.objects.get().bidang, Edition.objects.get().jam_per_hari) == ("bina_marga", 7)
    assert run(mixed, "--commit", "--bidang", "sda").exit_code == 1
