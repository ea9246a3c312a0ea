"""Registers the ledger app and its checks."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "harsat.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the checks registered."""
        from harsat.ledger import checks  # noqa: F401  importing it registers them
