"""Reads for documents: the identity of a project and the office whose name stands at the top."""

from __future__ import annotations

from harsat.projects.models import Project


def document_project(project_id: int) -> Project:
    """The project with its organisation. One query."""
    return Project.objects.select_related("organisation").get(pk=project_id)
