"""Every change of the catalogue, appended and never rewritten."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.kernel.errors import Conflict


class AppendOnly(Conflict):
    """Something tried to rewrite or remove an entry of the log."""

    code = "log_append_only"
    default_message = _("Catatan perubahan tidak dapat diubah atau dihapus.")


class LogRows(models.QuerySet["CatalogueLog"]):
    """Entries are added and read."""

    def update(self, **_kwargs: object) -> int:
        """Refused."""
        raise AppendOnly

    def bulk_update(self, *_args: object, **_kwargs: object) -> int:
        """Refused."""
        raise AppendOnly

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise AppendOnly


class CatalogueLog(models.Model):
    """Who did what to which object of the catalogue; `by` is null for a command on the server itself.

    `verb` and `noun` are stable words (publish, edition), `name` is the object as it was called then.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=30)
    noun = models.CharField(max_length=30)
    object_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=200)
    details = models.JSONField(default=dict)

    objects = LogRows.as_manager()

    class Meta:
        verbose_name = _("catatan katalog")
        verbose_name_plural = _("catatan katalog")
        indexes = [models.Index(fields=["noun", "object_id", "-id"], name="catalogue_log_of_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.noun} {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append, or refuse."""
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise AppendOnly
