"""Registers the module with Django."""

from django.apps import AppConfig


class EconomyConfig(AppConfig):
    """The economy module."""

    name = "tinget.economy"
    default_auto_field = "django.db.models.BigAutoField"
