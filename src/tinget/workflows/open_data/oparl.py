"""The committee's meetings, decisions, votes and people as OParl 1.1 objects that are JSON-LD at once.

What OParl has no word for (votes, legal force) is ours, under the prefix `tinget:`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tinget.kernel.dates import Reckoning
from tinget.meetings.api import ItemAtMeeting, ItemLine, MeetingState, MeetingView
from tinget.noticeboard.api import LegalForceView
from tinget.organisation.api import Authority, Office, PersonName
from tinget.registry.api import CaseLine

OPARL = "https://schema.oparl.org/1.1/"
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
HELD = frozenset(MeetingState) - {MeetingState.PLANNED, MeetingState.CANCELLED, MeetingState.OPEN}
VOTES = (("for", "tinget:yes"), ("against", "tinget:no"), ("abstain", "tinget:abstain"))

Thing = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the authority's objects lie: their addresses begin with `root`, its pages with `site`."""

    root: str
    site: str

    def of(self, kind: str, key: object = "") -> str:
        """Give an object's address; without a key, that of the list."""
        return f"{self.root}{kind}/{key}" if key != "" else f"{self.root}{kind}/"


def context(place: Place) -> Thing:
    """Say what the names mean, for those who read JSON-LD."""
    return {"@vocab": OPARL, "id": "@id", "type": "@type", "tinget": f"{place.root}#"}


def system(place: Place, authority: Authority) -> Thing:
    """Describe the interface itself."""
    return {
        "id": place.of("system"),
        "type": f"{OPARL}System",
        "oparlVersion": OPARL,
        "name": authority.name,
        "license": CC0,
        "body": place.of("body"),
        "website": place.site,
        "product": "Tinget",
    }


def body(place: Place, authority: Authority) -> Thing:
    """Describe the authority as the body whose data these are."""
    return {
        "id": place.of("body", authority.slug),
        "type": f"{OPARL}Body",
        "system": place.of("system"),
        "name": authority.name,
        "license": CC0,
        "website": place.site,
        "legislativeTerm": [],
        "organization": place.of("organization"),
        "person": place.of("person"),
        "meeting": place.of("meeting"),
        "paper": place.of("paper"),
    }


def organization(place: Place, authority: Authority) -> Thing:
    """Describe the committee as the organization that meets."""
    return {
        "id": place.of("organization", authority.slug),
        "type": f"{OPARL}Organization",
        "body": place.of("body", authority.slug),
        "name": authority.name,
        "organizationType": "gemensam nämnd",
        "meeting": place.of("meeting"),
        "website": place.site,
    }


def person(place: Place, authority: Authority, one: PersonName, offices: Iterable[Office]) -> Thing:
    """Describe somebody elected, with each office that they surely held and from when until when."""
    return {
        "id": place.of("person", one.id),
        "type": f"{OPARL}Person",
        "body": place.of("body", authority.slug),
        "name": one.name,
        "tinget:party": one.party,
        "tinget:demonstration": one.is_demonstration,
        "membership": [
            {
                "id": f"{place.of('person', one.id)}#{office.role.value}-{number}",
                "type": f"{OPARL}Membership",
                "person": place.of("person", one.id),
                "organization": place.of("organization", authority.slug),
                "role": office.role.value,
                "tinget:municipality": office.municipality.name if office.municipality else None,
                "startDate": _day(office.term.first),
                "endDate": _day(office.term.last),
            }
            for number, office in enumerate(offices, start=1)
        ],
    }


def meeting(
    place: Place,
    authority: Authority,
    view: MeetingView,
    *,
    told: Mapping[str, Any] | None,
    force: LegalForceView | None,
) -> Thing:
    """Describe a meeting with its items; `told` is the approved minutes' data as they stand on the web."""
    items = {one["paragraph"]: one for one in told["items"]} if told else {}
    return {
        "id": place.of("meeting", view.address),
        "type": f"{OPARL}Meeting",
        "name": view.title,
        "meetingState": "durchgeführt" if view.state in HELD else "terminiert",
        "tinget:state": view.state_text,
        "tinget:demonstration": view.is_demonstration,
        "tinget:renderingOfPublishedFacts": view.is_published_fact,
        "cancelled": view.state is MeetingState.CANCELLED,
        "start": _moment(view.day, view.starts_at or view.planned_start),
        "end": _moment(view.day, view.ends_at or view.planned_end),
        "location": {"type": f"{OPARL}Location", "description": view.place} if view.place else None,
        "organization": [place.of("organization", authority.slug)],
        "participant": [place.of("person", one.person_id) for one in view.presence if one.municipality_id],
        "resultsProtocol": _protocol(place, view) if told else None,
        "agendaItem": [
            agenda_item(place, authority, view, item, items.get(str(item.paragraph)), force)
            for item in view.items
        ],
        "web": f"{place.site}sammantraden/{view.address}/",
    }


def agenda_item(
    place: Place,
    authority: Authority,
    view: MeetingView,
    item: ItemLine,
    told: Mapping[str, Any] | None,
    force: LegalForceView | None,
) -> Thing:
    """Describe an item: what was decided, who voted how, and whether it has legal force."""
    own = place.of("agendaitem", item.id)
    return {
        "id": own,
        "type": f"{OPARL}AgendaItem",
        "meeting": place.of("meeting", view.address),
        "number": item.number or None,
        "order": item.position,
        "name": told["title"] if told else item.title,
        "public": True,
        "consultation": _consultation(place, authority, view.address, item) if item.case_url else None,
        "result": item.state_text,
        "resolutionText": _resolution(told) if told else None,
        "tinget:votes": [_vote(one) for one in told["votes"]] if told else [],
        "tinget:reservations": [_seat(one) for one in told["reservations"]] if told else [],
        "tinget:legalForce": _force(force, item),
        "web": f"{place.site}protokoll/{view.address}/{item.paragraph}" if item.paragraph else None,
    }


def paper(place: Place, authority: Authority, case: CaseLine, handled: Iterable[ItemAtMeeting]) -> Thing:
    """Describe a case as the paper that the items are about, and where it was handled."""
    return {
        "id": place.of("paper", f"{case.year}/{case.serial}"),
        "type": f"{OPARL}Paper",
        "body": place.of("body", authority.slug),
        "name": case.title,
        "reference": case.number,
        "date": _day(case.registered_on),
        "paperType": "ärende",
        "tinget:demonstration": case.is_demonstration,
        "consultation": [_consultation(place, authority, one.meeting.address, one.item) for one in handled],
        "web": f"{place.site.rstrip('/').rpartition('/')[0]}{case.url}",
    }


def _consultation(place: Place, authority: Authority, meeting: str, item: ItemLine) -> Thing:
    year_and_serial = "/".join(item.case_url.strip("/").split("/")[-2:])  # whatever the pattern prints
    return {
        "id": f"{place.of('agendaitem', item.id)}#consultation",
        "type": f"{OPARL}Consultation",
        "paper": place.of("paper", year_and_serial),
        "agendaItem": place.of("agendaitem", item.id),
        "meeting": place.of("meeting", meeting),
        "organization": [place.of("organization", authority.slug)],
        "authoritative": True,
    }


def _protocol(place: Place, view: MeetingView) -> Thing:
    address = f"{place.site}protokoll/{view.address}.pdf"
    return {
        "id": address,
        "type": f"{OPARL}File",
        "name": f"Protokoll {view.day.isoformat()}",
        "mimeType": "application/pdf",
        "accessUrl": address,
    }


def _resolution(told: Mapping[str, Any]) -> str | None:
    points = [f"{number}. {text}" for number, text in enumerate(told["decision_points"], start=1)]
    return "\n".join([*([told["decision"]] if told["decision"] else []), *points]) or None


def _vote(vote: Mapping[str, Any]) -> Thing:
    seats = {name: [_seat(one) for one in vote[key]] for key, name in VOTES}
    return {
        "type": "tinget:Vote",
        "tinget:yesProposal": vote["yes"],
        "tinget:noProposal": vote["no"],
        **seats,
    }


def _seat(one: Mapping[str, Any]) -> Thing:
    return {"name": one["name"], "tinget:municipality": one["municipality"]}


def _force(force: LegalForceView | None, item: ItemLine) -> Thing | None:
    standing = force.of(str(item.paragraph)) if force else None
    if standing is None:
        return None
    last, day = standing.clock.last_day if standing.clock else None, standing.legal_force
    return {
        "tinget:state": standing.state.value,
        "tinget:stateText": standing.state_text,
        "tinget:lastDayToAppeal": _reckoned(last),
        "tinget:legalForceOn": _reckoned(day),
    }


def _reckoned(one: Reckoning | None) -> str | None:
    return one.date.isoformat() if one else None


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(day: dt.date, time: dt.time | None) -> str | None:
    return f"{day.isoformat()}T{time.isoformat(timespec='seconds')}" if time else day.isoformat()
