"""Every address answers every role as the permission table says; an address without a row is red."""

from collections.abc import Iterator
from html.parser import HTMLParser
from http import HTTPStatus

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.permission_table import OUTSIDE, ROLES, SECRETARY, TABLE, VISITOR
from tests.architecture.things import (
    an_officer,
    appealed,
    awarded,
    delegated_and_due,
    in_preparation,
    looked_at,
    to_follow_up,
)
from tests.factories.messages import a_message_with_files
from tinget.site import translations

REFUSED = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}


def patterns(resolver: URLResolver, space: str = "", prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name, or the route where it has none, and the whole route of each address."""
    for one in resolver.url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            yield (f"{space}{one.name}" if one.name else route), route
        else:
            yield from patterns(one, f"{space}{one.namespace}:" if one.namespace else space, route)


ROUTES = {name: route for name, route in patterns(get_resolver()) if not route.startswith(OUTSIDE)}


@pytest.fixture(scope="module")
def places(demonstration, django_db_blocker):
    """Return what stands in the addresses' places: real things of the demonstration."""
    from tests.factories.documents import a_written_document
    from tinget.foundation import clock
    from tinget.foundation.scoping import Scope, scoped
    from tinget.meetings import api as meetings
    from tinget.noticeboard import api as noticeboard
    from tinget.noticeboard.models import Display
    from tinget.organisation import api as organisation
    from tinget.registry import api as registry
    from tinget.registry.models import FollowUp
    from tinget.release import actions as release
    from tinget.signatures import api as signatures

    authority = organisation.authority_by_slug("e-namnden")
    with scoped(Scope(frozenset({authority.id}), frozenset(), public=True)):
        follow_up = FollowUp.objects.values_list("pk", flat=True).get()
        about = f"meetings.meeting:{demonstration.played.meeting_id}"
        meeting = meetings.meeting_by_id(demonstration.played.meeting_id)
        notice = noticeboard.notice_of(authority.id, about, today=clock.today())
        signer = signatures.requests_about(authority.id, about)[0].signers[0]
        case = next(item for item in meeting.items if item.case_id)
        kiruna = next(one for one in notice.postings if one.municipality.slug == "kiruna")
        asked = release.receive_request(
            organisation.VISITOR,
            authority=authority.id,
            text="Protokollet",
            way="download",
            channel="form",
            received_on=clock.today(),
        )
        written = a_written_document(authority.id)
        return written | {
            "marking_id": "0",
            "request_id": str(asked.id),
            "step": "avsluta",
            "message_id": str(a_message_with_files(authority.id, int(written["number"]), at=clock.now())),
            "mail_id": "1",
            "authority": "e-namnden",
            "address": meeting.address,
            "paragraph": "4",
            "year": str(meeting.day.year),
            "serial": case.case_number.split("/")[1].split("-")[0],
            "item_id": str(case.id),
            "assignment_id": str(to_follow_up(case.id)),
            "notice_id": str(notice.id),
            "posting_id": str(kiruna.id),
            "display_id": str(Display.objects.filter(posting_id=kiruna.id).latest("pk").pk),
            "municipality": "kiruna",
            "object_type": "meeting",
            "key": meeting.address,
            "day": "2023-10-12",
            "scheme_id": str(registry.schemes(authority.id)[0].id),
            "follow_up_id": str(follow_up),
            "solution": "e-arkiv",
            "table": "budget-2022",
            "agreement": "samverkansavtal",
            "allocation": "hr-2022",
            "record_id": str(case.basis[0].record_id),
            "signer_id": str(signer.id),
            "signing_id": str(signatures.requests_about(authority.id, about)[0].id),
            "token": "no-such-token",
            "service": "bankid",
            "job_id": "1",
            "change_id": "0",
            "search_id": "1",
            "draft_id": str(draft_id()),
            "accrual_id": "0",
            "invoice_id": "0",
            "right_id": "0",
            "moving_id": str(moving_id()),
            "look_id": str(looked_at(notice.id, posting=kiruna.id)),
            "award_id": str(awarded(notice.id, paragraph="4")),
            "appeal_id": str(appealed(notice.id, paragraph="4")),
            **an_officer(),
            **in_preparation(authority.id),
            **delegated_and_due(authority.id, meeting=about),
        }


def draft_id() -> int:
    """Take made-up old minutes in, with the paragraph that the table's addresses name."""
    from tinget.foundation import clock
    from tinget.organisation import api as organisation
    from tinget.workflows.import_minutes.drafts import take_in

    authority = organisation.authority_by_slug("e-namnden")
    text = "DEMONSTRATION\nSammanträdesdatum 2011-02-03\n\n§ 4 Prov\n\nBeslut\nNämnden beslutar att prova.\n"
    taken = take_in(
        organisation.system_actor(authority.id),
        authority=authority.id,
        content=text.encode(),
        name="prov.txt",
        at=clock.now(),
    )
    return taken.draft.pk


def moving_id() -> int:
    """Take up a table of another system, not moved in yet."""
    from tinget.foundation import clock
    from tinget.organisation import api as organisation
    from tinget.workflows.moving_in.rules.mapping import Kind
    from tinget.workflows.moving_in.rules.tables import read_table
    from tinget.workflows.moving_in.steps import take_up

    authority = organisation.authority_by_slug("e-namnden").id
    table = read_table(b"Dnr;Titel;Datum\n2011/7;Prov;2011-02-03\n", "prov.csv")
    actor = organisation.system_actor(authority)
    return take_up(
        actor, authority=authority, kind=Kind.CASES, table=table, name="prov.csv", at=clock.now()
    ).pk


def filled(route: str, places: dict[str, str]) -> str:
    """Put real things into the places of a route."""
    parts = [
        part.rpartition(":")[2] if part.startswith("<") else part
        for part in route.replace(">", "<").split("<")
    ]
    whole = "".join(
        places[part.rpartition(":")[2]] if number % 2 else part for number, part in enumerate(parts)
    )
    return f"/{whole}"


@pytest.fixture
def person(demonstration_settings):
    """Return a function that gives a browser signed in with a role."""
    from tinget.foundation import clock
    from tinget.organisation import api as organisation

    people = {role.name: role.id for role in organisation.demonstration_roles(on=clock.today())}
    sessions: dict[str, str] = {}

    def signed_in(role: str) -> Client:
        client = Client(raise_request_exception=True)
        if Session.objects.filter(pk=sessions.get(role)).exists():
            client.cookies[settings.SESSION_COOKIE_NAME] = sessions[role]
        elif role != VISITOR:
            client.post("/demonstration/roll/", {"person": people[role]})
            sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return client

    return signed_in


def lets_in(response) -> bool:
    """Tell whether the address was opened or the post taken up, if only to say what is missing in it."""
    to_sign_in = response.status_code == HTTPStatus.FOUND and response.url.startswith("/logga-in/")
    return not to_sign_in and response.status_code not in REFUSED


def unmatched(routes, table):
    """Return addresses without a row, and rows without an address."""
    return sorted(set(routes) ^ set(table))


def test_every_address_has_its_row():
    assert unmatched(ROUTES, TABLE) == []


def test_a_planted_address_without_a_row_is_seen():
    assert unmatched(ROUTES | {"planted": "planted/"}, TABLE) == ["planted"]


@pytest.mark.slow
def test_a_planted_permission_is_seen(person):
    assert lets_in(person(VISITOR).get("/e-namnden/arenden/"))
    assert not lets_in(person(VISITOR).get("/e-namnden/arenden/ny/"))


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_the_role_as_the_table_says(role, person, places):
    wrong = []
    for name, (open_to, may_post) in TABLE.items():
        path = filled(ROUTES[name], places)
        for method, allowed in (("get", open_to), ("post", may_post)):
            if allowed is None:
                continue
            response = getattr(person(role), method)(path, {"item": places["item_id"]})
            response.close()
            if lets_in(response) is not (role in allowed):
                wrong.append(f"{name}: {method} {path} answered {response.status_code}")
    assert not wrong, "\n".join(wrong)


class Shown(HTMLParser):
    """The texts of a page, and those of its attributes that are read; what is marked as Swedish apart."""

    READ = ("aria-label", "data-label", "placeholder", "title", "alt")
    EMPTY = ("br", "hr", "img", "input", "link", "meta")

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self.marked: list[bool] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.texts |= {given[name].strip() for name in self.READ if given.get(name)}
        if tag not in self.EMPTY:
            self.marked.append(given.get("lang") == "sv" or tag in ("script", "style"))

    def handle_endtag(self, tag):
        if self.marked and tag not in self.EMPTY:
            self.marked.pop()

    def handle_data(self, data):
        if not any(self.marked):
            self.texts.add(" ".join(data.split()))


def untranslated(html: str, english: dict[str, str]) -> set[str]:
    """Return the texts of a page that are a message which has other words in English."""
    shown = Shown()
    shown.feed(html)
    return {text for text in shown.texts if english.get(text, text) != text}


def test_a_planted_swedish_text_is_seen():
    english = {"Dag": "Day", "Text": "Text", "Sök": "Search"}
    html = "<p>Dag <b lang='sv'>Sök</b><br><i>Text</i><input placeholder='Sök'></p>"
    assert untranslated(html, english) == {"Dag", "Sök"}
    assert untranslated("<p lang='sv'>Dag<br></p><p>Text</p>", english) == set()


STORED = frozenset(ROLES) | {  # the content of pages that happens to be a message of ours too
    "Justerare", "Tjänsteskrivelse", "Val av justerare och tid för justering", "Vice ordförande", "avtal",
    "budget", "faktura", "kommuner", "ramavtal", "samordnaren", "sekreteraren", "upphandling",
}  # fmt: skip
WRITTEN_IN_SWEDISH = {  # samples, and what a file of somebody's own has
    "stil/",
    "stil/bekrafta/",
    "documents:fill_template",
    "moving_in:mapping",
}


@pytest.mark.slow
def test_every_page_answers_the_role_in_english(person, places):
    catalogue = translations.catalogue()
    english = {
        one.msgid: one.msgstr
        for one in catalogue
        if not any("demonstration" in place for place, _line in one.occurrences)
    }
    reader, wrong = person(SECRETARY), []
    reader.cookies["django_language"] = "en"
    for name, (open_to, _may_post) in TABLE.items():
        if SECRETARY in open_to and name not in WRITTEN_IN_SWEDISH:
            answer = reader.get(filled(ROUTES[name], places))
            if answer.get("Content-Language") == "en":
                wrong += [
                    f"{name}: {text}"
                    for text in sorted(untranslated(answer.content.decode(), english) - STORED)
                ]
            answer.close()
    assert not wrong, "\n".join(wrong)
