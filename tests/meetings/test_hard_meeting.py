"""A constructed hard meeting of thirty items: secretary, chair, a member on a phone and the room's screen."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.factories.meetings import (
    AT,
    DAY,
    a_case_item,
    a_planned_meeting,
    an_actor,
    everybody_there,
    handle_everything,
)
from tests.journeys.browser import check_accessibility
from tests.meetings.addresses import HERE
from tinget.meetings import actions, queries
from tinget.meetings import api as meetings
from tinget.organisation.actions import replace_holder
from tinget.organisation.api import Role
from tinget.organisation.queries import offices_on
from tinget.organisation.rules.replacing import Ending, Successor

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.usefixtures("today")]
LIVE, SCREEN = f"{HERE}pagar/", f"{HERE}skarm/"
ITEMS, PHONE = 30, 390
SOON = 30_000  # milliseconds, on a machine with much else to do


def does(page, do, *, has="", checks=(), **fields):
    """Fill in one of the forms at the table and send it."""
    page.goto(page.url.partition("#")[0])
    form = page.locator(f'form:has(input[name="do"][value="{do}"]){has}').last
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for name, value in fields.items():
        field = form.locator(f'[name="{name}"]')
        if field.evaluate("(one) => one.tagName") == "SELECT":
            field.select_option(**value if isinstance(value, dict) else {"value": value})
        else:
            field.fill(value)
    for selector in checks:
        form.locator(selector).check()
    with page.expect_navigation():
        form.locator("button").click()


def gives_reason(page, do, text):
    """Say why, where the page has asked for it."""
    form = page.locator(f'form:has(input[name="do"][value="{do}"]):has([name="reason"])').first
    form.locator('[name="reason"]').fill(text)
    with page.expect_navigation():
        form.locator("button").click()


def takes_up(page, number):
    page.goto(page.url.partition("#")[0])
    with page.expect_navigation():
        page.get_by_role("button", name=f"Ta upp § {number}", exact=True).click()


def votes(count, against):
    return [
        f'[name="seat-{number}"][value="{"against" if number < against else "for"}"]'
        for number in range(count)
    ]


def sees_the_count(desk):
    """The page counts while votes are marked, by pointer and by keyboard, and asks nobody for it."""
    desk.goto(desk.url.partition("#")[0])
    form = desk.locator('form:has(input[name="do"][value="votering"])')
    desk.get_by_text("Votering", exact=True).click()
    told = form.get_by_role("status")
    expect(told).to_have_text("Ja 0 · Nej 0 · Avstår 0 · Omärkta 14")
    for selector in votes(13, against=7):
        form.locator(selector).check()
    expect(told).to_have_text("Ja 6 · Nej 7 · Avstår 0 · Omärkta 1")
    form.locator('[name="seat-0"][value="against"]').press("ArrowDown")
    expect(told).to_have_text("Ja 6 · Nej 6 · Avstår 1 · Omärkta 1")


def replace_member(secretary, municipality):
    """Let a new member hold the municipality's seat from some days before the meeting."""
    held = offices_on(secretary.authority, on=DAY, roles=[Role.MEMBER])
    old = next(one for one in held if one.person.name == f"Ledamot, {municipality}")
    name, decision = f"Ny ledamot, {municipality}", f"Kommunfullmäktige i {municipality} § 1/2026"
    replace_holder(
        secretary,
        authority=secretary.authority,
        mandate_id=old.mandate_id,
        ending=Ending(DAY - dt.timedelta(days=11), "Egen begäran", decision),
        successor=Successor(name, "ny@demonstration.invalid"),
        at=AT - dt.timedelta(days=20),
    )


def prepared(secretary):
    """Open a meeting of thirty items with everybody there; returns the meeting."""
    meeting_id = a_planned_meeting(secretary)
    a_case_item(secretary, meeting_id=meeting_id)
    for number in range(ITEMS - 6):
        a_case_item(secretary, meeting_id=meeting_id, title=f"Ärende {number + 1}")
    without_case = meetings.ItemWording("Information från samordnaren")
    meetings.add_item(
        secretary, meeting_id=meeting_id, kind=meetings.ItemKind.INFORMATION, wording=without_case
    )
    meetings.open_meeting(secretary, meeting_id=meeting_id, at=AT)
    everybody_there(secretary, meeting_id=meeting_id)
    return meeting_id


def a_tie_that_the_chair_breaks(desk, phone):
    """§ 5: supporters, a motion in writing, adjournment, a vote that ties, a § approved at once."""
    takes_up(desk, 5)
    does(desk, "yrkande", by="Kiruna:member", kind="amend", text="höj med två procent")
    does(desk, "instammande", checks=['[name="by"][value="Pajala:member"]'])
    does(desk, "in_writing")
    does(desk, "ajournera", until="10.30")
    expect(phone.locator("main")).to_contain_text("Sammanträdet är ajournerat.", timeout=SOON)
    does(desk, "resume")
    does(desk, "freeze")
    gives_reason(desk, "freeze", "Texten kommer efter mötet.")
    sees_the_count(desk)
    does(desk, "votering", yes="draft", no="1", checks=votes(14, against=7))
    expect(phone.locator("main")).to_contain_text("ordförandens utslagsröst avgör", timeout=SOON)
    does(desk, "beslut", text="Avgiften höjs inte.", kind="approve")
    does(desk, "justera", approver="Kiruna:member", checks=['[name="text_shown"]'])


def an_election_by_lot(desk, room):
    """§ 6: who leaves for another hindrance gives way to their substitute; a closed ballot ties."""
    does(desk, "narvaro", seat="Pajala:member", way="leaves")
    does(desk, "narvaro", seat="Pajala:substitute", way="comes_remote")
    takes_up(desk, 6)
    does(desk, "take_up", has=':has([name="election"])')
    does(desk, "yrkande", by="Kiruna:member", kind="amend", text="välj någon annan")
    does(desk, "sluten", **{"votes-draft": "7", "votes-1": "7"})
    does(desk, "lottning", outcome="1")
    does(desk, "beslut", text="Någon annan väljs.", kind="elect")
    expect(room.locator("main")).to_contain_text("7 för", timeout=SOON)


def a_gavel_that_fell_too_soon(desk, chair, phone):
    """§ 7 is spoken of, tabled, taken up anew though not all agree, and decided."""
    takes_up(desk, 7)
    does(desk, "ordet", seat="Arjeplog:member", way="ask_to_speak")
    expect(chair.locator("#laget")).to_contain_text("Någon annan har fört in något", timeout=SOON)
    does(chair, "ordet", seat="Arjeplog:member", way="speak")
    does(desk, "anteckning", by="Pajala:substitute", text="Underlaget kom sent.")
    does(desk, "yrkande", by="Arjeplog:member", kind="table")
    does(desk, "acklamation", outcome="1")
    does(desk, "beslut", text="Ärendet bordläggs.")
    does(desk, "pa_nytt", item={"label": "§ 7 Ärende 3"}, checks=['[name="says"][value="majority"]'])
    gives_reason(desk, "pa_nytt", "Alla hade inte sett handlingen.")
    expect(phone.locator("main")).to_contain_text("att ta upp ärendet på nytt", timeout=SOON)
    does(desk, "beslut", text="E-nämnden godkänner förslaget.", kind="approve")


def doors_that_open_and_close(desk, visitor):
    """§ 8 is public by the committee's decision; what is handled after it is not."""
    takes_up(desk, 8)
    does(desk, "offentlighet", decision="§ 3")
    visitor.goto(desk.url.replace("pagar", "skarm").partition("#")[0])
    expect(visitor.locator("main")).to_contain_text("§ 8 Ärende 4", timeout=SOON)
    does(desk, "beslut", text="E-nämnden godkänner förslaget.", kind="approve")
    does(desk, "offentlighet")


def test_a_hard_meeting_is_carried_by_four_at_once(opened, browser_page, within, committee):
    with within():
        secretary = an_actor(Role.SECRETARY, authority=committee.id)
        replace_member(secretary, "Kalix")
        meeting_id = prepared(secretary)
        assert len(queries.meeting_by_id(meeting_id).items) == ITEMS
    desk, chair = opened("Sekreterare", LIVE), opened("Ordförande", LIVE)
    phone, room = opened("Ledamot, Gällivare", LIVE, PHONE), opened("Samordnare", SCREEN)

    takes_up(desk, 4)
    for page in (phone, room):
        expect(page.locator("main")).to_contain_text("§ 4 Budget 2027", timeout=SOON)

    # Boden's member denies a conflict of interest: the committee decides that without them (KL 6:28-32).
    does(desk, "narvaro", seat="Boden:substitute", way="comes")
    does(desk, "jav", seat="Boden:member", by="Kiruna:member")
    does(desk, "javsfraga", checks=['[name="conflict"][value="yes"]', *votes(14, against=4)])
    expect(desk.locator("#senast")).to_contain_text("med 10 röster mot 4", timeout=SOON)

    # The own substitute serves; a late motion is taken up, since all agree.
    does(desk, "yrkande", by="Kiruna:member", kind="amend", text="höj med en procent")
    does(chair, "freeze")
    does(desk, "yrkande", by="Kalix:member", kind="refer", checks=['[name="unanimous"]'])
    expect(room.locator("main")).to_contain_text("Ny ledamot, Kalix yrkar återremiss", timeout=SOON)
    does(desk, "acklamation", outcome="draft")
    does(desk, "beslut", text="E-nämnden godkänner budgeten.", kind="approve")
    does(desk, "reservation", by="Kalix:member")
    for page in (phone, room):
        expect(page.locator("main")).to_contain_text("E-nämnden godkänner budgeten.", timeout=SOON)
    expect(chair.locator("#laget")).to_contain_text("Någon annan har fört in något", timeout=SOON)
    check_accessibility(phone, widths=(PHONE,))
    check_accessibility(room)

    a_tie_that_the_chair_breaks(desk, phone)
    an_election_by_lot(desk, room)
    a_gavel_that_fell_too_soon(desk, chair, phone)
    doors_that_open_and_close(desk, browser_page())
    takes_up(desk, ITEMS - 1)
    does(desk, "note")

    # An item that the summons did not tell of is taken up, since all agree.
    with within():
        late = meetings.ItemWording("Strömavbrottet i natt")
        meetings.add_item(secretary, meeting_id=meeting_id, kind=meetings.ItemKind.OTHER, wording=late)
    does(desk, "tillkommande", checks=['[name="says"][value="unanimous"]'])
    takes_up(desk, ITEMS + 1)
    does(desk, "note")
    with within():
        grounds = queries.grounds_of(queries.meeting_by_id(meeting_id).items[3].id)
        handle_everything(secretary, meeting_id=meeting_id)
        actions.close_meeting(secretary, meeting_id=meeting_id, at=AT + dt.timedelta(hours=3))
        content = queries.minutes_content(meeting_id, generated_on=DAY)
    assert "prövar frågan utan Ledamot, Boden och finner att jäv föreligger" in content.items[3].procedure
    assert "Ersättare, Boden (Boden)" in grounds.roll
    assert not any("Ledamot, Boden" in one for one in grounds.roll)
    assert grounds.conflicts == ("Ledamot, Boden (Boden)",)
    assert "Ny ledamot, Kalix (Kalix)" in grounds.reservations
    told = ("ordförandens utslagsröst avgör", "Lotten avgör", "Det tidigare beslutet gäller inte längre.")
    assert all(words in item.procedure for words, item in zip(told, content.items[4:7], strict=True))
    assert all(len(item.roll) == 14 for item in content.items if item.paragraph != "1")
    expect(room.locator("main")).to_contain_text("Sammanträdet är avslutat", timeout=SOON)
