import pytest

from harsat.catalogue.reading.work_unit import component_volume_doubtful, volume_doubtful, work_unit_find


@pytest.mark.parametrize(
    ("nama", "satuan"),
    [
        ("Penggalian 1 m3 tanah biasa sedalam s.d. 1 m untuk volume s.d. 200 m3", "m3"),
        ("1m3 Urukan Batu Kerikil", "m3"),
        ("Pembuatan 1 m' kolom praktis beton bertulang (11x11)", "m'"),
        ('Pemasangan 1 m Pipa PVC, DN. 2-1/2" (65 mm)', "m'"),
        ("Per-m' penetrasi Tiang Beton Persegi 20 cm x 20 cm", "m'"),
        ("Pemasangan 1 Buah Bak Beton volume 1 m3", "buah"),
        ("Pemasangan 1 Unit Sand Filter Kap. 0,1 m3/hari", "unit"),
        ("1 kg Penulangan slab untuk BjTS", "kg"),
        ("Tebas tebang 1 batang pohon (diameter diukur 1 m di atas tanah)", "batang"),
    ],
)
def test_the_unit_of_the_work_stands_behind_the_first_counted_one(nama, satuan):
    assert work_unit_find(nama) == satuan


@pytest.mark.parametrize(
    "nama",
    [
        "Patok kayu (kaso 5/7) panjang 0,5 m'",
        "Pasir uruk volume 1 m3",
        "Plesteran 1 SP : 4 PP",
        "Galian sedalam s.d. 1 m",
        "Penyiraman untuk 1 Hari untuk 1 Buah Pohon",
        "Penyiraman untuk 1 Hari di Tanah Subur per m2",
    ],
)
def test_a_measure_or_two_units_are_not_the_unit_of_the_work(nama):
    assert work_unit_find(nama) is None


@pytest.mark.parametrize(
    "nama",
    [
        "Pemasangan 1 m3 Kabel NYY 4 x 25 mm²",
        "Pemasangan 1 m3 Kusen Aluminium",
        "1 m3 Buis Beton D 30 - 100 cm",
        "Pemasangan 1 m3 Shalimar Aluminium",
        "1 m3 beton dicorkan setiap tambah jarak 25 m3",
        "1 m3 bronjong kawat; beda tinggi > 0 s.d. 1 m3",
    ],
)
def test_an_m3_that_may_be_a_misread_metre_is_doubted(nama):
    assert volume_doubtful(nama, "m3")


@pytest.mark.parametrize(
    "nama",
    [
        "Penggalian 1 m3 tanah biasa sedalam > 1 m s.d. 2 m untuk volume s.d 200 m3",
        "1 m3 beton mutu rendah f'c 10 MPa",
        "Pemasangan 1 m3 Konstruksi Gordeng, Kayu kelas II",
        "1 m3 Urukan dengan Pasir Uruk",
    ],
)
def test_an_m3_of_something_that_fills_a_volume_is_believed(nama):
    assert not volume_doubtful(nama, "m3")


def test_a_component_in_m3_named_like_something_that_runs_is_doubted():
    assert component_volume_doubtful('Pipa PVC 3/4"')
    assert not component_volume_doubtful("Pasir beton")
