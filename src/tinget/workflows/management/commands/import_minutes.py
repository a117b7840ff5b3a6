"""`./tinget manage import-minutes FILE…`: read published minutes; store them, or only show what was understood."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from tinget.workflows.import_minutes.errors import Unreadable
from tinget.workflows.import_minutes.reading import read_file
from tinget.workflows.import_minutes.rules.facts import MinutesRead

DONE, BAD_INPUT = 0, 2


class Command(BaseCommand):
    help = "Read published minutes (PDF or text). With --dry-run --json nothing is stored."
    requires_system_checks: ClassVar[list[str]] = []

    @staticmethod
    def needs_database(arguments: Sequence[str]) -> bool:
        """Tell whether these arguments need the database: a dry run stores nothing."""
        return "--dry-run" not in arguments

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a PDF or a text; - is standard input")
        parser.add_argument("--dry-run", action="store_true", help="store nothing")
        parser.add_argument("--json", action="store_true", help="one compact JSON object a line on standard output")
        parser.add_argument("--committee", default="e-namnden", help="whose minutes they are (not with --dry-run)")

    def handle(self, **options: Any) -> None:
        unreadable = 0
        for file in options["files"]:
            try:
                data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
                read = read_file(data)
            except OSError as problem:
                self.stderr.write(f"{file}: filen kan inte läsas ({problem.strerror})")
                unreadable += 1
            except Unreadable as problem:
                self.stderr.write(f"{file}: {problem}")
                unreadable += 1
            else:
                self._one(file, data, read, options)
        if unreadable:
            sys.exit(BAD_INPUT)

    def _one(self, file: str, data: bytes, read: MinutesRead, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(read.printed(file), ensure_ascii=False, separators=(",", ":")))
            return
        raise CommandError("not yet")
