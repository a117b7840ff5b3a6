"""Registers the plumbing with Django."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """The plumbing's tables, templates and commands."""

    name = "tinget.foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the plumbing's own jobs, what empty fields say, and that texts remember their message."""
        from tinget.foundation.jobs import declared  # noqa: F401 -- importing it declares them
        from tinget.foundation.language import remember_messages
        from tinget.foundation.ui.forms import say_what_is_missing

        remember_messages()
        say_what_is_missing()
