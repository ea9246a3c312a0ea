"""`harsat demo`: the demo project, or a synthetic one of any size, for the demo user."""

from __future__ import annotations

import click

from harsat.cli.home import django_start


@click.command()
@click.option("--pekerjaan", type=click.IntRange(1, 50_000), help="Proyek sintetis sebanyak ini / synthetic size.")
def demo(pekerjaan: int | None) -> None:
    """Buat proyek contoh / make a demo project."""
    django_start()
    from harsat.kernel.clock import today
    from harsat.starters.large import large_project_create
    from harsat.starters.services import demo_user_ensure, starters_load

    loaded = starters_load()
    project_id = loaded.project_id
    if pekerjaan:
        user, organisation = demo_user_ensure()
        project_id = large_project_create(user=user, organisation=organisation, pekerjaan=pekerjaan, as_of=today()).pk
    click.echo(f"/proyek/{project_id}/  ·  {loaded.email}  ·  {loaded.password}")
