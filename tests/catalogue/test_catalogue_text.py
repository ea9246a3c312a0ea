import pytest
from hypothesis import given
from hypothesis import strategies as st

from harsat.catalogue.reading.text import text_damaged, text_mend


def mis_encode(text):
    """What a reader that takes UTF-8 for cp1252 makes of a text, as found in the national workbook."""
    return "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in text.encode("utf-8"))


@pytest.mark.parametrize(
    "text", ["Kabel 4 x 25 mm²", "Pipa Ø 4”", "slump (100 ± 25) mm", "f ≤ 40", "26.5°–45°", "½ batu"]
)
def test_letters_read_in_the_wrong_encoding_are_restored(text):
    mended = text_mend(mis_encode(text))
    assert mended.text == text
    assert "salah sandi" in mended.repairs
    assert not mended.damaged


def test_doubled_and_hard_blanks_become_one():
    assert text_mend("Patok  Tetap\u00a0 Bantu ") == ("Patok Tetap Bantu", frozenset({"spasi ganda"}), False)


def test_a_trailing_legal_reference_leaves_the_name():
    name = "Penggalian 1 m3 tanah biasa (Lihat Peraturan Menteri Nomor 8 Tahun 2023 Lampiran B U.1 (c))"
    assert text_mend(name).text == "Penggalian 1 m3 tanah biasa"


def test_concrete_strength_read_as_fc3_is_restored():
    mended = text_mend("Bongkar 1 m3 beton f3c < 20 MPa")
    assert mended.text == "Bongkar 1 m3 beton f'c < 20 MPa"
    assert "f'c terbaca fc3" in mended.repairs


def test_both_printed_forms_of_concrete_strength_stay():
    assert text_mend("Beton f'c 15 dan fc' 20") == ("Beton f'c 15 dan fc' 20", frozenset(), False)


def test_a_sound_text_is_left_alone():
    for text in ("Pekerja", "Mâcon", "Plester 1SP : 4PP", 'Pipa 1/2"'):
        assert text_mend(text) == (text, frozenset(), False)


def test_damage_without_an_answer_is_seen():
    assert text_damaged("Kabel mm\ufffd")
    assert text_mend("Â² dan Ã").damaged or text_mend("ÃƒÂ").damaged


@given(st.text(alphabet="abc m²³°±Ø≥≤–”", max_size=30))
def test_mending_what_was_mended_changes_nothing(text):
    once = text_mend(mis_encode(text)).text
    assert text_mend(once).text == once
