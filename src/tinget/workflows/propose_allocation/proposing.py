"""Putting an allocation before the committee: its statement as a record, the case on the agenda."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.economy import api as economy
from tinget.foundation.errors import NotPossible
from tinget.foundation.ui.words import thousands
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.registry import api as registry

AHEAD = frozenset({meetings.MeetingState.PLANNED, meetings.MeetingState.OPEN})


def meetings_ahead(authority: int, *, demonstration: bool) -> list[meetings.MeetingLine]:
    """List the meetings whose agenda can still take an item, the nearest first."""
    found = [one for one in meetings.meetings(authority) if one.is_demonstration is demonstration]
    return sorted((one for one in found if one.state in AHEAD), key=lambda one: (one.day, one.id))


def propose_allocation(
    actor: organisation.Actor, *, authority: int, slug: str, case_id: int, meeting_id: int, at: dt.datetime
) -> int:
    """Register the statement in the case, put the case on the agenda with it as basis; return the item."""
    organisation.require(actor, economy.SHARE, authority=authority)
    view = economy.allocation(authority, slug)
    if view.decision or view.is_published_fact:
        raise NotPossible(_("Fördelningen är redan antagen."))
    ahead = meetings_ahead(authority, demonstration=actor.is_demonstration)
    if meeting_id not in {one.id for one in ahead}:
        raise NotPossible(_("Sammanträdets dagordning kan inte ändras."))
    title = _("Fördelning av %(service)s %(year)s") % {"service": view.service, "year": view.year}
    record_id = registry.register_record_with_file(
        actor,
        authority=authority,
        case_id=case_id,
        title=title,
        direction=registry.Direction.DRAWN_UP,
        dated_on=at.date(),
        counterpart="",
        content=economy.statement_pdf(authority, view, day=at.date().isoformat()),
        name=f"fordelning-{view.slug}.pdf",
        at=at,
    )
    wording = _wording(title, view)
    item_id = meetings.place_case_on_agenda(actor, meeting_id=meeting_id, case_id=case_id, wording=wording)
    meetings.write_item(actor, item_id=item_id, wording=wording, record_ids=[record_id])
    return item_id


def _wording(title: str, view: economy.AllocationView) -> meetings.ItemWording:
    told = economy.statement(view)
    lines = [
        _("Summan är %(sum)s kronor för %(count)s kommuner.")
        % {"sum": thousands(view.total), "count": len(view.rows)}
    ]
    if told:
        lines.append(_("Så räknas raden: %(formula)s.") % {"formula": told.formula})
    return meetings.ItemWording(
        title=title,
        proposal=_("Nämnden ställer sig bakom fördelningen av %(service)s för %(year)s enligt tabellen.")
        % {"service": view.service, "year": view.year},
        summary="\n".join(lines),
    )
