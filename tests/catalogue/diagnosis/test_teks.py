import pytest

from harsat.catalogue.diagnosis.kinds import Kind
from harsat.catalogue.diagnosis.panjang import lengths_mend
from harsat.catalogue.diagnosis.teks import text_mend


@pytest.mark.parametrize(
    ("text", "mended", "repairs"),
    [
        ("Pelat baja", "Pelat baja", ()),
        ("Pelat  baja", "Pelat baja", (Kind.SPASI_GANDA,)),
        ("Lantai 1 mÂ²", "Lantai 1 m²", (Kind.TEKS_RUSAK,)),
        ("TotalÂ\xa0Biaya", "Total Biaya", (Kind.TEKS_RUSAK, Kind.SPASI_GANDA)),
        ("BjTS â‰¥ 12 mm", "BjTS ≥ 12 mm", (Kind.TEKS_RUSAK,)),
        ("Beton fc3 15 MPa", "Beton fc' 15 MPa", (Kind.TEKS_RUSAK,)),
        ("Beton f3c 20 MPa", "Beton f'c 20 MPa", (Kind.TEKS_RUSAK,)),
        ("Patok (Lihat Peraturan Menteri 1/2022)", "Patok", (Kind.RUJUKAN_PERATURAN,)),
        ("Pipa (Lihat gambar)", "Pipa (Lihat gambar)", ()),
    ],
)
def test_repairs_with_one_answer_are_made_and_named(text, mended, repairs):
    assert text_mend(text)[:2] == (mended, repairs)


def test_mojibake_of_mojibake_is_undone():
    twice = "≥ 12".encode().decode("cp1252").encode().decode("cp1252")
    assert text_mend(twice).text == "≥ 12"


@pytest.mark.parametrize(
    ("text", "damaged"),
    [("Be\ufffdton", True), ("besi\x07", True), ("Semen â‚", True), ("Baja Ã", False), ("Ø 16", False)],
)
def test_what_cannot_be_restored_is_called_damaged(text, damaged):
    assert text_mend(text).damaged == damaged


@pytest.mark.parametrize(
    ("nama", "mended"),
    [
        (
            "1 m3 bronjong; beda tinggi > 0 s.d. 1 m3 berkontak tanah",
            "1 m3 bronjong; beda tinggi > 0 s.d. 1 m berkontak tanah",
        ),
        ("Pagar tinggi 1,8 m3", "Pagar tinggi 1,8 m"),
        ("Pompa beton, T = 50 m3/H=80 m3", "Pompa beton, T = 50 m/H=80 m"),
        ("Penggalian sedalam > 1 m untuk volume s.d. 200 m3", "Penggalian sedalam > 1 m untuk volume s.d. 200 m3"),
        ("Mengangkut jarak 5 m beton 1 m3", "Mengangkut jarak 5 m beton 1 m3"),
        ("Tangki kapasitas 2 m3", "Tangki kapasitas 2 m3"),
    ],
)
def test_a_length_is_not_cubic_and_a_volume_stays(nama, mended):
    assert lengths_mend(nama) == mended
