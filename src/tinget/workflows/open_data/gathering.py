"""Gathering what is published into open data: the same for everybody, whoever asks."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from tinget.foundation import clock
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.open_data import oparl
from tinget.workflows.publish_minutes.drawing_up import MEETING
from tinget.workflows.publish_minutes.reading import on_the_web

ELECTED = (
    organisation.Role.CHAIR,
    organisation.Role.VICE_CHAIR,
    organisation.Role.MEMBER,
    organisation.Role.SUBSTITUTE,
)
IN_A_LIST = 12  # meetings: each is told whole, with its votes and its legal force
Thing = dict[str, Any]


def place_of(authority: organisation.Authority) -> oparl.Place:
    """Give the addresses under which the authority's objects lie."""
    site = f"{settings.TINGET_ADDRESS}/{authority.slug}/"
    return oparl.Place(f"{settings.TINGET_ADDRESS}{reverse('open_data:oparl', args=[authority.slug])}", site)


def objects(authority: organisation.Authority, kind: str) -> list[Thing]:
    """List the objects of a kind, or not found; meetings are the newest ones, the dumps hold all."""
    place = place_of(authority)
    match kind:
        case "system":
            return [oparl.system(place, authority)]
        case "body":
            return [oparl.body(place, authority)]
        case "organization":
            return [oparl.organization(place, authority)]
        case "person":
            return people(authority)
        case "meeting":
            return [
                _meeting(place, authority, line.id) for line in meetings.meetings(authority.id)[:IN_A_LIST]
            ]
        case "paper":
            return papers(authority, meetings.meetings(authority.id)[:IN_A_LIST])
    raise Http404(kind)


def one_object(authority: organisation.Authority, kind: str, key: str) -> Thing:
    """Find an object by its kind and key, or not found."""
    place = place_of(authority)
    for one in _candidates(place, authority, kind, key):
        if one["id"] == place.of(kind, key):
            return one
    raise Http404(key)


def _candidates(place: oparl.Place, authority: organisation.Authority, kind: str, key: str) -> list[Thing]:
    """Give the objects among which one is looked for: the fewest that hold it."""
    if kind == "meeting":
        found = meetings.meeting_by_address(authority.id, key)
        return [_meeting(place, authority, found.id)] if found else []
    if kind == "agendaitem":
        meeting_id = meetings.meeting_of_item(int(key)) if key.isdecimal() else None
        return _meeting(place, authority, meeting_id)["agendaItem"] if meeting_id else []
    if kind == "paper":
        year, _slash, serial = key.partition("/")
        is_number = year.isdecimal() and serial.isdecimal()
        case = registry.case_by_number(authority.id, int(year), int(serial)) if is_number else None
        handled = meetings.items_about_cases([case.id]) if case else {}
        return [oparl.paper(place, authority, case, handled.get(case.id, ()))] if case else []
    return objects(authority, kind)


def years(authority: organisation.Authority) -> list[int]:
    """List the years that have meetings, newest first."""
    return sorted({line.day.year for line in meetings.meetings(authority.id)}, reverse=True)


def dump(authority: organisation.Authority, year: int) -> Thing:
    """Give all of a year: its meetings with items and votes, their cases, and everybody elected."""
    held = [line for line in meetings.meetings(authority.id) if line.day.year == year]
    if not held:
        raise Http404(str(year))
    place = place_of(authority)
    return {
        "@context": oparl.context(place),
        "id": f"{place.root}{year}.json",
        "body": oparl.body(place, authority),
        "organization": oparl.organization(place, authority),
        "person": people(authority),
        "meeting": [_meeting(place, authority, line.id) for line in held],
        "paper": papers(authority, held),
    }


def people(authority: organisation.Authority) -> list[Thing]:
    """List everybody who surely was elected, at some meeting or today, with their offices over time."""
    place = place_of(authority)
    offices: dict[organisation.PersonName, dict[object, organisation.Office]] = {}
    days = {clock.today(), *(line.day for line in meetings.meetings(authority.id))}
    for day in sorted(days):
        for office in organisation.offices_on(authority.id, on=day, roles=ELECTED):
            where = office.municipality.id if office.municipality else None
            if office.certain:
                offices.setdefault(office.person, {})[office.role, where, office.term.first] = office
    found = [oparl.person(place, authority, one, held.values()) for one, held in offices.items()]
    return sorted(found, key=lambda one: one["name"])


def papers(authority: organisation.Authority, lines: Iterable[meetings.MeetingLine]) -> list[Thing]:
    """List the cases that these meetings handled."""
    place = place_of(authority)
    ids = meetings.cases_handled_at(line.id for line in lines)
    cases = sorted(registry.cases(ids).values(), key=lambda case: (case.year, case.serial), reverse=True)
    handled = meetings.items_about_cases(case.id for case in cases)
    return [oparl.paper(place, authority, case, handled.get(case.id, ())) for case in cases]


def _meeting(place: oparl.Place, authority: organisation.Authority, meeting_id: int) -> Thing:
    view, today = meetings.meeting_by_id(meeting_id), clock.today()
    notice = noticeboard.notice_of(authority.id, f"{MEETING}{meeting_id}", today=today)
    force = noticeboard.legal_force_of(notice, today=today) if notice else None
    return oparl.meeting(place, authority, view, told=on_the_web(view), force=force)
