"""Where one private stack lives: its folder, ports and passwords, kept in a file beside the data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex

from harsat.cli.stack.errors import StackError
from harsat.cli.stack.ports import HOST, free_ports
from harsat.cli.stack.programs import file_write, folder_make

ROLE = DATABASE = "harsat"


@dataclass(frozen=True, slots=True)
class Place:
    """One stack. `durable` False trades a power cut's safety for speed: tests."""

    folder: Path
    postgres_port: int
    pgbouncer_port: int
    redis_port: int
    password: str
    durable: bool = True

    @classmethod
    def found(cls, folder: Path) -> Place | None:
        """The stack that an earlier `up` left in the folder."""
        try:
            kept = json.loads((folder / "stack.json").read_text())
        except FileNotFoundError:
            return None
        except PermissionError as error:
            raise StackError(f"{folder} belongs to another user") from error
        return cls(folder=folder, **kept)

    @classmethod
    def made(cls, folder: Path, *, durable: bool) -> Place:
        """A new stack on ports that are free now."""
        postgres, pgbouncer, redis = free_ports(3)
        place = cls(folder, postgres, pgbouncer, redis, token_hex(16), durable)
        folder_make(folder)
        kept = {name: value for name, value in asdict(place).items() if name != "folder"}
        file_write(folder / "stack.json", json.dumps(kept, indent=1))
        return place

    @property
    def environment(self) -> dict[str, str]:
        """What the product must be told to use this stack, PgBouncer in front."""
        return {
            "POSTGRES_HOST": HOST,
            "POSTGRES_PORT": str(self.postgres_port),
            "POSTGRES_DB": DATABASE,
            "POSTGRES_USER": ROLE,
            "POSTGRES_PASSWORD": self.password,
            "PGBOUNCER_HOST": HOST,
            "PGBOUNCER_PORT": str(self.pgbouncer_port),
            "REDIS_URL": f"redis://:{self.password}@{HOST}:{self.redis_port}/0",
        }
