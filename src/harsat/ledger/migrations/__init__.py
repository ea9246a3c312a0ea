"""Migrations of the ledger app."""
