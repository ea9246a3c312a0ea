"""The engine's results as JSON values: canonical strings at the field's scale, null for unknown."""

from __future__ import annotations

from decimal import Decimal

from harsat.engine.numbers import HARGA, KOEFISIEN, PERSEN, VOLUME, canonical


def figure(value: Decimal | None) -> str | None:
    """A computed figure, unrounded ones with trailing zeros cut: Decimal("1.2500") is "1.25"."""
    return None if value is None else canonical(value, None)


def money(value: Decimal | None) -> str | None:
    """A stored price: "145000.00"."""
    return None if value is None else canonical(value, HARGA.decimals)


def volume(value: Decimal | None) -> str | None:
    """A stored volume: "74.3535"."""
    return None if value is None else canonical(value, VOLUME.decimals)


def koefisien(value: Decimal | None) -> str | None:
    """A stored koefisien: "0.750000"."""
    return None if value is None else canonical(value, KOEFISIEN.decimals)


def percent(value: Decimal | None) -> str | None:
    """A stored percentage: "10.00"."""
    return None if value is None else canonical(value, PERSEN.decimals)
