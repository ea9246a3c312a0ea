import pytest
from hypothesis import given
from hypothesis import strategies as st

from harsat.catalogue.search import normalise
from harsat.catalogue.search.affixes import root_of
from harsat.catalogue.search.terms import terms, terms_typed


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Lantai Keramik Ukuran 40 cm x 40 cm (1SP : 2PP)", "lantai keramik 40x40 1:2"),
        ("keramik 40x40 cm", "keramik 40x40"),
        ("seng 105cm x180cm", "seng 105x180"),
        ("rangka (50 x  100) cm", "rangka 50x100"),
        ("kabel NYM 3 x 2,5 mm²", "kabel nym 3x2.5"),
        ("saluran 30 x 40x120 cm", "saluran 30x40x120"),
        ("Plesteran 1 SP : 4 PP tebal 15 mm", "plesteran 1:4 tebal 15mm"),
        ("adukan 1pc:5ps", "adukan 1:5"),
        ("adukan 1 pc 5 ps", "adukan 1:5"),
        ('pipa 3"', "pipa 3inch"),
        ("pipa 3 inchi", "pipa 3inch"),
        ('DN. 1-1/4" (32 mm)', "diameter 1-1/4inch 32mm"),
        ("kran ½ inch", "kran 1/2inch"),
        ("bata tebal ½ batu", "bata tebal 1/2batu"),
        ("bata setengah bata", "bata 1/2batu"),
        ("bata 1 batu", "bata 1batu"),
        ("besi D10", "besi diameter 10"),
        ("besi ø 10", "besi diameter 10"),
        ("beton f'c 7,5 MPa", "beton fc7.5"),
        ("beton fc' 20", "beton fc20"),
        ("mortar tipe N,fc3 5,2 MPa", "mortar n fc5.2"),
        ("mortar fc3 12, 5 MPa", "mortar fc12.5"),
        ("bongkar beton f3c < 20 MPa", "bongkar beton fc20"),
        ("cor K-225", "cor k225"),
        ("galian sedalam s.d. 1 m", "galian sedalam 1m"),
        ("pagar tinggi 2 meter", "pagar tinggi 2m"),
        ("Pemasangan 1 m' Grill", "pemasangan grill"),
        ("Pemasangan 1 titik Instalasi Lampu", "pemasangan titik instalasi lampu"),
        ("Pembuatan dan Pemasangan 1 m2 Pintu", "pembuatan pemasangan pintu"),
        ("pondasi batu kali", "fondasi batu kali"),
        ("water proofing", "waterproofing"),
        ("ready mixed", "readymix"),
        ("stopkontak", "stop kontak"),
        ("kuda-kuda kayu", "kuda kayu"),
        ("box culvert", "box culvert"),
        ("keramik 40x", "keramik 40"),
        ("100%", "100%"),
        ("yang dan untuk", "yang dan untuk"),
        ("", ""),
    ],
)
def test_sizes_ratios_and_grades_have_one_spelling(text, read):
    assert " ".join(terms(text)) == read


def test_a_term_knows_how_it_was_typed():
    assert terms_typed("pondasi batu") == [("fondasi", "pondasi"), ("batu", "batu")]


@pytest.mark.parametrize(
    ("forms", "root"),
    [
        ("galian penggalian menggali digali", "gali"),
        ("pengecatan mengecat cat", "cat"),
        ("pengecoran cor dicor", "cor"),
        ("pembongkaran bongkaran membongkar", "bongkar"),
        ("penulangan tulangan", "tulang"),
        ("urukan pengurukan", "uruk"),
        ("plesteran", "plester"),
        ("pemasangan pasangan memasang terpasang", "pasang"),
        ("pembuangan", "buang"),
        ("mengangkut pengangkutan angkutan", "angkut"),
        ("pekerjaan", "kerja"),
        ("penyiraman siraman", "siram"),
        ("acian", "aci"),
        ("pelat lantai papan perkerasan", ""),
    ],
)
def test_forms_by_affixes_share_a_root_and_other_words_are_left_whole(forms, root):
    assert {root_of(form) for form in forms.split()} == ({root} if root else set(forms.split()))


@pytest.mark.parametrize(
    "name", ["Urukan kembali galian tanah", "Fondasi batu belah 1SP : 4PP", "Dinding bata merah tebal ½ batu, 1 m²"]
)
def test_the_normal_form_of_a_normal_form_is_itself(name):
    assert normalise(normalise(name)) == normalise(name)


@given(st.text(alphabet="abdkfcmsp 0123456789.,:x/'\"½²()-", max_size=40))
def test_any_text_reads_as_clean_terms_once_each(text):
    found = terms(text)
    assert len(set(found)) == len(found)
    assert all(term == term.strip().lower() and term for term in found)
