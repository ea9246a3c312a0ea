"""Writes to a project, one verb phrase a function; each is one `project_write`, one revision, one change."""
