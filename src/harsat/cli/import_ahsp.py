"""`harsat import-ahsp`: read a file of analyses, say what can be trusted, on request publish exactly that."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from harsat.catalogue.reading.review import Review


@click.command("import-ahsp")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--edition", required=True, help="Nama edisi tujuan, misalnya 'AHSP Cipta Karya 2025'.")
@click.option("--commit", is_flag=True, help="Simpan analisa yang dipercaya sebagai versi terbit.")
def import_ahsp(file: Path, edition: str, *, commit: bool) -> None:
    """Periksa berkas AHSP (xlsx, xls, ods, csv); tanpa --commit tidak ada yang disimpan."""
    _django_setup()
    from harsat.catalogue.reading.errors import FileRefused
    from harsat.catalogue.reading.report import report_lines
    from harsat.catalogue.reading.review import file_review

    try:
        review = file_review(file)
    except FileRefused as refusal:
        raise click.ClickException(refusal.message) from refusal
    for line in report_lines(review):
        click.echo(line)
    click.echo("")
    click.echo(_stored(review, edition, file.name) if commit else _not_stored(edition))


def _stored(review: Review, edition: str, source: str) -> str:
    from django.utils.translation import gettext as _

    from harsat.catalogue.reading.commit import review_commit
    from harsat.kernel.clock import today
    from harsat.kernel.errors import DomainError

    try:
        count = review_commit(review, edition_name=edition, as_of=today(), source=source)
    except DomainError as refusal:
        raise click.ClickException(refusal.message) from refusal
    if not count.created and not count.versioned:
        return _("Edisi %(edition)s sudah memuat semuanya (%(unchanged)d analisa); tidak ada yang diubah.") % {
            "edition": edition,
            "unchanged": count.unchanged,
        }
    return _("Disimpan ke edisi %(edition)s: %(created)d baru, %(versioned)d versi baru, %(unchanged)d tetap.") % {
        "edition": edition,
        "created": count.created,
        "versioned": count.versioned,
        "unchanged": count.unchanged,
    }


def _not_stored(edition: str) -> str:
    from django.utils.translation import gettext as _

    return _("Belum disimpan. Tambahkan --commit untuk menerbitkan yang dipercaya ke edisi %(edition)s.") % {
        "edition": edition
    }


def _django_setup() -> None:
    import django
    from django.apps import apps

    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harsat.config.settings")
        django.setup()
