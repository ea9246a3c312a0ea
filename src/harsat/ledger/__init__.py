"""Every write to a project: one transaction, one revision, one change that can be undone."""
