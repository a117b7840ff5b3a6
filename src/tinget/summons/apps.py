"""Registers the module with Django."""

from django.apps import AppConfig


class SummonsConfig(AppConfig):
    """The summons module."""

    name = "tinget.summons"
    default_auto_field = "django.db.models.BigAutoField"
