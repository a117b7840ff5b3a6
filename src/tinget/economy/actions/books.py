"""Enter a budget, an outcome or a forecast, and note the decision that adopted it."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.economy import models
from tinget.economy.permissions import BOOKS
from tinget.economy.queries import FigureNotFound
from tinget.economy.rules.entering import Sheet
from tinget.economy.rules.facts import TableKind
from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.foundation.serials import next_serial
from tinget.organisation.api import Actor, require

SLUGS = {TableKind.BUDGET: "budget", TableKind.OUTCOME: "utfall", TableKind.FORECAST: "prognos"}


def save_table(actor: Actor, *, authority: int, sheet: Sheet) -> str:
    """Keep what was entered as a draft, in place of the last draft if there is one; returns its slug.

    What has been adopted stands: the next one entered is a new version.
    """
    require(actor, BOOKS, authority=authority)
    name = _name(sheet)
    draft = (
        models.FinanceTable.objects.select_for_update()
        .filter(authority_id=authority, slug__startswith=f"{name}-v", decision="")
        .first()
    )
    row = draft or _new(authority, name, sheet)
    row.as_of, row.why, row.printed_total = sheet.as_of, sheet.why, dict(sheet.printed_total)
    row.save()
    row.lines.all().delete()
    models.FinanceLine.objects.bulk_create(
        models.FinanceLine(
            authority_id=authority,
            table=row,
            position=position,
            name=line.name,
            figures=dict(line.figures),
            explanation=line.explanation,
        )
        for position, line in enumerate(sheet.lines)
    )
    ledger.append(
        actor,
        "save_table",
        on=f"economy.table:{row.pk}",
        authority=authority,
        changes={"table": row.slug, "lines": {line.name: dict(line.figures) for line in sheet.lines}},
    )
    return row.slug


def adopt_table(
    actor: Actor, *, authority: int, slug: str, decision: str, decided_on: dt.date, at: dt.datetime
) -> None:
    """Note the decision that adopted a table made here; from then on it is open to all and stands."""
    require(actor, BOOKS, authority=authority)
    row = models.FinanceTable.objects.select_for_update().filter(authority_id=authority, slug=slug).first()
    if row is None:
        raise FigureNotFound
    if row.decision or not row.version:
        raise NotPossible(_("Tabellen står redan fast. En ändring är en ny version."))
    if decided_on > at.date():
        raise NotPossible(_("Beslutet kan inte vara fattat efter i dag."))
    row.decision, row.decided_on, row.published_at = decision, decided_on, at
    row.save()
    row.lines.update(published_at=at)
    ledger.append(
        actor,
        "adopt_table",
        on=f"economy.table:{row.pk}",
        authority=authority,
        changes={"table": slug, "decision": decision, "decided_on": decided_on.isoformat()},
    )


def _name(sheet: Sheet) -> str:
    month = "" if sheet.kind is TableKind.BUDGET else f"-{sheet.as_of.month:02d}"
    return f"{SLUGS[sheet.kind]}-{sheet.year}{month}"


def _new(authority: int, name: str, sheet: Sheet) -> models.FinanceTable:
    version = next_serial(authority=authority, series=name, year=0)
    return models.FinanceTable(
        authority_id=authority,
        slug=f"{name}-v{version}",
        kind=sheet.kind.value,
        year=sheet.year,
        version=version,
        source="",
    )
