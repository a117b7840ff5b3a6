"""`./tinget manage rules --on DATE --committee e-namnden [--json]`: the rules in force on a day."""

import datetime as dt
import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tinget.foundation.file_command import BAD_INPUT
from tinget.meetings.queries.committees import municipalities_of
from tinget.meetings.rules.rulebook import Rule, rules_on


class Command(BaseCommand):
    help = "Visar reglerna som gäller för en nämnd en viss dag, med källor."
    needs_database = False
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", required=True, metavar="DATE", help="dagen, som 2023-10-12")
        parser.add_argument("--committee", required=True, help="nämnden, som e-namnden")
        parser.add_argument("--json", action="store_true", help="JSON i stället för text")

    def handle(self, *_arguments: object, **options: Any) -> None:
        try:
            day = dt.date.fromisoformat(options["on"])
        except ValueError:
            self._refuse(f"--on: ”{options['on']}” är inget datum som 2023-10-12")
        if municipalities_of(options["committee"]) is None:
            self._refuse(f"--committee: ”{options['committee']}” är inte känd")
        found = rules_on(day)
        if options["json"]:
            self.stdout.write(json.dumps([_told(rule) for rule in found], ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(f"{rule.id}. {rule.text} ({rule.source})" for rule in found))

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(BAD_INPUT)


def _told(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "source": rule.source,
        "parameters": dict(rule.parameters),
        "valid_from": rule.valid_from.isoformat() if rule.valid_from else None,
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
        "verdict": rule.verdict.value,
        "text": rule.text,
    }
