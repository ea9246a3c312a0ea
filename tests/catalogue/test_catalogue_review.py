from decimal import Decimal

import pytest
from openpyxl import Workbook

from catalogue.builders import HEADER, sound_row
from harsat.catalogue.reading.reasons import Reason
from harsat.catalogue.reading.report import report_lines
from harsat.catalogue.reading.review import file_review
from harsat.engine.snapshot import Kategori


def reasons(review, kode):
    [listed] = [entry for entry in review.listed if entry.kode == kode]
    return {finding.reason for finding in listed.findings}


def test_a_sound_analysis_is_trusted_with_its_unit_from_the_name(csv_file):
    path = csv_file(
        sound_row(),
        sound_row(item="Mandor", koefisien="0.025"),
        sound_row(item="Air", satuan="ltr", koefisien="5"),
    )
    review = file_review(path)
    assert review.listed == []
    [trusted] = review.trusted
    draft = trusted.draft
    assert (draft.kode, draft.uraian, draft.satuan) == ("1.2.1", "Penggalian 1 m3 tanah biasa", "m3")
    assert [(row.kategori, row.uraian, row.satuan, row.koefisien) for row in draft.komponen] == [
        (Kategori.TK, "Pekerja", "OH", Decimal("0.75")),
        (Kategori.TK, "Mandor", "OH", Decimal("0.025")),
        (Kategori.BHN, "Air", "liter", Decimal(5)),
    ]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([sound_row(koefisien="13125")], Reason.HILANG_DESIMAL),
        ([sound_row(koefisien="0")], Reason.KOEFISIEN_NOL),
        ([sound_row(koefisien="#NAME?")], Reason.KOEFISIEN_TAK_TERBACA),
        ([sound_row(koefisien="272.0")], Reason.KOEFISIEN_LUAR_BIASA),
        ([sound_row(), sound_row(item=" pekerja")], Reason.TENAGA_BERULANG),
        (
            [sound_row(), sound_row(item="Air", satuan="m3"), sound_row(item="air", satuan="m3")],
            Reason.KOMPONEN_BERULANG,
        ),
        ([sound_row(item="Air", satuan="m3")], Reason.TANPA_TENAGA),
        (
            [sound_row(), sound_row(kode="9.9", nama="Pasang 1 buah pintu"), sound_row(item="Mandor")],
            Reason.BARIS_TERPISAH,
        ),
        ([sound_row(), sound_row(nama="Penggalian 1 m3 lumpur", item="Mandor")], Reason.NAMA_GANDA),
        ([sound_row(), sound_row(kode="1.2.2")], Reason.NAMA_KEMBAR),
        ([sound_row(), sound_row(kode="1.2.1.1", nama="Penggalian 1 m3 cadas")], Reason.KODE_INDUK),
        (
            [
                sound_row(kode="1.2.1", nama="Pasang 1 m Pipa"),
                sound_row(kode="1.2.2", nama="Pasang 1 m Pipa A"),
                sound_row(kode="1.2.3", nama="Pasang 1 m Pipa B"),
            ],
            Reason.NAMA_TERPOTONG,
        ),
        ([[*sound_row()[:3], "", *sound_row()[4:]]], Reason.KATEGORI_TIDAK_DIKENAL),
        ([[*sound_row()[:3], "Asphalt", *sound_row()[4:]]], Reason.KATEGORI_TIDAK_DIKENAL),
        ([sound_row(), sound_row(item="Air", satuan="")], Reason.SATUAN_KOMPONEN),
        ([sound_row(), [*sound_row()[:5], "m3", "0.2"]], Reason.SATUAN_TENAGA),
        ([sound_row(nama="Patok kayu panjang 0,5 m'")], Reason.SATUAN_PEKERJAAN),
        ([sound_row(nama="Pemasangan 1 m3 Kabel NYY")], Reason.M3_MERAGUKAN),
        ([sound_row(), sound_row(item="Pipa PVC", satuan="m3")], Reason.M3_MERAGUKAN),
        ([sound_row(nama="Penggalian 1 m3 tanah \ufffd")], Reason.SALAH_SANDI),
        ([sound_row(), sound_row(item="", satuan="m3")], Reason.TEKS_KOSONG),
        ([sound_row(nama="Penggalian 1 m3 " + "tanah " * 100)], Reason.TEKS_PANJANG),
        ([sound_row(), sound_row(item="Air", satuan="bulan bulan hari hari orang")], Reason.TEKS_PANJANG),
    ],
)
def test_each_kind_of_damage_lists_the_analysis_with_its_reason(csv_file, rows, reason):
    # one sound row of another code proves the decimal point of the column
    review = file_review(csv_file(sound_row(kode="7.7", nama="Pemasangan 1 buah pintu", koefisien="0.6"), *rows))
    assert reason in reasons(review, "1.2.1")


def test_a_finding_names_code_row_column_and_reading_in_indonesian(csv_file):
    review = file_review(csv_file(sound_row(), sound_row(item="Kerikil", satuan="kg", koefisien="83349")))
    [finding] = review.listed[0].findings
    assert finding.sentence("1.2.1") == '1.2.1 baris 3, kolom koefisien "83349": mungkin kehilangan tanda desimal'


def test_every_finding_is_told_not_only_the_first(csv_file):
    rows = [
        sound_row(koefisien="0.5"),
        sound_row(koefisien="13125"),
        sound_row(item="Air", satuan="?", koefisien="1"),
    ]
    assert reasons(file_review(csv_file(*rows)), "1.2.1") == {
        Reason.HILANG_DESIMAL,
        Reason.TENAGA_BERULANG,
        Reason.SATUAN_KOMPONEN,
    }


def test_no_code_is_dropped(csv_file):
    rows = [
        sound_row(kode=f"1.2.{n}", nama=f"Pasang 1 buah pintu {n}", koefisien="0.5" if n % 2 else "x")
        for n in range(1, 9)
    ]
    review = file_review(csv_file(*rows))
    assert len(review.trusted) + len(review.listed) == 8
    assert len(review.trusted) == 4


def test_a_typo_of_a_code_joins_its_analysis_and_is_reported(csv_file):
    review = file_review(csv_file(sound_row(kode="1.2.1."), sound_row(kode="1.2. 1", item="Mandor")))
    [trusted] = review.trusted
    assert trusted.draft.kode == "1.2.1"
    assert len(trusted.draft.komponen) == 2
    assert review.repairs()["titik di akhir"] == 1


def test_a_code_that_excel_made_a_number_is_listed(tmp_path):
    book = Workbook()
    for row in (HEADER, [1.1, *sound_row()[1:]]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert reasons(file_review(tmp_path / "a.xlsx"), "1.1") == {Reason.KODE_RUSAK}


def test_a_native_number_is_trusted_only_where_all_fractions_are_numbers(tmp_path):
    book = Workbook()
    for row in (HEADER, sound_row(koefisien=0.75), sound_row(item="Mandor", koefisien=2)):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert len(file_review(tmp_path / "a.xlsx").trusted) == 1
    book.active.append(sound_row(item="Air", satuan="m3", koefisien="0.6"))
    book.save(tmp_path / "b.xlsx")
    assert reasons(file_review(tmp_path / "b.xlsx"), "1.2.1") == {Reason.HILANG_DESIMAL}


def test_a_unit_column_that_contradicts_the_name_is_listed(csv_file):
    header = [*HEADER, "satuan_pekerjaan"]
    sound = file_review(csv_file([*sound_row(), "M3"], header=header))
    assert sound.trusted[0].draft.satuan == "m3"
    contradicting = file_review(csv_file([*sound_row(), "m2"], header=header))
    assert reasons(contradicting, "1.2.1") == {Reason.SATUAN_PEKERJAAN}


def test_the_report_counts_codes_repairs_and_reasons(csv_file):
    path = csv_file(
        sound_row(nama="Penggalian  1 m3 tanah"),
        sound_row(kode="1.3.1", nama="Pasang 1 buah pintu", koefisien="5000"),
    )
    text = "\n".join(report_lines(file_review(path)))
    assert "2 baris komponen, 2 kode analisa." in text
    assert "Dipercaya: 1 kode. Ditahan: 1 kode." in text
    assert "1  spasi ganda" in text
    assert "1  mungkin kehilangan tanda desimal" in text
    assert '1.3.1 baris 3, kolom koefisien "5000"' in text
