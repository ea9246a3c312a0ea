"""Who may work on the catalogue of a server; an embedded installation asks nobody."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CuratorRole(models.TextChoices):
    """A kurator imports and decides; a penerbit also publishes and retires."""

    KURATOR = "kurator", _("Kurator")
    PENERBIT = "penerbit", _("Penerbit")


class Curator(models.Model):
    """A user appointed to the catalogue; `roles.py` holds the one table of what each role may do."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="curator")
    role = models.CharField(_("peran"), max_length=10, choices=CuratorRole.choices)

    class Meta:
        verbose_name = _("kurator")
        verbose_name_plural = _("kurator")
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=CuratorRole.values), name="curator_role_known")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"
