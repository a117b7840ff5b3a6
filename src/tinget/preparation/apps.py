"""Registers the module with Django."""

from django.apps import AppConfig


class PreparationConfig(AppConfig):
    """The preparation module."""

    name = "tinget.preparation"
    default_auto_field = "django.db.models.BigAutoField"
