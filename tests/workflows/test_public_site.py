"""What a visitor finds on the public pages, and what nobody finds who should not."""

from http import HTTPStatus

import pytest

from tinget.foundation import clock
from tinget.foundation.scoping import PUBLIC, Scope, scoped
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.workflows.demonstration import play
from tinget.workflows.demonstration.roles import SECRETARY, acting_as
from tinget.workflows.publish_minutes.minutes import draw_up_minutes

pytestmark = pytest.mark.slow
HIDDEN = "Dold förfrågan om vattnet"


@pytest.fixture(scope="module")
def unsigned(demonstration):
    """Hold a meeting whose minutes are drawn up and wait for signatures."""
    authority, at = organisation.authority_by_slug("e-namnden"), clock.now()
    meeting_id = play.prepare_meeting(authority, at=at)
    play.hold_meeting(authority, meeting_id, at=at)
    with acting_as(SECRETARY, at=at) as secretary:
        draw_up_minutes(secretary, authority=authority.id, meeting_id=meeting_id, at=at)
    play.prepare_case(authority, meeting_of_later(authority, at), HIDDEN, HIDDEN, at=at)
    return meeting_id


def meeting_of_later(authority, at) -> int:
    with acting_as(SECRETARY, at=at):
        return next(line.id for line in meetings.meetings(authority.id) if line.day > at.date())


@pytest.fixture(scope="module")
def hidden(demonstration, unsigned):
    """Return the rows, by model, that exist in the committee and that a visitor's scope does not hold."""
    from tinget.documents.models import Document, Version
    from tinget.meetings.models import Item, Meeting
    from tinget.registry.models import Case, Decision, Record

    committee = organisation.authority_by_slug("e-namnden").id
    found = {}
    for model in (Case, Record, Decision, Document, Version, Meeting, Item):
        with scoped(Scope(authorities=frozenset({committee}))):
            everything = {row.pk: row for row in model.objects.all()}
        with scoped(PUBLIC):
            published = set(model.objects.values_list("pk", flat=True))
        found[model.__name__] = [row for pk, row in everything.items() if pk not in published]
    return found


def test_there_is_something_to_hide(hidden):
    empty = [name for name, rows in hidden.items() if not rows]
    assert empty == ["Meeting"]  # that a meeting is planned, and its day, is for everybody to know


def test_a_visitor_who_guesses_addresses_finds_nothing_unpublished(hidden, visitor, authority):
    places = [
        *(f"/e-namnden/arenden/{case.year}/{case.serial}/" for case in hidden["Case"]),
        *(f"/api/e-namnden/cases/{case.year}/{case.serial}" for case in hidden["Case"]),
        *(f"/api/e-namnden/cases/{case.year}/{case.serial}/records" for case in hidden["Case"]),
        *(f"/e-namnden/handlingar/{record.pk}/fil/" for record in hidden["Record"]),
        *(f"/e-namnden/beslut/{one.year}/{one.paragraph}/" for one in hidden["Decision"]),
        *(f"/e-namnden/dokument/{document.pk}/" for document in hidden["Document"]),
        *(f"/api/e-namnden/documents/{document.pk}" for document in hidden["Document"]),
        *(
            f"/e-namnden/dokument/{version.document_id}/{version.number}/{version.name}"
            for version in hidden["Version"]
        ),
        *(f"/e-namnden/sammantraden/{meeting.address}/" for meeting in hidden["Meeting"]),
        *(f"/e-namnden/protokoll/{meeting.address}/" for meeting in hidden["Meeting"]),
        *(f"/e-namnden/protokoll/{meeting.address}.pdf" for meeting in hidden["Meeting"]),
        *(f"/api/e-namnden/meetings/{meeting.address}" for meeting in hidden["Meeting"]),
    ]
    assert len(places) > 20
    opened = [place for place in places if visitor.get(place).status_code != HTTPStatus.NOT_FOUND]
    to_sign_in = [place for place in opened if visitor.get(place).status_code == HTTPStatus.FOUND]
    assert [place for place in opened if place not in to_sign_in] == []
    assert all("/fil/" in place for place in to_sign_in), (
        to_sign_in
    )  # whatever its number, it asks to sign in


def test_items_not_yet_published_are_not_on_their_meetings_page(hidden, visitor, inside):
    for item in hidden["Item"]:
        with inside():
            address = meetings.meeting_by_id(item.meeting_id).address
        place = f"/e-namnden/sammantraden/{address}/punkt/{item.pk}/"
        assert visitor.get(place).status_code == HTTPStatus.NOT_FOUND


def test_nothing_hidden_is_named_on_any_page_that_a_visitor_can_reach(hidden, pages_of):
    pages = pages_of("visitor")
    assert len(pages) > 50
    assert {page.status for page in pages.values()} <= {HTTPStatus.OK, HTTPStatus.FOUND}
    numbers = {f"{case.year}/{case.serial}-{case.class_code}" for case in hidden["Case"]}
    for page in pages.values():
        for words in {HIDDEN} | numbers:
            assert words not in page.text, (page.path, words)


def test_a_visitor_finds_the_played_meeting_with_decisions_and_the_signed_pdf(
    pages_of, demonstration_settings
):
    pages = pages_of("visitor")
    path = demonstration_settings.minutes_address.partition("127.0.0.1:8000")[2]
    assert "godkänna utbildningsplanen" in pages[path].text
    assert "Det undertecknade protokollet" in pages[path].text
    assert f"{path.rstrip('/')}.pdf" in pages
    assert any(page.startswith("/e-namnden/dokument/") and page.endswith(".pdf") for page in pages)
    assert "Sista dag att överklaga" in pages[path].text
