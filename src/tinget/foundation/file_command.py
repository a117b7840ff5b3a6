"""Commands that anybody may ask: they read one file, store nothing, and answer JSON on standard output."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from tinget.kernel.facts import FactsInvalid, Faults, Row, read_facts_text

DONE, NEGATIVE, BAD_INPUT = 0, 1, 2


class FileCommand(BaseCommand):
    """Reads FILE (YAML or JSON, `-` is standard input) and prints one JSON object; needs no database.

    Exit 0 done, 1 a negative answer, 2 bad input: one sentence on standard error that names the field.
    """

    needs_database = False
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file's path, relative to the caller."""
        parser.add_argument("file", metavar="FILE", help="YAML or JSON; - is standard input")

    def answer(self, asked: Row) -> tuple[Mapping[str, Any], int]:
        """Return what to print and the exit code; what is wrong is noted as faults of the row."""
        raise NotImplementedError

    def handle(self, *_arguments: object, **options: Any) -> None:
        """Read, answer, print; leave with the exit code."""
        faults = Faults()
        try:
            asked = read_facts_text(_text_of(options["file"]), options["file"], faults)
            faults.raise_if_any()
            answered, code = self.answer(asked)
            faults.raise_if_any()
        except OSError as problem:
            self._refuse(f"{options['file']}: filen kan inte läsas ({problem.strerror})")
        except (FactsInvalid, ValueError) as problem:
            self._refuse(str(problem).splitlines()[0])
        self.stdout.write(json.dumps(answered, ensure_ascii=False, indent=2))
        sys.exit(code)

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(BAD_INPUT)


def _text_of(name: str) -> str:
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return data.decode("utf-8-sig")
