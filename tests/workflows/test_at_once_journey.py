"""Two §§ approved at the meeting, the rest a week later: what visitor and secretary read, day by day."""

import datetime as dt

import pytest

from tests.journeys.browser import aside, check_accessibility, serve
from tests.workflows.at_once import confirm, finish, notice_about, posting_of, seen, signed, sit
from tinget.foundation import clock
from tinget.foundation.ui.words import swedish_date
from tinget.kernel.dates import DAY
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.workflows.demonstration.roles import SECRETARY, acting_as

pytestmark = [pytest.mark.journey, pytest.mark.slow]
SOON = 60_000  # milliseconds, on a machine with much else to do
HERE, COMMITTEE = "http://127.0.0.1", "/e-namnden"
WAITING = "Tiden löper bara när anslaget sitter uppe på alla kommunernas anslagstavlor."


@pytest.fixture
def reading(authority, person, visitor, browser_page, settings):
    """Return a function by which "visitor" or "secretary" reads a page on a day, and finds words on it."""
    pages = {}
    for name, client in (("visitor", visitor), ("secretary", person(SECRETARY))):
        pages[name] = browser_page()
        serve(pages[name], client)

    def read(name, path, at, *words, unlike=""):
        settings.TINGET_TODAY = at.date().isoformat()
        pages[name].goto(f"{HERE}{path}", timeout=SOON)
        seen = pages[name].locator("main").inner_text()
        assert [one for one in words if one not in seen] == []
        assert not unlike or unlike not in seen
        return pages[name]

    return read


def approved_and_posted(authority, secretary, chain, items, at):
    """Draw up each § by its button, sign it and post it on every board, all on the meeting's day."""
    notices = []
    for item_id in items:
        assert secretary.post(f"{chain}omedelbart/{item_id}/").status_code == 302
        signed(authority, f"meetings.item:{item_id}", at)
        notices.append(confirm(authority, f"meetings.item:{item_id}", at))
    return notices


def boden_tells(how, notice, at, **more):
    with acting_as("Registrator, Boden", at=at) as boden:
        how(boden, posting_id=posting_of(notice, "Boden"), on=at.date(), at=at, **more)


def kiruna_sends_on_an_appeal(notice, paragraph, at):
    with acting_as(SECRETARY, at=at) as secretary:
        noticeboard.record_appeal(
            secretary,
            notice_id=notice.id,
            received_on=at.date(),
            received_at="Kiruna kommun",
            paragraphs=[paragraph],
            reference="",
            at=at,
        )


def the_court_answers(notice, at):
    with acting_as(SECRETARY, at=at) as secretary:
        noticeboard.record_court_answer(
            secretary, notice_id=notice.id, answered_on=at.date(), reference="", at=at
        )


def force_of(notice):
    return f"{COMMITTEE}/anslagstavla/{notice.id}/laga-kraft/"


def test_each_page_tells_the_truth_at_each_moment(authority, person, reading):
    at = clock.now()
    meeting = aside(sit, authority, at=at)
    view = seen(meeting, at)
    chain = f"{COMMITTEE}/sammantraden/{view.address}/protokoll/"
    own = [str(item.paragraph) for item in view.items if item.id in meeting.items]
    reading("secretary", chain, at, *(f"Upprätta § {one} och skicka" for one in own))

    first, second = aside(approved_and_posted, authority, person(SECRETARY), chain, meeting.items, at)
    last = second.clock.last_day.date
    page = reading("secretary", chain, at, *(f"§ {one} på 14 av 14 anslagstavlor" for one in own))
    check_accessibility(page, schemes=("light",))
    reading("secretary", "/", at, *(f"§ {one} ska upprättas" for one in own))
    runs = f"Beslutet kan överklagas till och med {swedish_date(last)}."
    for notice, paragraph in zip((first, second), own, strict=True):
        reading("visitor", force_of(notice), at, f"§ {paragraph}", runs)

    later = at + 7 * DAY
    aside(finish, authority, meeting, at)
    rest = notice_about(authority, f"meetings.meeting:{meeting.id}", later)
    left = [item.paragraph for item in seen(meeting, later).items if str(item.paragraph) not in own]
    assert rest.paragraphs == meetings.paragraph_ranges(left)
    reading("visitor", force_of(rest), later, WAITING)
    reading("secretary", chain, later, "0 av 14 anslagstavlor")

    boden_tells(noticeboard.confirm_down, first, later, note="Misstag.")
    reading("visitor", force_of(first), later, WAITING, unlike=runs)
    reading("visitor", force_of(second), later, runs)
    gone = f"§ {own[0]} har försvunnit för tidigt; överklagandetiden löper inte"
    reading("secretary", "/", later, gone, "Boden")

    again = later + 2 * DAY
    boden_tells(noticeboard.confirm_up, first, again)
    restarted = notice_about(authority, first.about, again).clock
    assert (restarted.runs_from, restarted.last_day.date > last) == (again.date(), True)
    reading("visitor", force_of(first), again, swedish_date(restarted.last_day.date), unlike=runs)
    reading("secretary", "/", again, f"§ {own[0]} ska upprättas", unlike="försvunnit")

    kiruna_sends_on_an_appeal(first, own[0], again)
    page = reading("visitor", force_of(first), again, "Ett överklagande prövas", "Kiruna kommun")
    check_accessibility(page, schemes=("light",))
    paragraph = f"{COMMITTEE}/protokoll/{view.address}/"
    reading("visitor", f"{paragraph}{own[0]}", again, "överklagat")
    reading("visitor", f"{paragraph}{own[1]}", again, runs)

    over = dt.datetime.combine(last + DAY, at.timetz())
    reading(
        "visitor", force_of(second), over, "Domstolens svar är inte antecknat än", unlike="fick laga kraft"
    )
    the_court_answers(second, over)
    reading("visitor", force_of(second), over, "Beslutet fick laga kraft")
    reading("secretary", force_of(second), over, f"Upprätta lagakraftbevis för § {own[1]}")
    reading("visitor", force_of(first), over, "Ett överklagande prövas")
