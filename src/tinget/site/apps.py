"""Registers the composing room last of all, and wires the modules once Django is ready."""

from contextlib import suppress

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The place that knows every module."""

    name = "tinget.site"
    label = "tinget_site"  # "site" and "sites" are Django's own words

    def ready(self) -> None:
        """Connect listeners and panels, now that the modules are loaded; compile the English words."""
        from tinget.site.translations import compile_catalogue
        from tinget.site.wiring import wire

        wire()
        with suppress(OSError):  # where the source cannot be written, whoever installed it has compiled them
            compile_catalogue()
