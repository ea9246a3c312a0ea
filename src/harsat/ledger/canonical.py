"""Values as the log knows them: the same strings on both databases, so that both write the same bytes."""

from __future__ import annotations

import zlib
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec
from django.db import models

from harsat.engine.numbers import canonical

Canonical = str | int | bool | None
Row = dict[str, Canonical]

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


def canonical_of(field: models.Field[Any, Any], value: Any) -> Canonical:
    """145000 in a price column is "145000.00", a date is "2026-01-31", a key is an int, nothing is None."""
    if value is None:
        return None
    if isinstance(field, models.DecimalField):
        return canonical(value if isinstance(value, Decimal) else Decimal(str(value)), field.decimal_places)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool | int):
        return value
    return str(value)


def pack(value: Any) -> bytes:
    """JSON, zlib level 1: both databases hold the same bytes."""
    return zlib.compress(_encode(value), 1)


def unpack(data: bytes | memoryview) -> Any:
    """What `pack` was given."""
    return _decode(zlib.decompress(bytes(data)))
