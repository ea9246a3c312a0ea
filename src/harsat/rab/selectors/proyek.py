"""Identity and pricing as stored, in canonical form."""

from __future__ import annotations

from harsat.ledger.canonical import Row
from harsat.ledger.registry import registry
from harsat.ledger.sql import rows_select
from harsat.projects.models import Project
from harsat.rab.models import PricingPolicy


def identity_row(project_id: int) -> Row:
    """The columns that people edit. One query."""
    return rows_select(registry.table(Project), project_id, None)[project_id]


def pricing_row(project_id: int) -> Row:
    """The policies. One query."""
    return rows_select(registry.table(PricingPolicy), project_id, None)[project_id]
