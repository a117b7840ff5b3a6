"""Registers the organisation with Django."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Municipalities, authorities, people, mandates and accounts."""

    name = "tinget.organisation"
    default_auto_field = "django.db.models.BigAutoField"
