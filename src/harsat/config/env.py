"""The environment, read once and judged early: nothing else in the product asks os.environ for a setting.

The names POSTGRES_*, PGBOUNCER_*, REDIS_URL and ACCOUNT_RATE_LIMITS_DISABLED are those of the published system that
this product starts from, so that its compose files keep working.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from harsat.kernel.home import home_path


def _words(value: Any) -> Any:
    return value.replace(",", " ").split() if isinstance(value, str) else value


Words = Annotated[list[str], NoDecode, BeforeValidator(_words)]
"""Names separated by commas or spaces: `rab.example, 10.0.0.4`."""


class Env(BaseSettings):
    """Embedded mode needs none of these; a PostgreSQL that is named makes it server mode. Empty counts as absent.

    `PGBOUNCER_HOST` wins over any other address: the product must never go round its pooler by accident.
    """

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True)

    harsat_home: Path = Path("~/.harsat")
    secret_key: str = ""
    secret_key_fallbacks: Words = []
    debug: bool = Field(default=False, validation_alias="HARSAT_DEBUG")
    log_level: str = Field(default="WARNING", validation_alias="HARSAT_LOG_LEVEL")

    database_url: str = ""
    postgres_host: str = ""
    postgres_port: int = 5432
    postgres_db: str = "harsat"
    postgres_user: str = "harsat"
    postgres_password: str = ""
    pgbouncer_host: str = ""
    pgbouncer_port: int = 6432
    db_pool: int = Field(default=0, ge=0, validation_alias="HARSAT_DB_POOL")
    redis_url: str = ""

    allowed_hosts: Words = ["127.0.0.1", "localhost", "[::1]"]
    csrf_trusted_origins: Words = []
    https: bool = Field(default=False, validation_alias="HARSAT_HTTPS")
    proxies: int = Field(default=0, ge=0, validation_alias="HARSAT_PROXIES")
    account_rate_limits_disabled: bool = False

    email_host: str = ""
    email_port: int = 25
    email_host_user: str = ""
    email_host_password: str = ""
    email_use_tls: bool = False
    default_from_email: str = "harsat@localhost"

    @property
    def home(self) -> Path:
        """The one folder that holds all data of embedded mode."""
        return home_path(self.harsat_home)

    @property
    def server(self) -> bool:
        """True when a PostgreSQL is named; otherwise the product is embedded: one process on SQLite."""
        return bool(self.database_url or self.postgres_host or self.pgbouncer_host)

    @property
    def postgres(self) -> dict[str, Any]:
        """Where PostgreSQL is, as Django's keys; DATABASE_URL over names, PgBouncer's address over a direct one."""
        found = postgres_of_url(self.database_url) if self.database_url else self._postgres_of_names()
        if self.pgbouncer_host:
            found |= {"HOST": self.pgbouncer_host, "PORT": self.pgbouncer_port}
        return found

    def _postgres_of_names(self) -> dict[str, Any]:
        return {
            "HOST": self.postgres_host,
            "PORT": self.postgres_port,
            "NAME": self.postgres_db,
            "USER": self.postgres_user,
            "PASSWORD": self.postgres_password,
        }


def postgres_of_url(url: str) -> dict[str, Any]:
    """`postgres://harsat:s%40ndi@db:5432/harsat` has the password `s@ndi`."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL must begin with postgres://, not {parts.scheme}://")
    return {
        "HOST": parts.hostname or "",
        "PORT": parts.port or 5432,
        "NAME": unquote(parts.path.lstrip("/")) or "harsat",
        "USER": unquote(parts.username or "harsat"),
        "PASSWORD": unquote(parts.password or ""),
    }


env = Env()
"""The environment of this process."""
