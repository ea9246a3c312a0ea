"""What every logged row of a project has in common: its project, and no way to be deleted behind the log's back."""

from __future__ import annotations

from django.db import models

from harsat.projects.models import Project


class ProjectRow(models.Model):
    """A row of one project. Written by `ledger.write` alone; a test forbids writing it elsewhere."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Ordered(models.Model):
    """A place among siblings: ordered by (order, id), with gaps, never unique, so that a move touches few rows."""

    order = models.BigIntegerField(default=0)

    class Meta:
        abstract = True
