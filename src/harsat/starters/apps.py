"""Registers the starters app."""

from django.apps import AppConfig


class StartersConfig(AppConfig):
    name = "harsat.starters"
    label = "starters"
