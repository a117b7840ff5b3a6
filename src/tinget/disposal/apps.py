"""Registers the module with Django."""

from django.apps import AppConfig


class DisposalConfig(AppConfig):
    """The disposal module."""

    name = "tinget.disposal"
    default_auto_field = "django.db.models.BigAutoField"
