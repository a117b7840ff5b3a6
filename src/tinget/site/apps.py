"""Registers the composing room last of all, and wires the modules once Django is ready."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The place that knows every module."""

    name = "tinget.site"
    label = "tinget_site"  # "site" and "sites" are Django's own words

    def ready(self) -> None:
        """Connect listeners and panels; the modules are loaded by now."""
        from tinget.site.wiring import wire

        wire()
