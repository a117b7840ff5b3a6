"""Registers the module with Django."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """The messages module."""

    name = "tinget.messages"
    label = "tinget_messages"
    default_auto_field = "django.db.models.BigAutoField"
