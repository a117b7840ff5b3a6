"""Extracts are true to the signed minutes, and each decision reaches those who are to have it."""

import datetime as dt
import json
from http import HTTPStatus
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

import tinget
from tests.factories.messages import a_return, taken_in
from tinget.documents import api as documents
from tinget.foundation import clock, mail, search
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.models import OutgoingMail
from tinget.foundation.pdf.carried import carried
from tinget.foundation.scoping import PUBLIC, Scope, scoped
from tinget.meetings import api as meetings
from tinget.meetings.models import Item, Presence
from tinget.messages import api as messages
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.models import ForceCertificate
from tinget.registry import api as registry
from tinget.registry.models import Decision
from tinget.signatures import api as signatures
from tinget.workflows.demonstration import play
from tinget.workflows.demonstration.roles import CHAIR, SECRETARY, acting_as
from tinget.workflows.dispatch_decisions.following import deliveries
from tinget.workflows.dispatch_decisions.sending import To, dispatch
from tinget.workflows.find import indexing
from tinget.workflows.publish_minutes.extracts import ABOUT, draw_up_extract, extracts
from tinget.workflows.publish_minutes.jobs import leave_the_web
from tinget.workflows.publish_minutes.legal_force import corrections_of

pytestmark = pytest.mark.slow
SCHEMA = Path(tinget.__file__).parents[2] / "data" / "schemas" / "extract-1.schema.json"


@pytest.fixture
def approved(authority):
    """The meeting of the demonstration, whose minutes are approved."""
    with acting_as(SECRETARY, at=clock.now()):
        lines = meetings.meetings(authority.id)
        return next(
            view
            for view in (meetings.meeting_by_id(line.id) for line in lines if line.is_demonstration)
            if view.approved_on
        )


def drawn_up(authority, meeting, paragraphs, *, name=SECRETARY) -> int:
    at = clock.now()
    with acting_as(name, at=at) as actor:
        return draw_up_extract(
            actor, authority=authority.id, meeting_id=meeting.id, paragraphs=paragraphs, at=at
        )


def pdf_of(line) -> bytes:
    with documents.open_version(documents.latest(line.document_id).id) as stream:
        return stream.read()


def test_an_extract_says_what_was_signed_and_is_signed_itself(authority, approved, person):
    page, place = person(SECRETARY), f"/e-namnden/sammantraden/{approved.address}/utdrag/"
    decided = [item for item in approved.items if item.decision_text][-2:]
    numbers = [str(item.paragraph) for item in decided]
    answer = page.post(place, {"paragraphs": numbers})
    assert answer.status_code == HTTPStatus.FOUND
    assert answer.url.startswith("/underskrifter/")
    with acting_as(SECRETARY, at=clock.now()):
        made = extracts(authority.id, approved.id)[0]
        data = json.loads(carried(pdf_of(made), meetings.EXTRACT_DATA))
        signed = documents.latest(approved.minutes_document_id)
        with documents.open_version(signed.id) as stream:
            minutes = json.loads(carried(stream.read(), meetings.MINUTES_DATA))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(data)
    assert data["items"] == [item for item in minutes["items"] if item["paragraph"] in numbers]
    assert data["minutes_sha256"] == signed.sha256
    play.sign_as(SECRETARY, authority, f"{ABOUT}{made.id}", at=clock.now())
    with acting_as(SECRETARY, at=clock.now()):
        reports = signatures.reports(made.signing.id)
        after = extracts(authority.id, approved.id)[0]
    assert [(one.intact, one.trusted) for one in reports] == [(True, True)] * 3  # hers, the seal, the stamp
    assert after.signed_at is not None
    assert "undertecknat av alla" in page.get(place).content.decode()


def test_no_paragraph_and_an_unknown_one_are_refused(authority, approved, person):
    with pytest.raises(NotPossible):
        drawn_up(authority, approved, ["9999"])
    answer = person(SECRETARY).post(f"/e-namnden/sammantraden/{approved.address}/utdrag/", {})
    assert "Välj minst en paragraf" in answer.content.decode()


def test_no_extract_of_minutes_that_are_not_approved(authority):
    at = clock.now()
    meeting_id = play.prepare_meeting(authority, at=at)
    play.hold_meeting(authority, meeting_id, at=at)
    with acting_as(SECRETARY, at=at):
        meeting = meetings.meeting_by_id(meeting_id)
    with pytest.raises(NotPossible, match="justerat protokoll"):
        drawn_up(authority, meeting, [str(meeting.items[0].paragraph)])


def test_only_the_secretary_draws_up_extracts(authority, approved):
    with pytest.raises(NotPermitted):
        drawn_up(authority, approved, [str(approved.items[0].paragraph)], name=CHAIR)


GUEST = "Gösta Gästberg"
ADDRESS = "registrator@{}.example"


def said_by(answer):
    """Give what a page or the API says, with its letters as they are read."""
    if answer["Content-Type"].startswith("application/json"):
        return json.dumps(answer.json(), ensure_ascii=False)
    return answer.content.decode()


@pytest.fixture
def attested(authority, approved):
    """A signed extract of the first decided case, and its paragraph."""
    item = next(one for one in approved.items if one.recipients)
    made = drawn_up(authority, approved, [str(item.paragraph)])
    play.sign_as(SECRETARY, authority, f"{ABOUT}{made}", at=clock.now())
    return item


def sent_from(authority, meeting):
    with acting_as(SECRETARY, at=clock.now()) as secretary:
        return deliveries(secretary, authority.id, meeting_id=meeting.id)


def test_a_group_becomes_fourteen_deliveries_and_a_returned_one_is_put_right(
    authority, approved, attested, person, inside, mailoutbox
):
    page, place = person(SECRETARY), f"/e-namnden/sammantraden/{approved.address}/expediering/"
    prefix = f"p{attested.paragraph}"
    shown = page.get(place).content.decode()
    assert shown.count(f'name="{prefix}-to-') == 14
    to = {f"{prefix}-to-{number}": ADDRESS.format(number) for number in range(14)}
    given = {"paragraph": str(attested.paragraph), f"{prefix}-others": "pressen@tidningen.example", **to}
    assert page.post(place, given).status_code == HTTPStatus.FOUND
    assert page.post(place, given).status_code == HTTPStatus.OK  # nobody gets it twice
    sent = sent_from(authority, approved)
    assert len(sent) == len({one.name for one in sent}) == 15
    assert {one.mail.state for one in sent} == {messages.MailState.QUEUED}
    with inside():
        (record,) = registry.records([one.record_id for one in sent]).values()
        case = registry.cases([attested.case_id])[attested.case_id]
    assert (record.direction, record.case_id) == (registry.Direction.DISPATCHED, case.id)
    first = sent[-1]
    mail.deliver(authority=authority.id, mail_id=first.mail.id)
    (letter,) = mailoutbox
    assert letter.to == [first.email]
    assert letter.subject.startswith(f"DEMONSTRATION: Protokollsutdrag § {attested.paragraph}")
    assert letter.attachments[0][0].startswith("protokollsutdrag-")
    with inside():
        message_id = OutgoingMail.objects.get(pk=first.mail.id).message_id
    taken_in(authority.id, a_return(message_id), at=clock.now())
    assert "kom i retur" in page.get("/").content.decode()
    shown = page.get(place).content.decode()
    assert shown.count(f'name="{prefix}-to-') == 1
    mended = {"paragraph": str(attested.paragraph), f"{prefix}-to-0": "ny@kommunen.example"}
    assert page.post(place, mended).status_code == HTTPStatus.FOUND
    assert "expedierat beslut kom i retur" not in page.get("/").content.decode()
    now = [one for one in sent_from(authority, approved) if not one.is_put_right]
    assert len(now) == 15
    assert next(one for one in now if one.name == first.name).email == "ny@kommunen.example"
    panel = page.get(case.url).content.decode()
    assert "Expedierade beslut" in panel
    assert "Ett expedierat beslut kom i retur" in panel


def test_without_a_signed_extract_nothing_is_dispatched(authority, approved):
    at = clock.now()
    item = approved.items[0]  # the roll call, of which nobody wants an extract
    to = [To("Kiruna kommun", "Kiruna kommun", "registrator@kiruna.example")]
    with acting_as(SECRETARY, at=at) as secretary, pytest.raises(NotPossible, match="undertecknat utdrag"):
        dispatch(secretary, meeting=approved, paragraph=str(item.paragraph), to=to, at=at)


def test_only_the_office_dispatches(authority, approved, attested):
    at = clock.now()
    to = [To("Kiruna kommun", "Kiruna kommun", "registrator@kiruna.example")]
    with acting_as(CHAIR, at=at) as chair, pytest.raises(NotPermitted):
        dispatch(chair, meeting=approved, paragraph=str(attested.paragraph), to=to, at=at)


def fits(data: dict, schema: str) -> None:
    known = json.loads((SCHEMA.with_name(schema)).read_text(encoding="utf-8"))
    Draft202012Validator(known, format_checker=FormatChecker()).validate(data)


def read(document_id: int, name: str) -> dict:
    with documents.open_version(documents.latest(document_id).id) as stream:
        return json.loads(carried(stream.read(), name))


def test_a_slip_is_put_right_by_an_act_of_its_own(authority, approved, person, visitor):
    page, place = person(CHAIR), f"/e-namnden/sammantraden/{approved.address}/rattelser/"
    item = next(one for one in approved.items if one.case_id and one.decision_text)
    was = approved.minutes_document_id
    with acting_as(CHAIR, at=clock.now()):
        signed_file = documents.latest(was).sha256
    assert "Rätta eller komplettera" in page.get(approved.url).content.decode()
    given = {"kind": "correction", "item_id": item.id, "text": "gemensam övning", "reason": "Skrivfel."}
    refused = page.post(place, given | {"stated": "Det här står inte där", "is_obvious": "on"})
    assert "står inte i den paragrafen" in refused.content.decode()
    answer = page.post(place, given | {"stated": item.decision_text[:20], "is_obvious": "on"})
    assert answer.status_code == HTTPStatus.FOUND
    public = f"/e-namnden/protokoll/{approved.address}/{item.paragraph}"
    told = "gemensam övning"
    assert told not in visitor.get(public).content.decode()  # not before it is signed
    with acting_as(CHAIR, at=clock.now()):
        line = meetings.addenda_of(approved.id)[-1]
        notice = noticeboard.notice_of(authority.id, f"meetings.meeting:{approved.id}", today=clock.today())
        certified = {"authority_id": authority.id, "notice_id": notice.id, "document_id": was}
        for number in (str(item.paragraph), "1000"):
            ForceCertificate.objects.create(**certified, paragraphs=number)
    play.sign_as(CHAIR, authority, f"meetings.addendum:{line.id}", at=clock.now())
    with acting_as(CHAIR, at=clock.now()):
        lines = noticeboard.force_certificates(notice.id)
        assert [one.outdated_by for one in lines] == [noticeboard.Outdating.MINUTES, None]
        assert [one.id for one in corrections_of(notice, [str(item.paragraph)])] == [line.id]
        assert corrections_of(notice, ["1000"]) == []
    for address in (public, approved.url, item.url, f"/e-namnden/protokoll/{approved.address}/hela"):
        assert told in visitor.get(address).content.decode(), address
    api = visitor.get(f"/api/e-namnden/meetings/{approved.address}").json()
    assert [one["text"] for one in api["addenda"]] == [told]
    assert visitor.get(f"/e-namnden/protokoll/{approved.address}-webb.pdf").status_code == HTTPStatus.OK
    with acting_as(SECRETARY, at=clock.now()) as secretary:
        line = meetings.addendum(line.id)
        data = read(line.document_id, meetings.ADDENDUM_DATA)
        fits(data, "addendum-1.schema.json")
        assert (data["minutes_sha256"], data["paragraph"]) == (signed_file, str(item.paragraph))
        assert documents.latest(was).sha256 == signed_file  # the minutes are as they were
        titles = {one.id: one.title for one in registry.records_of_case(item.case_id)}
        assert titles[line.record_id].startswith("Rättelse av protokoll")
        made = draw_up_extract(
            secretary,
            authority=authority.id,
            meeting_id=approved.id,
            paragraphs=[str(item.paragraph)],
            at=clock.now(),
        )
        extract = next(one for one in extracts(authority.id, approved.id) if one.id == made)
        taken = read(extract.document_id, meetings.EXTRACT_DATA)
        fits(taken, "extract-1.schema.json")
        assert told in taken["items"][0]["addenda"][0]


def test_one_that_was_declined_is_drawn_up_again_from_its_words(approved, person, authority, inside):
    place = f"/e-namnden/sammantraden/{approved.address}/rattelser/"
    page = person(SECRETARY)
    given = {"kind": "supplement", "text": "Adam Kjell var också med.", "reason": "Namnet föll bort."}
    page.post(place, given)
    with inside():
        line = meetings.addenda_of(approved.id)[-1]
        asked = signatures.newest_requests(authority.id, [f"meetings.addendum:{line.id}"])
        signing = asked[f"meetings.addendum:{line.id}"].signers[0].id
        with acting_as(SECRETARY, at=clock.now()) as secretary:
            signatures.decline(secretary, signer_id=signing, reason="Fel namn.", at=clock.now())
    assert f"?igen={line.id}" in page.get(place).content.decode()
    again = page.get(f"{place}?igen={line.id}").content.decode()
    assert "Adam Kjell var också med.</textarea>" in again
    assert "Namnet föll bort." in again


def test_a_member_is_refused(approved, person):
    place = f"/e-namnden/sammantraden/{approved.address}/rattelser/"
    assert person(f"Ledamot, {play.APPROVER}").get(place).status_code == HTTPStatus.FORBIDDEN


def test_signed_minutes_leave_the_web_in_time_and_their_web_version_stays(
    authority, approved, visitor, person, inside, settings
):
    """Last in the file: the clock is moved on."""
    page = f"/e-namnden/protokoll/{approved.address}"
    item = next(one for one in approved.items if one.recipients)
    decision = f"/e-namnden/beslut/{item.year}/{item.paragraph}/"
    with inside():
        Presence.objects.create(
            authority_id=authority.id,
            meeting_id=approved.id,
            position=99,
            name=GUEST,
            present_as="other",
            office="gäst",
            published_at=clock.now(),
        )
        Item.objects.filter(pk=item.id).update(decision_text=f"{GUEST} föredrar.")
        Decision.objects.filter(pk=item.decision_id).update(text=f"{GUEST} föredrar.")
        indexing.index_meeting(approved.id)
        indexing.index_decisions(authority.id, [item.decision_id])
    places = [
        f"{page}/{item.paragraph}",
        item.url,
        decision,
        f"/api{approved.url.rstrip('/')}".replace("sammantraden", "meetings"),
        "/e-namnden/protokollsbeslut.atom",
        approved.url,
    ]
    assert [GUEST in said_by(visitor.get(place)) for place in places] == [True] * 6
    with scoped(PUBLIC):
        assert len(search.find(authority.id, GUEST).hits) == 2
    whole = visitor.get(f"{page}/hela").content.decode()
    assert "Närvaro" in whole
    assert all(f'id="p{item.paragraph}"' in whole for item in approved.items)
    signed = visitor.get(f"{page}.pdf").getvalue()
    later = clock.today() + dt.timedelta(days=60)
    settings.TINGET_TODAY = later.isoformat()
    with scoped(Scope(authorities=frozenset({authority.id}))):
        leave_the_web(authority=authority.id)
    web = visitor.get(f"{page}.pdf")
    assert web.content != signed
    told = json.loads(carried(web.content, meetings.MINUTES_DATA))
    assert told["secretary"] is None
    assert told["paragraphs"] == [str(item.paragraph) for item in approved.items]
    assert (
        visitor.get(f"/e-namnden/dokument/{approved.minutes_document_id}/").status_code
        == HTTPStatus.NOT_FOUND
    )
    after = [said_by(visitor.get(place)) for place in places]
    assert [GUEST in one for one in after] == [False] * 6
    assert [item.recipients[0] in one for one in after[:4]] == [False] * 4
    assert ["gäst föredrar." in one for one in after] == [True] * 5 + [False]
    with scoped(PUBLIC):
        assert not search.find(authority.id, GUEST).hits
    with inside():
        assert {hit.url for hit in search.find(authority.id, GUEST).hits} == {item.url, decision}
        Decision.objects.filter(pk=item.decision_id).update(web_words=None)
        leave_the_web(authority=authority.id)  # what left before its words did is told anew
    assert GUEST not in said_by(visitor.get(decision))
    assert GUEST in person(SECRETARY).get(decision).content.decode()
    assert GUEST in person(SECRETARY).get(item.url).content.decode()
    assert "Begär ut det" in visitor.get(f"{page}/").content.decode()
    assert "Anslagsbevis" in visitor.get(f"{page}/").content.decode()  # the proof stays
    assert person(SECRETARY).get(f"{page}.pdf").getvalue() == signed
