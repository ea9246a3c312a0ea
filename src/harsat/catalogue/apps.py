"""Registers the catalogue app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "harsat.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
