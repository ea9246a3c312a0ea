"""Registers the checks of the installation and the guarded `migrate`, which must win over Django's own."""

from django.apps import AppConfig


class InstallationConfig(AppConfig):
    name = "harsat.config"
    label = "installation"

    def ready(self) -> None:
        from harsat.config import checks  # noqa: F401  importing registers them
