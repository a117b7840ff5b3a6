"""Registers the module with Django."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The registry module."""

    name = "tinget.registry"
    default_auto_field = "django.db.models.BigAutoField"
