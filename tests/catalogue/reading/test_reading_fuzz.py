"""Whatever the bytes, reading ends in a set of rows or in a refusal, never in another error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.reading.workbooks import FLAT, form_rows, workbook_file
from harsat.catalogue.reading.errors import FileRefused
from harsat.catalogue.reading.reader import files_look, files_read

pytestmark = pytest.mark.slow
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CSV = '\ufeffkode;nama;kategori;item;satuan;koefisien\n1.1;Galian;TK;Pekerja;OH;0,5\n[AHSP];1.2;"Urugan";m3\n'.encode()
places = st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=4)), min_size=1, max_size=6)


def ends_well(path, content):
    path.write_bytes(content)
    for act in (files_look, files_read):
        try:
            act([path])
        except FileRefused as refusal:
            assert refusal.message  # noqa: PT017 a refusal is one of two good ends


def mutated(content, edits):
    mutable = bytearray(content)
    for place, piece in edits:
        at = place % max(len(mutable), 1)
        mutable[at : at + len(piece)] = piece
    return bytes(mutable)


@quick
@given(content=st.binary(max_size=400))
def test_random_bytes_end_well(tmp_path, content):
    ends_well(tmp_path / "acak.csv", content)


@quick
@given(text=st.text(alphabet='kodenamitsu;,\t"\n\r.0123456789[AHSP] ', max_size=400))
def test_random_text_ends_well(tmp_path, text):
    ends_well(tmp_path / "teks.csv", ("kode;nama;item;koefisien\n" + text).encode())


@quick
@given(edits=places)
def test_a_csv_with_random_damage_ends_well(tmp_path, edits):
    ends_well(tmp_path / "rusak.csv", mutated(CSV, edits))


@settings(quick, max_examples=12)
@given(edits=places, form=st.booleans())
def test_a_workbook_with_random_damage_ends_well(tmp_path, edits, form):
    rows = form_rows() if form else [FLAT, ["1.1", "Galian", "TK", "L.01", "Pekerja", "OH", 0.5]]
    sound = workbook_file(tmp_path / "utuh.xlsx", *rows).read_bytes()
    ends_well(tmp_path / "rusak.xlsx", mutated(sound, edits))


@settings(quick, max_examples=60)
@given(
    rows=st.lists(
        st.lists(
            st.sampled_from(
                [
                    "",
                    "A",
                    "TENAGA",
                    "1.1",
                    "1.1.1",
                    "L.01",
                    "Pekerja",
                    "OH",
                    "0,5",
                    "JUMLAH",
                    "[AHSP]",
                    "kode",
                    "uraian",
                    "satuan",
                    "koefisien",
                    "nama",
                    "item",
                    "tenaga",
                    "bahan",
                    "alat",
                ]
            ),
            max_size=7,
        ),
        max_size=12,
    )
)
def test_any_arrangement_of_known_words_ends_well(tmp_path, rows):
    ends_well(tmp_path / "kata.csv", "\n".join(";".join(row) for row in rows).encode())
