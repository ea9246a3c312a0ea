"""The system checks find what would let figures drift or rows vanish."""

from django.core.checks import run_checks
from django.db import models

from harsat.ledger.checks import decimals_are_exact, logged_references_do_not_cascade
from harsat.rab.models import HargaItem, Komponen


def test_the_product_passes_its_own_checks():
    assert [message for message in run_checks() if message.id.startswith("harsat.")] == []


def test_a_decimal_of_16_digits_is_found(monkeypatch):
    monkeypatch.setattr(HargaItem._meta.get_field("harga"), "max_digits", 16)
    assert [message.id for message in decimals_are_exact()] == ["harsat.E101"]


def test_a_reference_that_cascades_is_found(monkeypatch):
    relation = Komponen._meta.get_field("harga_item").remote_field
    monkeypatch.setattr(relation, "on_delete", models.CASCADE)
    assert [message.id for message in logged_references_do_not_cascade()] == ["harsat.E102"]
