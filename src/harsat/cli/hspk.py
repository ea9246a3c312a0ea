"""`harsat hspk`: price a whole catalogue from files; needs no database."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harsat.cli.home import django_start
from harsat.cli.out_file import OutFile
from harsat.engine.numbers import canonical
from harsat.engine.snapshot import RoundingPolicy

if TYPE_CHECKING:
    from harsat.catalogue.prices.book import PriceDiagnosis
    from harsat.catalogue.prices.hspk import Hspk, HspkRow, Policy
    from harsat.catalogue.reading.reader import FileSet

COLUMNS = ("kode", "uraian", "satuan", "A", "B", "C", "D", "E", "F", "lain", "temuan", "belum_ada_harga")
LISTED = 20
BUK_MAX = Decimal(100)


class Persen(click.ParamType[Decimal]):
    """A percentage as Decimal: 10, 12.5 or 12,5."""

    name = "persen"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Raises click's usage error for anything that is no percentage from 0 to 100."""
        try:
            persen = Decimal(str(value).replace(",", "."))
        except InvalidOperation:
            self.fail(f"{value} bukan angka.", param, ctx)
        if not 0 <= persen <= BUK_MAX:
            self.fail(f"{value} di luar 0 sampai 100.", param, ctx)
        return persen


@click.command("hspk")
@click.option("--ahsp", "ahsp", required=True, multiple=True, type=click.Path(path_type=Path), help="Berkas analisa.")
@click.option(
    "--harga", "harga", required=True, multiple=True, type=click.Path(path_type=Path), help="Berkas harga sumber daya."
)
@click.option("--buk", default="10", show_default=True, type=Persen(), help="Biaya umum dan keuntungan, persen dari D.")
@click.option(
    "--rounding",
    default=RoundingPolicy.RUPIAH_BAWAH.value,
    show_default=True,
    type=click.Choice([policy.value for policy in RoundingPolicy]),
    help="Pembulatan F; rupiah_bawah adalah ROUNDDOWN(F;0) buku kerja resmi.",
)
@click.option(
    "--baris/--tanpa-baris",
    "baris",
    default=False,
    show_default="tanpa baris",
    help="Bulatkan jumlah tiap baris ke sen; buku kerja resmi tidak.",
)
@click.option("--wilayah", default="", help="Wilayah, bila berkas harga memuat beberapa.")
@click.option("--kolom-harga", default="", help="Judul kolom harga, bila berkas harga memuat beberapa.")
@click.option(
    "--jam-per-hari", default=None, type=click.FloatRange(1, 24), help="Turunkan harga OJ dari OH: OJ = OH / jam."
)
@click.option("--out", default=None, type=OutFile(), help="Berkas hasil, .csv atau .xlsx.")
def hspk(
    ahsp: Sequence[Path],
    harga: Sequence[Path],
    buk: Decimal,
    rounding: str,
    *,
    baris: bool,
    wilayah: str,
    kolom_harga: str,
    jam_per_hari: float | None,
    out: Path | None,
) -> None:
    """Hitung harga satuan semua analisa sebuah katalog dari berkas, dengan presisi buku kerja resmi.

    Kolom hasil: kode, uraian, satuan, A tenaga kerja, B bahan, C peralatan, D = A+B+C, E = buk x D, F = D+E, lain
    (upah borong di luar A, B, C; ikut dalam D), temuan, dan sumber daya yang belum ada harganya. Bila satu harga belum
    ada, D, E dan F kosong, tidak pernah nol. Analisa bertemuan bahaya tetap dihitung dan ditandai di kolom temuan.
    Analisa di dalam analisa masuk sebesar D.

    Tanpa --out, CSV ditulis ke layar. CSV memakai koma sebagai pemisah dan titik desimal, UTF-8 tanpa BOM, untuk
    program; untuk Excel gunakan .xlsx, yang berisi angka dan rumus hidup.
    """
    django_start()
    from harsat.catalogue.prices.hspk import Policy
    from harsat.kernel.errors import DomainError

    if out is not None and out.suffix.lower() not in {".csv", ".xlsx"}:
        raise click.BadParameter("gunakan .csv atau .xlsx.", param_hint="--out")
    policy = Policy(buk, RoundingPolicy(rounding), baris)
    hours = None if jam_per_hari is None else Decimal(str(jam_per_hari))
    try:
        prices, result = _priced(ahsp, harga, policy, wilayah=wilayah, column=kolom_harga, hours=hours)
    except DomainError as refusal:
        raise click.ClickException(refusal.message) from refusal
    _write(result, out)
    for line in _summary(prices, result):
        click.echo(line, err=True)


def csv_text(result: Hspk) -> str:
    """The priced catalogue as CSV: canonical figures, empty where there is none."""
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_csv_row(row) for row in result.rows)
    return target.getvalue()


def _priced(
    ahsp: Sequence[Path],
    harga: Sequence[Path],
    policy: Policy,
    *,
    wilayah: str,
    column: str,
    hours: Decimal | None,
) -> tuple[PriceDiagnosis, Hspk]:
    from harsat.catalogue.diagnosis.diagnose import diagnose
    from harsat.catalogue.prices.diagnose import price_files_diagnose
    from harsat.catalogue.prices.hspk import catalogue_price, doubtful_kinds
    from harsat.catalogue.prices.index import PriceIndex

    diagnosis = diagnose(_read(ahsp, harga).rows)
    _sheet, prices = price_files_diagnose(harga, wilayah=wilayah, price=column)
    index = PriceIndex(prices.sound, jam_per_hari=hours)
    marks = doubtful_kinds(diagnosis.findings)
    return prices, catalogue_price(diagnosis.book, index, policy, doubtful=marks)


def _read(ahsp: Sequence[Path], harga: Sequence[Path]) -> FileSet:
    """The analyses; those in blocks name their resources only, kategori and unit are lent by the list of prices."""
    from harsat.catalogue.reading.mapping import Layout
    from harsat.catalogue.reading.reader import files_read

    read = files_read(ahsp)
    return files_read([*ahsp, *harga]) if read.layout is Layout.BLOCKS else read


def _write(result: Hspk, out: Path | None) -> None:
    if out is None:
        click.echo(csv_text(result), nl=False)
    elif out.suffix.lower() == ".csv":
        out.write_text(csv_text(result), encoding="utf-8", newline="")
    else:
        from harsat.cli.hspk_workbook import hspk_workbook
        from harsat.documents.media.xlsx import xlsx_write

        out.write_bytes(xlsx_write(hspk_workbook(result)))


def _csv_row(row: HspkRow) -> list[str]:
    from harsat.catalogue.prices.report import text_harmless

    figures = (
        row.tenaga_kerja,
        row.bahan,
        row.peralatan,
        row.biaya_langsung,
        row.biaya_umum_keuntungan,
        row.harga_satuan,
        row.lain,
    )
    return [
        *map(text_harmless, (row.kode, row.uraian, row.satuan)),
        *("" if figure is None else canonical(figure, None) for figure in figures),
        "; ".join(row.temuan),
        text_harmless("; ".join(row.belum_ada)),
    ]


def _summary(prices: PriceDiagnosis, result: Hspk) -> Iterator[str]:
    marked = sum(bool(row.temuan) for row in result.rows)
    yield f"{len(result.rows)} analisa: {result.priced} dihitung, {len(result.rows) - result.priced} belum lengkap."
    if marked:
        yield f"{marked} analisa bertemuan bahaya; dihitung apa adanya, lihat kolom temuan."
    if prices.held:
        yield f"{len(prices.held)} baris harga ditahan karena meragukan dan tidak dipakai."
    if not result.unpriced:
        return
    yield f"{len(result.unpriced)} sumber daya belum ada harganya:"
    for row in result.unpriced[:LISTED]:
        name = f"{row.kode} {row.uraian}".strip()
        yield f"  {name} ({row.satuan or 'tanpa satuan'}): {row.reason}; {row.analyses} analisa menunggu"
    if len(result.unpriced) > LISTED:
        yield f"  … dan {len(result.unpriced) - LISTED} lagi; lengkapnya di kolom belum_ada_harga."
