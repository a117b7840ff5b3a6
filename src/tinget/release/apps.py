"""Registers the module with Django."""

from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    """The release module."""

    name = "tinget.release"
    default_auto_field = "django.db.models.BigAutoField"
