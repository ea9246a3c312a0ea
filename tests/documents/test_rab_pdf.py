"""The budget on paper, read back from the file."""

import re

import pypdfium2
import pytest

from documents.document_builders import a_pdf, a_report, many_works
from harsat.documents.media.pdf import pdf_write
from harsat.documents.media.pdf.fonts import Font, drawable, width, wrap
from harsat.documents.media.pdf.pages import Item, height_of, pages_of, tied
from harsat.documents.media.pdf.pen import HEIGHT, TOP
from harsat.documents.media.pdf.write import _items
from harsat.documents.reports.rab_paper import rab_paper
from harsat.engine.numbers import id_text
from support.engine_builders import langsung, project, tk, with_pekerjaan, work


def texts(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def test_every_total_on_paper_is_the_engine_s():
    snapshot = many_works(45)
    report = a_report(snapshot)
    text = "\n".join(texts(a_pdf(snapshot)))
    for line in report.penutup:
        assert id_text(line.nilai, 2) in text, line.label
    for part in report.klasifikasi:
        assert f"Jumlah {part.nomor} {id_text(part.subtotal.jumlah, 2)}" in text.replace("\n", " ")
    assert report.terbilang in text.replace("\n", " ")


def test_every_page_has_the_head_and_says_which_it_is():
    seen = texts(a_pdf(many_works(120)))
    assert len(seen) > 3
    for number, text in enumerate(seen, start=1):
        assert f"Halaman {number} dari {len(seen)}" in text
        assert "Uraian pekerjaan" in text or "Klasifikasi" in text


def test_the_number_of_pages_follows_the_rows():
    assert [len(texts(a_pdf(many_works(count)))) for count in (5, 500)] == [1, 18]


def test_fonts_are_embedded_and_nothing_else_is_used():
    pdf = a_pdf(many_works(5))
    fonts = set(re.findall(rb"/BaseFont /([\w+-]+)", pdf))
    assert {name.split(b"+")[-1] for name in fonts} == {b"Inter-Regular", b"Inter-Medium", b"Inter-SemiBold"}
    assert pdf.count(b"/FontFile2") == 3


def test_figures_are_of_one_width():
    assert len({width(digit, font, 8) for digit in "0123456789" for font in [Font.REGULAR]}) == 1
    assert len({width(digit, font, 8) for digit in "0123456789" for font in [Font.SEMIBOLD]}) == 1


def test_the_outline_leads_to_klasifikasi_sub_klasifikasi_and_recapitulation():
    document = pypdfium2.PdfDocument(a_pdf(many_works(45)))
    titles = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    assert titles[:4] == [
        (0, "Rencana Anggaran Biaya"),
        (0, "I KELOMPOK 0"),
        (1, "A Bagian 0"),
        (1, "B Bagian 1"),
    ]
    assert titles[-1] == (0, "Rekapitulasi")


def test_a_draft_carries_its_watermark_on_every_page_and_a_document_does_not():
    incomplete = project(*(work(f"d{number}", tk(1, None), volume=1) for number in range(60)))
    assert all("DRAFT - belum lengkap" in text for text in texts(a_pdf(incomplete, draft=True)))
    assert not any("DRAFT" in text for text in texts(a_pdf(many_works(60))))


def test_names_of_those_who_sign_are_printed():
    (text,) = texts(a_pdf(many_works(3), pengawas_nama="Nama Pengawas"))
    for name in ("Nama Pemilik", "Nama Pengawas", "Nama Perencana", "Kepala Dinas", "18 Juni 2026"):
        assert name in text


@pytest.mark.parametrize("count", range(1, 70, 3))
def test_signatures_stand_with_at_least_three_rows_of_sums(count):
    last = texts(a_pdf(many_works(count)))[-1]
    assert "Menyetujui," in last
    assert "Rekapitulasi" in last
    assert "Total" in last


def test_a_recapitulation_longer_than_a_page_keeps_three_klasifikasi_with_the_signatures():
    works = (langsung(f"k{number}", 1000, klasifikasi=f"Kelompok {number}") for number in range(70))
    last = texts(a_pdf(project(*works)))[-1]
    assert "Menyetujui," in last
    assert "LXX" in last
    assert len(re.findall(r"KELOMPOK \d+", last)) >= 3


@pytest.mark.parametrize("count", [30, 57, 101])
def test_a_heading_stays_with_the_row_after_it_and_a_subtotal_with_the_row_before_it(count):
    for text in texts(a_pdf(many_works(count))):
        body = [line for line in text.split("\n") if "Halaman" not in line and "dicetak" not in line]
        rows = [
            line for line in body if re.match(r"(KELOMPOK|[IVX]+ KELOMPOK|[A-Z] Bagian|Jumlah [IVX]+|\d+ Pekerj)", line)
        ]
        assert rows
        assert not re.match(r"[IVX]+ KELOMPOK|[A-Z] Bagian", rows[-1]), rows[-1]
        assert not rows[0].startswith("Jumlah"), rows[0]


def test_a_long_description_wraps_and_its_row_is_never_split():
    words = "Pekerjaan pembetonan dengan mutu yang disyaratkan " * 9
    snapshot = with_pekerjaan(many_works(40), 20, uraian=words.strip())
    for text in texts(a_pdf(snapshot)):
        flat = text.replace("\n", " ")
        assert flat.count("mutu yang disyaratkan") in {0, 9}


def test_no_amount_is_cut_however_large():
    snapshot = project(langsung("x", "9999999999999.99", volume="99999999999.9999"))
    report = a_report(snapshot)
    assert id_text(report.penutup[-1].nilai, 2) in "\n".join(texts(a_pdf(snapshot)))


def test_signs_the_font_lacks_are_drawn_by_their_nearest():
    assert drawable("⌀12 – 1⁄2 m²") == "Ø12 – 1/2 m²"
    assert drawable("ｍ３") == "m3"
    assert drawable("水") == "\ufffd"


def test_words_longer_than_a_line_are_broken_and_nothing_is_lost():
    lines = wrap("a" * 200, Font.REGULAR, 8, 100)
    assert "".join(lines) == "a" * 200
    assert all(width(line, Font.REGULAR, 8) <= 100 for line in lines)


def test_a_code_breaks_behind_the_signs_between_its_parts():
    assert wrap("CUST-0001-PANJANG/A", Font.REGULAR, 8, 60) == ["CUST-0001-", "PANJANG/A"]


# ------------------------------------------------------------------------------------------------ pages


def an_item(height, **fields):
    return Item(height, lambda pen, y: None, **fields)


def test_a_chunk_that_does_not_fit_goes_to_the_next_page_whole():
    filler, pair = an_item(HEIGHT - 30), (an_item(20, keeps_next=True), an_item(20))
    first, second = pages_of([filler, *pair])
    assert [placed.item for placed in first] == [filler]
    assert [(placed.item, placed.y) for placed in second] == [(pair[0], TOP), (pair[1], TOP + 20)]


def test_the_head_is_drawn_again_at_the_top_of_a_page():
    head = an_item(10)
    rows = [an_item(HEIGHT - 20, head=head), an_item(40, head=head)]
    assert [placed.item for placed in pages_of(rows)[1]] == [head, rows[1]]


def test_a_chunk_longer_than_a_page_is_broken_between_items():
    chunk = [an_item(HEIGHT / 2, keeps_next=True) for _ in range(5)]
    assert [len(page) for page in pages_of(chunk)] == [2, 2, 1]


def test_a_block_too_long_for_a_page_ties_its_end_only():
    items = [an_item(HEIGHT / 4) for _ in range(6)]
    assert [item.keeps_next for item in tied(items, least=2)] == [False] * 4 + [True] * 2
    assert all(item.keeps_next for item in tied(items[:3], least=2))


def test_no_page_is_filled_beyond_its_height():
    for page in pages_of(_items(rab_paper(a_report(many_works(200))))):
        assert page[-1].y + page[-1].item.height <= TOP + HEIGHT + 0.001
        assert height_of([placed.item for placed in page]) <= HEIGHT + page[0].item.gap + 0.001


@pytest.mark.slow
def test_a_budget_of_five_thousand_works_has_every_page():
    assert len(texts(pdf_write(rab_paper(a_report(many_works(5000)))))) == 161
