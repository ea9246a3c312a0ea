import pytest

from harsat.catalogue.prices.reading import price_files_read
from harsat.catalogue.reading.errors import FileRefused


@pytest.fixture
def write(tmp_path):
    def one(name, *lines, delimiter=";"):
        path = tmp_path / name
        path.write_text("\n".join(delimiter.join(cells) for cells in lines), encoding="utf-8")
        return path

    return one


def test_titles_are_found_by_what_people_call_them(write):
    path = write(
        "a.csv",
        ["Daftar harga 2024"],
        ["No Kode", "Uraian Barang", "Sat.", "Harga Satuan (Rp)"],
        ["M.1", "Batu", "m3", "200"],
    )
    (row,) = price_files_read([path]).rows
    assert (row.number, row.kode, row.nama, row.satuan, row.harga) == (3, "M.1", "Batu", "m3", "200")


def test_jenis_and_merk_make_the_specification(write):
    path = write("a.csv", ["Nama Utama", "Jenis", "Merk", "Satuan", "Harga"], ["Cat", "tembok", "Rata", "kg", "35000"])
    (row,) = price_files_read([path]).rows
    assert (row.nama, row.spesifikasi) == ("Cat", "tembok Rata")


def test_of_two_price_columns_the_first_is_read_unless_one_is_named(write):
    path = write("a.csv", ["Nama", "Satuan", "Harga PU", "Harga Aktual"], ["Batu", "m3", "300000", "280000"])
    assert price_files_read([path]).rows[0].harga == "300000"
    assert price_files_read([path], price="harga aktual").rows[0].harga == "280000"
    with pytest.raises(FileRefused) as refused:
        price_files_read([path], price="Harga Pasar")
    assert "Harga PU, Harga Aktual" in refused.value.message


def test_a_name_alone_is_a_heading_and_names_the_group(write):
    path = write("a.csv", ["Nama", "Satuan", "Harga"], ["A. UPAH", "", ""], ["Pekerja", "OH", "100000"])
    (row,) = price_files_read([path]).rows
    assert (row.nama, row.kelompok) == ("Pekerja", "A. UPAH")


def test_files_that_refer_to_each_other_are_one_list_of_one_region(write):
    prices = write(
        "item_price_province.csv",
        ["id", "item_price_id", "province_id", "price"],
        ["1", "L.01", "11", "80000"],
        ["2", "L.01", "12", "90000"],
    )
    items = write("item_prices.csv", ["id", "item_price_group_id", "unit_id", "name"], ["L.01", "1", "1", "Pekerja"])
    more = [
        write("units.csv", ["id", "name"], ["1", "OH"]),
        write("provinces.csv", ["id", "name"], ["11", "ACEH"], ["12", "RIAU"]),
        write("item_price_groups.csv", ["id", "name"], ["1", "UPAH"]),
    ]
    sheet = price_files_read([prices, items, *more], wilayah="riau")
    (row,) = sheet.rows
    assert sheet.wilayah == "RIAU"
    assert (row.kode, row.nama, row.satuan, row.harga, row.kelompok) == ("L.01", "Pekerja", "OH", "90000", "UPAH")


def test_several_regions_and_none_chosen_are_refused_with_their_names(write):
    path = write(
        "a.csv", ["Nama", "Satuan", "Harga", "Wilayah"], ["Batu", "m3", "1", "Aceh"], ["Batu", "m3", "2", "Riau"]
    )
    with pytest.raises(FileRefused) as refused:
        price_files_read([path])
    assert refused.value.code == "file_regions"
    assert "Aceh, Riau" in refused.value.message


def test_a_file_without_prices_is_refused_with_what_was_found(write):
    path = write("a.csv", ["Nama", "Satuan", "Koefisien"], ["Batu", "m3", "1"])
    with pytest.raises(FileRefused) as refused:
        price_files_read([path])
    assert "harga" in refused.value.message
    assert "Nama, Satuan" in refused.value.message


def test_every_sheet_that_holds_prices_is_read_and_names_its_rows(tmp_path):
    import xlsxwriter

    path = tmp_path / "harga.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, goods in (("Upah", ["Pekerja", "OH", 100000]), ("Bahan", ["Batu", "m3", 286500.5])):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Uraian", "Satuan", "Harga"])
            sheet.write_row(1, 0, goods)
    upah, bahan = price_files_read([path]).rows
    assert (upah.kelompok, upah.place) == ("Upah", "Upah baris 2")
    assert (bahan.kelompok, bahan.place, bahan.harga) == ("Bahan", "Bahan baris 2", 286500.5)
    assert upah.number != bahan.number
