"""Migrations of the projects app."""
