"""A file that cannot be written is refused in words before a command reads anything."""

import pytest
from click.testing import CliRunner

from harsat.cli.main import main


@pytest.mark.parametrize(
    "command",
    [
        ["import-ahsp", "tidak-dibaca.csv", "--edition", "Uji", "--report"],
        ["import-harga", "tidak-dibaca.csv", "--daftar", "Uji", "--report"],
        ["hspk", "--ahsp", "tidak-dibaca.csv", "--harga", "tidak-dibaca.csv", "--out"],
    ],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize(("place", "words"), [("tiada/hasil.csv", "tidak ada"), ("", "adalah folder")])
def test_a_file_that_cannot_be_written_is_refused_before_the_work(tmp_path, command, place, words):
    result = CliRunner().invoke(main, [*command, str(tmp_path / place)])
    assert result.exit_code == 2
    assert words in result.output
