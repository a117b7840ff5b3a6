"""`./tinget manage update-translations`: brings the English catalogue up to what the source says."""

from typing import Any

from django.core.management.base import BaseCommand

from tinget.site.translations import CATALOGUE, compile_catalogue, update_catalogue


class Command(BaseCommand):
    help = "Add the source's new messages to the English catalogue and drop those that are gone."
    needs_database = False

    def handle(self, **_options: Any) -> None:
        count, missing = update_catalogue()
        compile_catalogue()
        self.stdout.write(f"{count} messages, {missing} without a translation: {CATALOGUE}")
