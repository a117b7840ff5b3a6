"""Registers the module with Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The meetings module."""

    name = "tinget.meetings"
    default_auto_field = "django.db.models.BigAutoField"
