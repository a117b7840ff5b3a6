"""`./tinget manage import-minutes FILE…`: read published minutes; take them in or show them."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from tinget.foundation import clock
from tinget.foundation.errors import Expected
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import api as organisation
from tinget.workflows.import_minutes.accept import accept
from tinget.workflows.import_minutes.drafts import take_in
from tinget.workflows.import_minutes.errors import Unreadable
from tinget.workflows.import_minutes.reading import read_file
from tinget.workflows.import_minutes.report import report

DONE, BAD_INPUT = 0, 2


class Command(BaseCommand):
    help = (
        "Read published minutes (PDF or text). With --dry-run nothing is stored. Without it each file "
        "becomes a draft"
        " for a person to accept, or with --accept is registered at once where its day is known."
    )
    requires_system_checks = ()

    @staticmethod
    def needs_database(arguments: Sequence[str]) -> bool:
        """Tell whether these arguments need the database: a dry run stores nothing."""
        return "--dry-run" not in arguments

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a PDF or a text; - is standard input")
        parser.add_argument("--dry-run", action="store_true", help="store nothing")
        parser.add_argument("--json", action="store_true", help="one compact JSON object a line")
        parser.add_argument(
            "--accept", action="store_true", help="register what was read without a look at it"
        )
        parser.add_argument("--committee", default="e-namnden", help="whose minutes they are")

    def handle(self, **options: Any) -> None:
        unreadable = 0
        for file in options["files"]:
            try:
                data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
                printed, told = _dry(data, file) if options["dry_run"] else _stored(data, file, options)
            except OSError as problem:
                self._tell(f"{file}: filen kan inte läsas ({problem.strerror})")
                unreadable += 1
            except Unreadable as problem:
                self._tell(f"{file}: {problem}")
                unreadable += 1
            except Expected as problem:
                self._tell(f"{file}: {problem.message}")
                unreadable += 1
            else:
                self._print(printed, told, as_json=options["json"])
        if unreadable:
            sys.exit(BAD_INPUT)

    def _print(self, printed: dict[str, Any], told: str, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(printed, ensure_ascii=False, separators=(",", ":")))
            return
        self.stdout.write(report(printed))
        if told:
            self.stdout.write(told)

    def _tell(self, sentence: str) -> None:
        self.stderr.write(sentence)


def _dry(data: bytes, file: str) -> tuple[dict[str, Any], str]:
    return read_file(data).printed(file), ""


def _stored(data: bytes, file: str, options: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Take a file in, each in a transaction of its own, so that one that fails leaves the others."""
    with scoped(Scope()):
        authority = organisation.authority_by_slug(options["committee"])
    now = clock.now()
    name = "standard-input.txt" if file == "-" else Path(file).name
    with transaction.atomic(), scoped(Scope(authorities=frozenset({authority.id}))):
        actor = organisation.system_actor(authority.id)
        taken = take_in(actor, authority=authority.id, content=data, name=name, at=now)
        told = (
            "  Utkastet väntar på godkännande."
            if taken.is_new
            else "  Filen var redan inläst; inget dubblerades."
        )
        if options["accept"] and taken.draft.accepted_at is None:
            accept(actor, taken.draft, at=now)
            told = "  Registrerat."
        facts = taken.draft.facts
    return {key: facts[key] for key in ("file", "meeting", "items", "findings", "doubts")} | {
        "file": file
    }, told
