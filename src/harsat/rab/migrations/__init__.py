"""Migrations of the rab app."""
