"""Registers the module with Django."""

from django.apps import AppConfig


class NoticeboardConfig(AppConfig):
    """The noticeboard module."""

    name = "tinget.noticeboard"
    default_auto_field = "django.db.models.BigAutoField"
