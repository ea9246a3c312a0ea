from catalogue.prices.price_builders import kinds, of_kind, price_list
from harsat.catalogue.prices.kinds import LABELS, PriceKind
from harsat.catalogue.prices.report import report_csv


def test_a_sound_list_has_no_findings():
    diagnosis = price_list({}, {"nama": "Pasir beton", "satuan": "M3", "harga": "370200"})
    assert diagnosis.findings == []
    assert [line.satuan for line in diagnosis.sound] == ["kg", "m3"]


def test_every_kind_has_a_label():
    assert set(LABELS) == set(PriceKind)


def test_a_figure_of_nines_for_several_goods_is_no_price():
    diagnosis = price_list(
        {"nama": "Bulldozer", "satuan": "unit", "harga": "10199999999"},
        {"nama": "Excavator", "satuan": "unit", "harga": "10199999999"},
    )
    assert kinds(diagnosis) == ["harga_meluap", "harga_meluap"]
    assert diagnosis.sound == []


def test_the_largest_number_of_a_machine_is_no_price():
    assert kinds(price_list({"nama": "Crane", "satuan": "unit", "harga": "2147483647"})) == ["harga_meluap"]


def test_a_price_that_ends_in_nines_to_look_cheap_is_sound():
    assert kinds(price_list({"nama": "Pompa", "satuan": "unit", "harga": "1999999"})) == []


def test_a_thousand_times_its_like_is_held():
    pipes = [{"nama": f"Clamp saddle {size}", "satuan": "buah", "harga": f"{70000 + size}"} for size in range(8)]
    diagnosis = price_list(*pipes, {"nama": "Clamp saddle 110", "satuan": "buah", "harga": "222142707"})
    (found,) = of_kind(diagnosis, "harga_luar_biasa")
    assert found.rows == (10,)
    assert found.holds
    assert "kali lebih mahal" in found.reason


def test_a_bag_priced_as_a_kilogram_is_noticed_beside_the_same_goods():
    diagnosis = price_list(
        {"nama": "Semen PC", "harga": "1744"}, {"nama": "Semen portland", "satuan": "kg", "harga": "78000"}
    )
    (found,) = of_kind(diagnosis, "harga_luar_biasa")
    assert found.rows == (2, 3)
    assert "satu zak" in found.reason


def test_several_prices_for_one_thing_are_all_shown_and_none_is_chosen():
    diagnosis = price_list({"harga": "1300"}, {"nama": "SEMEN  PORTLAND", "satuan": "Kg", "harga": "1450"})
    (found,) = of_kind(diagnosis, "harga_ganda")
    assert found.original == "1300 | 1450"
    assert (found.proposal, found.changes) == ("", ())
    assert diagnosis.sound == []


def test_another_unit_is_another_price():
    assert kinds(price_list({"harga": "1300"}, {"satuan": "zak", "harga": "65000"})) == []


def test_the_same_row_again_is_kept_once():
    diagnosis = price_list({}, {})
    assert kinds(diagnosis) == ["duplikat"]
    assert [line.row for line in diagnosis.sound] == [2]


def test_one_code_for_two_things_is_held():
    diagnosis = price_list(
        {"kode": "M.1", "nama": "Batu"}, {"kode": "M.1", "nama": "Kabel"}, {"kode": "M.2", "nama": "Pasir"}
    )
    assert kinds(diagnosis) == ["kode_ganda"]
    assert [line.row for line in diagnosis.sound] == [4]


def test_office_goods_fees_and_medicine_are_stored_but_not_matched():
    diagnosis = price_list(
        {"nama": "Kertas HVS", "satuan": "rim", "kelompok": "SSH"},
        {"nama": "Honorarium narasumber", "satuan": "orang/kegiatan", "kelompok": "SBU"},
        {"nama": "Parasetamol 500 mg", "satuan": "tablet"},
        {"nama": "Pipa PVC 3 inch", "satuan": "batang"},
    )
    assert diagnosis.foreign == {2, 3, 4}
    assert len(diagnosis.sound) == 4


def test_labour_in_a_list_of_fees_is_a_resource_all_the_same():
    assert price_list({"nama": "Tukang batu", "satuan": "Orang/Hari", "kelompok": "SBU"}).foreign == set()


def test_labour_by_the_piece_contradicts():
    assert kinds(price_list({"nama": "Tukang kayu", "satuan": "buah"})) == ["satuan_bertentangan"]


def test_a_name_that_states_a_bag_contradicts_a_price_per_kilogram():
    (found,) = of_kind(price_list({"nama": "Semen 50 kg", "satuan": "kg", "harga": "65000"}), "satuan_bertentangan")
    assert found.proposal == "zak"


def test_one_price_for_a_metre_and_a_piece_contradicts():
    diagnosis = price_list({"nama": "Kabel NYM", "satuan": "m"}, {"nama": "Kabel NYM", "satuan": "roll"})
    assert kinds(diagnosis) == ["satuan_bertentangan"]


def test_a_stranger_among_metres_at_their_price_contradicts():
    pipes = [{"nama": f"Pipa HDPE {size}", "satuan": "m", "harga": f"{size}000"} for size in range(20, 40)]
    diagnosis = price_list(*pipes, {"nama": "Pipa HDPE 25 A", "satuan": "buah", "harga": "25500"})
    (found,) = of_kind(diagnosis, "satuan_bertentangan")
    assert (found.rows, found.proposal) == ((22,), "m'")


def test_letters_are_mended_and_said():
    diagnosis = price_list({"nama": "Elbow 90Â°", "satuan": "buah"})
    (found,) = diagnosis.findings
    assert (found.kind.value, found.repaired, found.proposal) == ("teks_rusak", True, "Elbow 90°")
    assert diagnosis.sound[0].nama == "Elbow 90°"


def test_a_specification_that_repeats_the_name_is_emptied():
    diagnosis = price_list({"nama": "Batu belah", "spesifikasi": "BATU BELAH", "satuan": "m3"})
    assert kinds(diagnosis) == ["spesifikasi_berulang"]
    assert diagnosis.sound[0].uraian == "Batu belah"


def test_no_price_no_unit_and_no_name_are_held():
    diagnosis = price_list({"harga": ""}, {"satuan": ""}, {"nama": ""}, {"nama": "Air", "satuan": "ember"})
    assert kinds(diagnosis) == ["harga_kosong", "satuan_kosong", "satuan_tidak_dikenal", "uraian_kosong"]
    assert diagnosis.held == {2, 3, 4}


def test_a_second_price_column_that_differs_is_said():
    (found,) = price_list({"harga": "185000", "lain": ["180000"]}).findings
    assert found.kind is PriceKind.HARGA_DUA_KOLOM
    assert not found.holds
    assert "180000" in found.reason


def test_the_order_of_rows_does_not_change_what_is_found():
    rows = [{"nama": "Semen PC", "harga": str(price)} for price in (1300, 1400)] + [
        {"nama": "Crane", "harga": "2147483647"}
    ]
    assert kinds(price_list(*rows)) == kinds(price_list(*reversed(rows)))


def test_numbers_and_texts_give_the_same_findings():
    rows = [{"harga": 1300}, {"harga": 1450}, {"nama": "Batu", "harga": 0}]
    texts = [row | {"harga": str(row["harga"])} for row in rows]
    assert kinds(price_list(*rows)) == kinds(price_list(*texts)) == ["harga_ganda", "harga_nol"]


def test_the_report_disarms_what_a_spreadsheet_would_run():
    report = report_csv(price_list({"nama": "=HYPERLINK(1)", "harga": "0"}))
    assert "'=HYPERLINK(1)" in report
    assert ",=HYPERLINK" not in report
