"""`./tinget manage demo-meeting`: a made-up meeting played from registration to the noticeboards."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tinget.documents import api as documents
from tinget.foundation import clock
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.organisation import api as organisation
from tinget.workflows.demonstration.play import play_meeting
from tinget.workflows.demonstration.prepare import prepare_demonstration


class Command(BaseCommand):
    help = "Play a new made-up meeting; the last line of standard output is the address of its minutes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pdf", metavar="PATH", type=Path, help="also save the signed minutes here")

    def handle(self, **options: Any) -> None:
        if not settings.TINGET_DEMO:
            raise CommandError("TINGET_DEMO is off; start ./tinget up with TINGET_DEMO=1.", returncode=2)
        authority, now = organisation.authorities()[0], clock.now()
        prepare_demonstration(authority, at=now)
        self.stderr.write("DEMONSTRATION: a made-up meeting is played")
        played = play_meeting(authority, at=now)
        if options["pdf"]:
            with (
                scoped(PUBLIC),
                documents.open_version(documents.latest(played.document_id).id) as signed,
                options["pdf"].open("wb") as file,
            ):
                shutil.copyfileobj(signed, file)
        self.stdout.write(played.minutes_address)
