"""`harsat import-ahsp`: read files of analyses, say what is wrong with them, on request publish what is sound."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import click

from harsat.cli.home import django_start
from harsat.cli.out_file import OutFile

if TYPE_CHECKING:
    from harsat.catalogue.quarantine.commit import Commit
    from harsat.catalogue.quarantine.verdict import Verdict

BIDANG = ("cipta_karya", "sda", "bina_marga", "lain")


class Outcome(NamedTuple):
    """What a run found, and with --commit what it stored."""

    rows: int
    analyses: int
    quarantined: int
    findings: Mapping[str, int]
    commit: Commit | None

    @property
    def committed(self) -> int:
        """Analyses of the files that stand in the edition after this run; none without --commit."""
        return self.analyses - self.quarantined if self.commit else 0


@click.command("import-ahsp")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--edition", required=True, help="Nama edisi tujuan, misalnya 'AHSP Cipta Karya 2025'.")
@click.option("--bidang", default=BIDANG[0], show_default=True, type=click.Choice(BIDANG), help="Bidang edisi tujuan.")
@click.option("--commit", is_flag=True, help="Terbitkan analisa yang bersih; yang meragukan menunggu di karantina.")
@click.option("--json", "as_json", is_flag=True, help="Cetak satu baris JSON.")
@click.option("--report", type=OutFile(), help="Tulis semua temuan ke berkas CSV.")
def import_ahsp(
    files: tuple[Path, ...], edition: str, bidang: str, report: Path | None, *, commit: bool, as_json: bool
) -> None:
    """Periksa berkas AHSP (xlsx, xls, ods, csv); tanpa --commit tidak ada yang disimpan."""
    django_start()
    from harsat.kernel.errors import DomainError

    start = perf_counter()
    try:
        outcome = (_commit if commit else _look)(files, edition, bidang, report)
    except DomainError as refusal:
        raise click.ClickException(refusal.message) from refusal
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    seconds = perf_counter() - start
    for line in [_json(outcome, seconds)] if as_json else _words(outcome, edition, report):
        click.echo(line)


def _look(files: Sequence[Path], edition: str, bidang: str, report: Path | None) -> Outcome:
    """Read and judge; the database is only asked what other editions say and curators taught, where there is one."""
    from harsat.catalogue.quarantine.verdict import rows_judge
    from harsat.catalogue.reading.reader import files_read
    from harsat.catalogue.selectors.known import known_lines
    from harsat.catalogue.selectors.learned import unit_spellings

    rows = files_read(files).rows
    if _database_ready():
        verdict = rows_judge(rows, known=known_lines(bidang=bidang, without=edition), learned=unit_spellings())
    else:
        verdict = rows_judge(rows)
    _report_write(report, verdict)
    return Outcome(len(rows), verdict.readiness.analyses, len(verdict.readiness.held), verdict.counts(), None)


def _commit(files: Sequence[Path], edition: str, bidang: str, report: Path | None) -> Outcome:
    """Store the sound ones as a published edition, and the whole import so that a person goes on in the browser."""
    from harsat.catalogue.quarantine.commit import batch_commit
    from harsat.catalogue.selectors.batch_analyses import batch_report
    from harsat.catalogue.selectors.batches import finding_counts

    _database_prepare()
    batch_id = _batch(files, edition, bidang)
    commit = batch_commit(batch_id=batch_id, publish=True)
    if report:
        report.write_text(batch_report(batch_id), encoding="utf-8", newline="")
    return Outcome(commit.rows, commit.analyses, commit.held, finding_counts(batch_id), commit)


def _batch(files: Sequence[Path], edition: str, bidang: str) -> int:
    """The import of these files: the one that is there, with all its decisions, or a new one."""
    from django.core.files import File

    from harsat.catalogue.models import Bidang
    from harsat.catalogue.quarantine.batch import batch_diagnose, batch_make, batch_remove, batch_same
    from harsat.catalogue.reading.errors import FileRefused
    from harsat.kernel.clock import today

    with ExitStack() as stack:
        opened = [File(stack.enter_context(path.open("rb")), path.name) for path in files]
        if same := batch_same(files=opened, edition_name=edition, bidang=Bidang(bidang)):
            return same.pk
        source = ", ".join(path.name for path in files)[:200]
        batch = batch_make(files=opened, edition_name=edition, bidang=Bidang(bidang), as_of=today(), source=source)
    try:
        return batch_diagnose(batch_id=batch.pk).pk
    except FileRefused as refusal:
        if type(batch).objects.filter(pk=batch.pk).exists():
            batch_remove(batch_id=batch.pk, reason=refusal.message)
        raise


def _report_write(report: Path | None, verdict: Verdict) -> None:
    from harsat.catalogue.quarantine.report import report_csv

    if report:
        text = report_csv(verdict.diagnosis.findings, verdict.diagnosis.book.lines)
        report.write_text(text, encoding="utf-8", newline="")


def _database_ready() -> bool:
    """Whether there is a database to ask; a look at a file makes none."""
    from django.conf import settings
    from django.db import DatabaseError

    from harsat.cli.migrate import migrations_missing

    if not settings.HARSAT_SERVER and not Path(settings.DATABASES["default"]["NAME"]).exists():
        return False
    try:
        return migrations_missing() == 0
    except DatabaseError:
        return False


def _database_prepare() -> None:
    from django.conf import settings

    from harsat.cli.migrate import migrations_missing, migrations_run

    if migrations_missing():
        if settings.HARSAT_SERVER:
            raise click.ClickException("Basis data belum mutakhir; jalankan harsat migrate dahulu.")
        migrations_run(verbosity=0)


def _json(outcome: Outcome, seconds: float) -> str:
    return json.dumps(
        {
            "rows": outcome.rows,
            "analyses": outcome.analyses,
            "committed": outcome.committed,
            "quarantined": outcome.quarantined,
            "findings": dict(outcome.findings),
            "seconds": round(seconds, 2),
        }
    )


def _words(outcome: Outcome, edition: str, report: Path | None) -> list[str]:
    from harsat.catalogue.diagnosis.kinds import LABELS, Kind

    sound = outcome.analyses - outcome.quarantined
    lines = [f"{outcome.rows} baris, {outcome.analyses} analisa: {sound} bersih, {outcome.quarantined} ditahan."]
    if outcome.findings:
        lines += ["", "Temuan:"]
    by_count = sorted(outcome.findings.items(), key=lambda item: (-item[1], item[0]))
    lines += [f"  {count:>6}  {kind:<22} {LABELS[Kind(kind)]}" for kind, count in by_count]
    if report:
        lines += ["", f"Rincian temuan: {report}"]
    return [*lines, "", _end(outcome, edition)]


def _end(outcome: Outcome, edition: str) -> str:
    commit = outcome.commit
    if commit is None:
        return f"Belum disimpan. Tambahkan --commit untuk menerbitkan yang bersih ke edisi {edition}."
    if not commit.created and not commit.versioned:
        return f"Edisi {edition} sudah memuat semuanya ({commit.unchanged} analisa); tidak ada yang diubah."
    return (
        f"Disimpan ke edisi {edition}: {commit.created} baru, {commit.versioned} versi baru,"
        f" {commit.unchanged} tetap. Yang ditahan menunggu di Katalog, Karantina."
    )
