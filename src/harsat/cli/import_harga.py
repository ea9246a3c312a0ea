"""`harsat import-harga`: read a price list, say what is doubtful in it, on request store what is sound."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from harsat.cli.home import django_start
from harsat.cli.out_file import OutFile

if TYPE_CHECKING:
    from harsat.catalogue.prices.book import PriceDiagnosis
    from harsat.catalogue.prices.reading import PriceSheet
    from harsat.catalogue.prices.services import PriceImport

BIDANG = ("cipta_karya", "sda", "bina_marga", "lain")


@click.command("import-harga")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--daftar", required=True, help="Nama daftar harga, misalnya 'SSH Kabupaten Pangandaran 2023'.")
@click.option("--wilayah", default="", help="Wilayah daftar; memilih bila berkas memuat beberapa.")
@click.option("--periode", default="", help="Periode, misalnya 2023; bila kosong, tahun di berkas.")
@click.option("--sumber", default="", help="Asal harga; bila kosong, nama berkas.")
@click.option("--bidang", default=None, type=click.Choice(BIDANG), help="Bidang yang memiliki kode daftar ini.")
@click.option("--kolom-harga", default="", help="Judul kolom harga, bila berkas memuat beberapa.")
@click.option("--commit", is_flag=True, help="Simpan harga yang dipercaya dan terbitkan daftarnya.")
@click.option("--json", "as_json", is_flag=True, help="Cetak satu baris JSON.")
@click.option("--report", default=None, type=OutFile(), help="Berkas CSV berisi semua temuan.")
def import_harga(
    *,
    files: Sequence[Path],
    daftar: str,
    wilayah: str,
    periode: str,
    sumber: str,
    bidang: str | None,
    kolom_harga: str,
    commit: bool,
    as_json: bool,
    report: Path | None,
) -> None:
    """Periksa daftar harga (xlsx, xls, ods, csv, atau berkas yang saling merujuk).

    Tanpa --commit tidak ada yang disimpan.

    Baris yang meragukan ditahan sampai diputuskan dan tidak ditawarkan; barang yang bukan sumber daya bangunan
    disimpan, tetapi tidak ikut dipadankan. Kolom --report: baris, kode, kelompok, uraian, satuan, temuan, tingkat,
    nilai_asal, usulan, ditahan, alasan.
    """
    django_start()
    from harsat.catalogue.prices.diagnose import price_files_diagnose
    from harsat.catalogue.prices.report import report_csv
    from harsat.kernel.errors import DomainError

    started = monotonic()
    try:
        sheet, diagnosis = price_files_diagnose(files, wilayah=wilayah, price=kolom_harga)
        stored = None
        if commit:
            source = sumber or ", ".join(path.name for path in files)
            stored = _store(sheet, diagnosis, name=daftar, periode=periode, source=source, bidang=bidang)
    except DomainError as refusal:
        raise click.ClickException(refusal.message) from refusal
    if report is not None:
        report.write_text(report_csv(diagnosis), encoding="utf-8", newline="")
    if as_json:
        click.echo(json.dumps(_json(diagnosis, stored, monotonic() - started), ensure_ascii=False))
        return
    for line in _lines(sheet, diagnosis, stored):
        click.echo(line)


def _store(
    sheet: PriceSheet, diagnosis: PriceDiagnosis, *, name: str, periode: str, source: str, bidang: str | None
) -> PriceImport:
    from harsat.catalogue.models import Bidang
    from harsat.catalogue.prices.services import price_list_import

    period = periode or sheet.periode
    return price_list_import(
        name=name,
        diagnosis=diagnosis,
        as_of=_as_of(period),
        wilayah=sheet.wilayah,
        periode=period,
        source=source,
        bidang=Bidang(bidang) if bidang else None,
        publish=True,
    )


def _as_of(periode: str) -> date:
    """The first day of the year a period names, else today."""
    from harsat.kernel.clock import today

    year = periode.strip()[:4]
    return date(int(year), 1, 1) if year.isdigit() and int(year) >= 1 and len(year) == len("2023") else today()


def _json(diagnosis: PriceDiagnosis, stored: PriceImport | None, seconds: float) -> dict[str, object]:
    from harsat.catalogue.prices.report import kinds_counted

    return {
        "rows": len(diagnosis.book.lines),
        "sound": len(diagnosis.sound),
        "held": len(diagnosis.held),
        "not_building": len(diagnosis.foreign),
        "committed": stored.added + stored.changed + stored.unchanged if stored else 0,
        "findings": kinds_counted(diagnosis),
        "seconds": round(seconds, 2),
    }


def _lines(sheet: PriceSheet, diagnosis: PriceDiagnosis, stored: PriceImport | None) -> Iterator[str]:
    from harsat.catalogue.prices.kinds import LABELS, PriceKind
    from harsat.catalogue.prices.report import kinds_counted

    where = " ".join(filter(None, (sheet.wilayah, sheet.periode)))
    title = sheet.header.price_title()
    yield f"{len(diagnosis.book.lines)} baris harga{f' ({where})' if where else ''}, kolom “{title}”."
    yield f"Dipercaya: {len(diagnosis.sound)}. Ditahan: {len(diagnosis.held)}. Baris ganda: {len(diagnosis.dropped)}."
    for kind, count in sorted(kinds_counted(diagnosis).items(), key=lambda one: -one[1]):
        yield f"  {LABELS[PriceKind(kind)]}: {count}"
    yield ""
    if stored is None:
        yield "Belum disimpan. Tambahkan --commit untuk menerbitkan harga yang dipercaya."
        return
    yield (
        f"Disimpan ke daftar {stored.price_list.name}: {stored.added} baru, {stored.changed} berubah,"
        f" {stored.unchanged} tetap, {stored.gone} hilang; {stored.held} ditahan menunggu keputusan."
    )
