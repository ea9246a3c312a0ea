"""What curators have taught."""

from __future__ import annotations

from harsat.catalogue.models import UnitSpelling


def unit_spellings() -> dict[str, str]:
    """Taught spellings with their printed form, as `units.unit_read` takes them."""
    return dict(UnitSpelling.objects.values_list("spelling", "printed"))
