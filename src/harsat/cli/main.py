"""The command `harsat`: its verbs are looked up by module name, so that each start loads only what it runs."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import click

from harsat.cli.home import home_open

VERBS: Final = {
    "serve": "harsat.cli.serve:serve",
    "migrate": "harsat.cli.migrate:migrate",
    "manage": "harsat.cli.manage:manage",
    "stack": "harsat.cli.stack.commands:stack",
    "demo": "harsat.cli.demo:demo",
    "import-ahsp": "harsat.cli.import_ahsp:import_ahsp",
    "import-harga": "harsat.cli.import_harga:import_harga",
    "hspk": "harsat.cli.hspk:hspk",
    "curator": "harsat.cli.curator:curator",
    "openapi": "harsat.cli.openapi:openapi",
}


class VerbGroup(click.Group):
    """A group whose commands are imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The verbs of this release, in the order of the table."""
        return [verb for verb, target in VERBS.items() if find_spec(target.partition(":")[0])]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command object of a verb, None for a word that is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module, _, name = VERBS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=VerbGroup)
@click.option(
    "--home",
    envvar="HARSAT_HOME",
    default="~/.harsat",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Folder tempat semua data mode tertanam / folder of all data of embedded mode.",
)
def main(home: Path) -> None:
    """Harsat: dari daftar pekerjaan menjadi RAB, tepat sampai sen."""
    home_open(home)
