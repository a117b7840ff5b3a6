"""Registers the plumbing with Django."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """The plumbing's tables, templates and commands."""

    name = "tinget.foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the plumbing's own jobs, which need the apps to be loaded, and what empty fields say."""
        from tinget.foundation.jobs import declared  # noqa: F401 -- importing it declares them
        from tinget.foundation.ui.forms import say_what_is_missing

        say_what_is_missing()
