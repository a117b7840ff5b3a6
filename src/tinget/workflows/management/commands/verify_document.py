"""Judges a signed PDF without the site: `./tinget manage verify-document FILE`."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cryptography import x509
from django.core.management.base import BaseCommand

from tinget.foundation.errors import NotPossible
from tinget.foundation.file_command import BAD_INPUT, DONE, NEGATIVE
from tinget.signatures.api import trusted_issuers
from tinget.workflows.verify_document.checking import check
from tinget.workflows.verify_document.rules import VERDICT_SENTENCES, Verdict


class Command(BaseCommand):
    """Reads FILE (`-` is standard input), prints what was found as JSON, and stores nothing.

    Exit 0 genuine, 1 not, 2 unreadable: one sentence on standard error.
    """

    help = "Judge a signed PDF; needs no database."
    needs_database = False
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and issuers to trust besides the installation's own."""
        parser.add_argument("file", metavar="FILE", help="a PDF; - is standard input")
        parser.add_argument(
            "--trust", metavar="PEM", action="append", default=[], help="certificates to trust"
        )

    def handle(self, *_arguments: object, **options: Any) -> None:
        """Read, judge, print; leave with the exit code."""
        try:
            content = _content(options["file"])
            trusted = [
                *(one for name in options["trust"] for one in _certificates(name)),
                *trusted_issuers(),
            ]
            checked = check(content, name=options["file"], trusted=trusted)
        except (NotPossible, OSError, ValueError) as problem:
            self.stderr.write(f"{options['file']}: {problem}".splitlines()[0])
            sys.exit(BAD_INPUT)
        told = asdict(checked) | {"text": VERDICT_SENTENCES[checked.verdict]}
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2, default=_plain))
        sys.exit(DONE if checked.verdict is Verdict.GENUINE else NEGATIVE)


def _content(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _certificates(name: str) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(Path(name).read_bytes())


def _plain(value: Any) -> str:
    return str(value.isoformat())
