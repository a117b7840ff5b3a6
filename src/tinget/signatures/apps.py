"""Registers the module with Django."""

from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    """The signatures module."""

    name = "tinget.signatures"
    default_auto_field = "django.db.models.BigAutoField"
