"""`./tinget manage prepare-demonstration`: role accounts and a made-up meeting to work in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tinget.foundation import clock
from tinget.organisation import api as organisation
from tinget.workflows.demonstration.prepare import prepare_demonstration


class Command(BaseCommand):
    help = "Make the demonstration's role accounts and its made-up meeting, unless they are there."

    def handle(self, **_options: Any) -> None:
        if not settings.TINGET_DEMO:
            raise CommandError("TINGET_DEMO is off; start with TINGET_DEMO=1.", returncode=2)
        for authority in organisation.authorities():
            prepare_demonstration(authority, at=clock.now())
