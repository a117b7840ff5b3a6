"""Alarms: who runs the installation is written to once of each fault, and once when it is over."""

import datetime as dt

from django.conf import settings

from tinget.foundation import clock, jobs, mail
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import api as organisation
from tinget.workflows.models import Alarm
from tinget.workflows.operations import letters, measuring
from tinget.workflows.operations.lines import Line
from tinget.workflows.operations.rules import Tone

LOOK, WATCH = "operations.look", "operations.watch"
EACH_QUARTER = "*/15 * * * *"
KEPT = dt.timedelta(days=730)


@jobs.by_clock(LOOK, cron=EACH_QUARTER)
def look() -> None:
    """Ask for a watch over each authority's installation."""
    for authority in organisation.authorities():
        jobs.ask_once(WATCH, key=str(authority.id), authority=authority.id)


@jobs.chore(WATCH)
def watch(*, authority: int) -> None:
    """Raise an alarm for what has broken since last time, and end those that are over; tell of both."""
    with scoped(Scope(authorities=frozenset({authority}))):
        _watch(authority)


def _watch(authority: int) -> None:
    lines = measuring.measured(organisation.system_actor(authority), organisation.authority_by_id(authority))
    raised, ended = _note(authority, {line.key: line for line in lines if line.tone is Tone.BROKEN})
    for to in _readers(authority):
        if raised:
            mail.send_later(authority=authority, to=to, **letters.broken(raised))
        if ended:
            mail.send_later(authority=authority, to=to, **letters.mended(ended))


def _note(authority: int, broken: dict[str, Line]) -> tuple[list[Line], list[Alarm]]:
    """Write down what is new and what is over; what was over two years ago is forgotten."""
    Alarm.objects.filter(authority_id=authority, ended_at__lt=clock.now() - KEPT).delete()
    standing = {one.key: one for one in Alarm.objects.filter(authority_id=authority, ended_at=None)}
    raised = [line for key, line in broken.items() if key not in standing]
    for line in raised:
        Alarm.objects.create(authority_id=authority, key=line.key, what=line.what, raised_at=clock.now())
    ended = [one for key, one in standing.items() if key not in broken]
    Alarm.objects.filter(pk__in=[one.pk for one in ended]).update(ended_at=clock.now())
    return raised, ended


def _readers(authority: int) -> list[str]:
    """Return the administrators' addresses, or the secretary's where there is no administrator."""
    for role in (organisation.Role.ADMINISTRATOR, organisation.Role.SECRETARY):
        people = organisation.people_with(
            authority, [role], on=clock.today(), demonstration=settings.TINGET_DEMO
        )
        if found := organisation.addresses(person.id for person in people):
            return sorted(set(found.values()))
    return []
