"""The rows of the ledger: changes that can be undone, checkpoints to fold from, versions whose figures never move."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from harsat.projects.models import Project


class Change(models.Model):
    """One revision of a project: what was done, by whom, and everything needed to take it back.

    `ops` is the packed list of net ops, one a row; `answer` is what the request was told, so that the same request key
    is answered the same. A chain is an original (`root` null, `chain` 1), its undo (2), the undo of that (3) and so on;
    what the original did is in force while the length of its chain is odd.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="changes")
    revision = models.PositiveBigIntegerField()
    mark = models.CharField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    page = models.CharField(max_length=40, blank=True)
    parts = models.CharField(max_length=60, blank=True)
    request_key = models.UUIDField()
    request_hash = models.BinaryField(max_length=32)
    root = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, related_name="chain_changes")
    undoes = models.OneToOneField("self", on_delete=models.RESTRICT, null=True, related_name="undone_by")
    chain = models.PositiveIntegerField(default=1)
    undoable = models.BooleanField(default=True)
    summary = models.BinaryField()
    ops = models.BinaryField()
    answer = models.BinaryField()
    total_before = models.CharField(max_length=64, null=True)  # noqa: DJ001  null is "not known", "" would be a figure
    schema = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("perubahan")
        verbose_name_plural = _("perubahan")
        constraints = [
            models.UniqueConstraint(fields=["project", "revision"], name="change_revision_once"),
            models.UniqueConstraint(fields=["project", "request_key"], name="change_request_key_once"),
        ]
        indexes = [models.Index(fields=["project", "by", "-revision"], name="change_mine_newest")]

    def __str__(self) -> str:
        return f"{self.project_id} r{self.revision} {self.action}"


class Checkpoint(models.Model):
    """The whole state of a project at one revision, from which replay folds."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="checkpoints")
    revision = models.PositiveBigIntegerField()
    mark = models.CharField(max_length=32)
    schema = models.PositiveIntegerField()
    state = models.BinaryField()

    class Meta:
        verbose_name = _("titik periksa")
        verbose_name_plural = _("titik periksa")
        constraints = [models.UniqueConstraint(fields=["project", "revision"], name="checkpoint_once")]

    def __str__(self) -> str:
        return f"{self.project_id} r{self.revision}"


class Version(models.Model):
    """A named revision with its figures frozen: an approved number never moves when the engine is mended."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(_("nama versi"), max_length=120)
    revision = models.PositiveBigIntegerField()
    mark = models.CharField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    state = models.BinaryField()
    totals = models.BinaryField()
    engine_version = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("versi")
        verbose_name_plural = _("versi")
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="version_name_once")]

    def __str__(self) -> str:
        return self.name
