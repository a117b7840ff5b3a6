"""Registers the module with Django."""

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    """The workflows module."""

    name = "tinget.workflows"
    default_auto_field = "django.db.models.BigAutoField"
