"""Ask the municipalities about a budget; note answers, the committee's paragraph and reports."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tinget.economy import models
from tinget.economy.permissions import BOOKS
from tinget.economy.queries import FigureNotFound
from tinget.economy.rules.consulting import Came, Way
from tinget.economy.rules.facts import TableKind
from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.kernel.stances import Stance
from tinget.organisation.api import Actor, authority_by_id, boards, require
from tinget.registry import api as registry

BY_MAIL = Came(Way.MAIL)


def begin_consultation(
    actor: Actor,
    *,
    authority: int,
    slug: str,
    sent_on: dt.date,
    answer_by: dt.date,
    addresses: Mapping[int, str] | None = None,
) -> int:
    """Ask every municipality about a budget that is not adopted yet; returns how many are asked.

    `addresses` says where each is reminded, by its id; who has none is not.
    """
    require(actor, BOOKS, authority=authority)
    table = models.FinanceTable.objects.select_for_update().filter(authority_id=authority, slug=slug).first()
    if table is None:
        raise FigureNotFound
    if table.kind != TableKind.BUDGET.value or not table.version or table.decision:
        raise NotPossible(_("Samråd hålls om en budget som är gjord här och inte är antagen."))
    if models.BudgetConsultation.objects.filter(authority_id=authority, table=table).exists():
        raise NotPossible(_("Budgeten är redan ute på samråd."))
    if answer_by < sent_on:
        raise NotPossible(_("Sista svarsdagen kan inte ligga före dagen då samrådet skickades."))
    row = models.BudgetConsultation.objects.create(
        authority_id=authority, table=table, sent_on=sent_on, answer_by=answer_by
    )
    places = boards(authority)
    models.ConsultedMunicipality.objects.bulk_create(
        models.ConsultedMunicipality(
            authority_id=authority,
            consultation=row,
            municipality_id=place.id,
            email=(addresses or {}).get(place.id, ""),
        )
        for place in places
    )
    _note(actor, authority, row, "begin_consultation", {"answer_by": answer_by.isoformat()})
    return len(places) - 1


def note_answer(
    actor: Actor,
    *,
    authority: int,
    slug: str,
    municipality: int,
    stance: Stance,
    text: str,
    answered_on: dt.date,
    came: Came = BY_MAIL,
) -> None:
    """Note a municipality's answer, by its record where it is one; a later answer takes an earlier's place.

    The ledger keeps both. A letter is a record and is registered before it is noted (OSL 5:1).
    """
    require(actor, BOOKS, authority=authority)
    row = _consultation(authority, slug)
    if municipality == authority_by_id(authority).host_municipality_id:
        raise NotPossible(_("Värdkommunen frågar de andra och svarar inte själv."))
    if answered_on < row.sent_on:
        raise NotPossible(_("Svaret kan inte ha kommit före samrådet."))
    if row.table.decision:
        raise NotPossible(_("Budgeten är antagen. Samrådet är avslutat."))
    own = _municipality(row, municipality)
    came = _registered(authority, came)
    own.answered_on, own.stance, own.text = answered_on, stance.value, text
    own.came_as, own.record_id, own.record = came.way.value, came.record_id, came.record
    own.save()
    changes = {
        "municipality": municipality,
        "stance": stance.value,
        "text": text,
        "way": came.way.value,
        "record": came.record,
    }
    _note(actor, authority, row, "note_answer", changes)


def _registered(authority: int, came: Came) -> Came:
    """Return how the answer came with the record that its printed id names."""
    plain = came.record.strip().removeprefix(authority_by_id(authority).record_id_label).strip()
    if not plain and came.way is Way.LETTER:
        raise NotPossible(_("Ett brev är en handling. Registrera det och skriv dess id här."))
    found = registry.record_by_printed(authority, plain) if plain else None
    if plain and found is None:
        raise NotPossible(_("Ingen handling i diariet har det id:t. Se efter i handlingslistan."))
    return Came(came.way, plain, found.id if found else None)


def note_committee(actor: Actor, *, authority: int, slug: str, decision: str, on: dt.date) -> None:
    """Note the committee's own paragraph, which proposes and does not adopt."""
    require(actor, BOOKS, authority=authority)
    row = _consultation(authority, slug)
    row.committee_decision, row.committee_on = decision, on
    row.save()
    _note(actor, authority, row, "note_committee", {"decision": decision})


def note_report(actor: Actor, *, authority: int, slug: str, municipality: int, on: dt.date) -> None:
    """Note that a municipality's council was told of the adopted budget."""
    require(actor, BOOKS, authority=authority)
    row = _consultation(authority, slug)
    if row.table.decided_on is None:
        raise NotPossible(_("Fullmäktige får rapporten när värdkommunen har antagit budgeten."))
    if on < row.table.decided_on:
        raise NotPossible(_("Rapporten kan inte ha lämnats före beslutet."))
    own = _municipality(row, municipality)
    own.reported_on = on
    own.save()
    _note(actor, authority, row, "note_report", {"municipality": municipality, "on": on.isoformat()})


def _consultation(authority: int, slug: str) -> models.BudgetConsultation:
    rows = models.BudgetConsultation.objects.select_for_update(of=("self",)).select_related("table")
    row = rows.filter(authority_id=authority, table__slug=slug).first()
    if row is None:
        raise FigureNotFound
    return row


def _municipality(row: models.BudgetConsultation, municipality: int) -> models.ConsultedMunicipality:
    own = row.municipalities.filter(municipality_id=municipality).first()
    if own is None:
        raise FigureNotFound
    return own


def _note(
    actor: Actor, authority: int, row: models.BudgetConsultation, action: str, changes: dict[str, Any]
) -> None:
    ledger.append(actor, action, on=f"economy.table:{row.table_id}", authority=authority, changes=changes)
