"""Registers the module with Django."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """The organisation module."""

    name = "tinget.organisation"
    default_auto_field = "django.db.models.BigAutoField"
