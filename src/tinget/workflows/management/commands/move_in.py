"""`./tinget manage move-in FILE --kind cases`: another system's table, tried or moved in."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tinget.foundation import clock
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import api as organisation
from tinget.workflows.models import MovingIn
from tinget.workflows.moving_in import steps
from tinget.workflows.moving_in.examining import Examiner
from tinget.workflows.moving_in.rules.mapping import Kind, MappingIncomplete, checked, guessed
from tinget.workflows.moving_in.rules.tables import Table, TableUnreadable, read_table
from tinget.workflows.moving_in.trial import series_after, try_out

NEGATIVE, BAD_INPUT = 1, 2


class Command(BaseCommand):
    help = "Flyttar in ärenden, handlingar eller personer ur en tabell; med --trial sparas inget."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="CSV or XLSX")
        parser.add_argument("--kind", required=True, choices=[kind.value for kind in Kind])
        parser.add_argument("--mapping", metavar="M.json", type=Path, help='{"field": "heading" or number}')
        parser.add_argument("--authority", default="e-namnden")
        parser.add_argument("--trial", action="store_true", help="store nothing; print the report as JSON")

    def handle(self, *_arguments: object, **options: Any) -> None:
        kind = Kind(options["kind"])
        try:
            table = read_table(options["file"].read_bytes(), options["file"].name)
            mapping = _mapping(kind, table, options["mapping"])
        except (OSError, TableUnreadable, MappingIncomplete, json.JSONDecodeError) as wrong:
            raise CommandError(str(wrong), returncode=BAD_INPUT) from wrong
        owner = organisation.authority_by_slug(options["authority"])
        if options["trial"]:
            self._try(owner, kind, table, mapping)
            return
        actor = organisation.system_actor(owner.id)
        with scoped(Scope(authorities=frozenset({owner.id}))):
            moving = steps.take_up(
                actor,
                authority=owner.id,
                kind=kind,
                table=table,
                name=options["file"].name,
                at=clock.now(),
            )
            steps.change_mapping(actor, moving, mapping)
            steps.start(actor, moving.pk)
        steps.move_in(authority=owner.id, moving=moving.pk)
        with scoped(Scope(authorities=frozenset({owner.id}))):
            moving = MovingIn.objects.get(pk=moving.pk)
            told = {"moving": moving.pk, "went": moving.went, "refused": moving.refused}
        self.stdout.write(json.dumps(told))

    def _try(
        self, owner: organisation.Authority, kind: Kind, table: Table, mapping: Mapping[str, int]
    ) -> None:
        with scoped(Scope(authorities=frozenset({owner.id}))):
            examiner = Examiner(owner, kind, mapping, day=clock.today())
            lines = (one for one in enumerate(table.rows, start=table.first_line) if any(one[1]))
            trial = try_out(examiner, lines)
            series = series_after(owner.id, trial.highest)
        told = {
            "rows": trial.total,
            "go": trial.goes,
            "refused": trial.refused,
            "findings": [
                {"line": one.line, "refused": one.is_refused, "text": one.text} for one in trial.findings
            ],
            "series": [
                {"series": one.series, "year": one.year, "now": one.now, "after": one.after} for one in series
            ],
        }
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        if trial.refused:
            raise SystemExit(NEGATIVE)


def _mapping(kind: Kind, table: Table, path: Path | None) -> dict[str, int]:
    """Read the mapping, each field with a heading or a column number from 1; without a file it is guessed."""
    if path is None:
        return checked(kind, guessed(kind, table.headings), columns=len(table.headings))
    written = json.loads(path.read_text("utf-8"))
    if not isinstance(written, dict):
        raise MappingIncomplete("Kopplingen ska vara ett objekt: uppgift och kolumn.")
    return checked(
        kind,
        {name: _column(table, value) for name, value in written.items()},
        columns=len(table.headings),
    )


def _column(table: Table, value: object) -> int:
    if isinstance(value, int):
        return value - 1
    if value in table.headings:
        return table.headings.index(str(value))
    raise MappingIncomplete(f"Filen har ingen kolumn som heter ”{value}”.")
