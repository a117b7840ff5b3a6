"""Registers the module with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The documents module."""

    name = "tinget.documents"
    default_auto_field = "django.db.models.BigAutoField"
