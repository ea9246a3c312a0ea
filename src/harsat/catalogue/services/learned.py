"""What curators teach: a new spelling of a unit, and which column of a file shape holds what."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from harsat.accounts.models import User
from harsat.catalogue.models import SATUAN_MAX, MappingMemory, UnitSpelling
from harsat.catalogue.services.log import log_add
from harsat.catalogue.units import unit_spelling
from harsat.kernel.clock import now
from harsat.kernel.errors import Refused

SPELLING_MAX = 50


@transaction.atomic
def unit_spelling_learn(*, spelling: str, printed: str, by: User | None = None) -> UnitSpelling:
    """From now on `spelling` is read as `printed`; taught twice, the later holds.

    Raises:
        Refused: one of the two is empty or too long.
    """
    spelling, printed = unit_spelling(spelling), printed.strip()
    if not 0 < len(spelling) <= SPELLING_MAX or not 0 < len(printed) <= SATUAN_MAX:
        raise Refused(_("Ejaan dan satuan harus diisi, satuan paling panjang 20 huruf."), code="unit_spelling")
    row, _made = UnitSpelling.objects.update_or_create(
        spelling=spelling, defaults={"printed": printed, "by": by, "at": now()}
    )
    log_add(by=by, verb="ajar", noun="satuan", object_id=row.pk, name=spelling, details={"printed": printed})
    return row


@transaction.atomic
def mapping_remember(*, shape: str, mapping: Mapping[str, object], by: User | None = None) -> MappingMemory:
    """Files of this shape are read by this mapping until it is corrected again."""
    row, _made = MappingMemory.objects.update_or_create(
        shape=shape, defaults={"mapping": dict(mapping), "by": by, "at": now()}
    )
    log_add(by=by, verb="ajar", noun="pemetaan", object_id=row.pk, name=shape, details={"mapping": dict(mapping)})
    return row
