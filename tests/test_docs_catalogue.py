"""The pages about the catalogue say what the code does: kinds, columns, layouts, commands, words."""

import re

import click
import pytest

from harsat.catalogue.diagnosis.kinds import LABELS, Kind, Severity
from harsat.catalogue.prices.columns import FIELD_OF, header_find, title_plain
from harsat.catalogue.prices.kinds import LABELS as PRICE_LABELS
from harsat.catalogue.prices.kinds import PriceKind
from harsat.catalogue.quarantine.report import COLUMNS
from harsat.catalogue.reading.header import columns_read
from harsat.catalogue.reading.mapping import FIELDS, Layout
from harsat.catalogue.reading.reader import files_read
from harsat.catalogue.reading.source import MAX_CELL, MAX_COLUMNS, MAX_ROWS, tables_read
from harsat.catalogue.reading.workbook import EXCEL_CELL
from harsat.cli.curator import ROLES
from harsat.cli.main import VERBS, main
from harsat.engine.snapshot import RoundingPolicy

EXAMPLES = {
    Layout.FLAT: ["baris.csv"],
    Layout.FORM: ["formulir.csv"],
    Layout.RECORDS: ["rekaman.csv"],
    Layout.BLOCKS: ["blok.csv", "blok_item.csv"],
    Layout.RELATED: ["komponen.csv", "analisa.csv", "sumber_daya.csv"],
}
PAGE_OF = {"import-ahsp": "impor-ahsp.md", "import-harga": "daftar-harga.md", "hspk": "daftar-harga.md"}


@pytest.fixture(scope="module")
def pages(repository):
    names = ("impor-ahsp.md", "daftar-harga.md")
    return {name: (repository / "docs" / name).read_text(encoding="utf-8") for name in names}


@pytest.fixture
def examples(pages, tmp_path):
    for text in pages.values():
        for name, content in re.findall(r"^```csv (\S+)\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL):
            (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def table_rows(text, title):
    """The cells of the table whose first title this is, one list a row; several such tables follow each other."""
    rows = []
    for block in re.findall(rf"^\| {title} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", text, flags=re.MULTILINE):
        rows += [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
    assert rows
    return rows


def options(command):
    params = (param for param in verb(command).params if isinstance(param, click.Option))
    return {name for param in params for name in [*param.opts, *param.secondary_opts]}


def verb(command):
    return main.get_command(click.Context(main), command)


def test_the_pages_print_every_kind_of_analysis_finding_once_with_its_label(pages):
    printed = [(word.strip("`"), label) for word, label, *_rest in table_rows(pages["impor-ahsp.md"], "kata")]
    assert printed == [(kind.value, str(LABELS[kind])) for kind in Kind]


def test_the_pages_print_every_kind_of_price_finding_once_with_its_label(pages):
    printed = [(word.strip("`"), label) for word, label, *_rest in table_rows(pages["daftar-harga.md"], "kata")]
    assert printed == [(kind.value, str(PRICE_LABELS[kind])) for kind in PriceKind]


def test_every_printed_severity_is_one_of_the_report(pages):
    rows = [row for text in pages.values() for row in table_rows(text, "kata")]
    assert {word for row in rows for word in row[2].split(", ")} == set(Severity)
    assert {row[0] for row in table_rows(pages["impor-ahsp.md"], "tingkat")} == set(Severity)


@pytest.mark.parametrize("layout", list(Layout))
def test_the_example_of_each_layout_is_read_as_that_layout(pages, examples, layout):
    assert f"### Susunan `{layout.value}`" in pages["impor-ahsp.md"]
    read = files_read([examples / name for name in EXAMPLES[layout]])
    assert read.layout is layout
    assert {str(row.kode) for row in read.rows} == {"2.3.1"}
    assert {(row.item, str(row.koefisien).replace(",", ".")) for row in read.rows} >= {
        ("Pekerja", "0.3"),
        ("Bata merah", "70"),
    }
    assert all(row.kategori for row in read.rows)


def test_the_example_of_a_price_list_is_read(examples):
    header = header_find(tables_read(examples / "harga.csv")[0])
    assert {"kode", "nama", "spesifikasi", "satuan", "harga", "wilayah", "periode"} == header.columns.keys()


def test_every_printed_title_is_read_as_its_field(pages):
    rows = table_rows(pages["impor-ahsp.md"], "isian")
    assert [field for field, _titles in rows] == list(FIELDS)
    wrong = [(field, title) for field, titles in rows for title in titles.split(", ") if read_as(title) != field]
    assert wrong == []


def read_as(title):
    """The field of a column that stands alone under this title."""
    return next(iter(columns_read([title]).of), "")


def test_every_printed_price_title_is_read_as_its_field(pages):
    rows = table_rows(pages["daftar-harga.md"], "isian")
    wrong = [
        (field, title)
        for field, titles in rows
        for title in titles.split(", ")
        if FIELD_OF.get(title_plain(title)) != field
    ]
    assert wrong == []
    assert [field for field, _titles in rows] == list(dict.fromkeys(FIELD_OF.values()))


@pytest.mark.parametrize("command", PAGE_OF)
def test_every_option_of_a_command_stands_on_its_page(pages, command):
    text = pages[PAGE_OF[command]]
    assert [name for name in options(command) if f"`{name}`" not in text] == []


def test_every_option_a_page_names_exists(pages):
    known = set().union(*map(options, PAGE_OF)) | {"--role"}
    for text in pages.values():
        assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)) <= known


def test_every_command_a_page_shows_exists(pages, repository):
    texts = [*pages.values(), (repository / "README.md").read_text(encoding="utf-8")]
    shown = {name for text in texts for name in re.findall(r"(?:\$ |`)harsat ([a-z-]+)", text)}
    assert shown >= {*PAGE_OF, "curator"}
    assert shown <= VERBS.keys()
    assert set(re.findall(r"harsat curator (\w+)", "".join(pages.values()))) == verb("curator").commands.keys()


def test_roles_and_roundings_are_those_of_the_code(pages):
    assert [row[0].strip("`") for row in table_rows(pages["impor-ahsp.md"], "peran")] == list(ROLES)
    assert {row[0].strip("`") for row in table_rows(pages["daftar-harga.md"], "`--rounding`")} == set(RoundingPolicy)


def test_the_columns_of_the_report_are_those_it_writes(pages):
    assert "\n" + ",".join(COLUMNS) + "\n" in pages["impor-ahsp.md"]


def test_printed_limits_are_those_of_the_guards(pages):
    limits = dict(table_rows(pages["impor-ahsp.md"], "yang dibatasi"))
    assert limits["kolom"] == str(MAX_COLUMNS)
    assert limits["baris per lembar, dan komponen seluruhnya"] == printed(MAX_ROWS)
    assert limits["huruf dalam satu sel"] == f"{printed(EXCEL_CELL)} di buku kerja, {printed(MAX_CELL)} di CSV"


def printed(number):
    return f"{number:,}".replace(",", ".")


def test_links_of_the_pages_lead_to_a_file(pages, repository):
    for name in pages:
        text = (repository / "docs" / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)", text):
            assert (repository / "docs" / target).is_file()


def test_the_glossary_is_alphabetical(repository):
    text = (repository / "GLOSSARY.md").read_text(encoding="utf-8")
    words = [row[0].lower() for row in table_rows(text, "word")]
    assert words == sorted(words)


@pytest.mark.parametrize("word", ["temuan", "karantina", "usulan", "keputusan", "edisi", "padanan", "versi analisa"])
def test_the_glossary_holds_the_words_of_the_catalogue(repository, word):
    text = (repository / "GLOSSARY.md").read_text(encoding="utf-8")
    assert any(word in row[0].split(", ") for row in table_rows(text, "word"))
