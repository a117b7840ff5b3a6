"""Registers the module with Django."""

from django.apps import AppConfig


class SolutionsConfig(AppConfig):
    """The solutions module."""

    name = "tinget.solutions"
    default_auto_field = "django.db.models.BigAutoField"
