"""Registers the module with Django."""

from django.apps import AppConfig


class DelegationConfig(AppConfig):
    """The delegation module."""

    name = "tinget.delegation"
    default_auto_field = "django.db.models.BigAutoField"
