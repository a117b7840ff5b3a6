"""Letters to visitors: from the form to the letter in a real mail server, and the address's end."""

import datetime as dt
import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.messages import a_return, taken_in
from tests.fakes.smtp import a_mail_server
from tinget.foundation import clock, jobs, mail
from tinget.foundation.models import LedgerEntry, OutgoingMail
from tinget.kernel.dates import DAY
from tinget.meetings import api as meetings
from tinget.organisation.api import municipality_by_slug
from tinget.workflows.demonstration.roles import SECRETARY, acting_as
from tinget.workflows.follow_by_mail import jobs as letters
from tinget.workflows.follow_by_mail.rules import LETTER_AGAIN, days_to_tell, may_ask_again
from tinget.workflows.models import Subscription

pytestmark = pytest.mark.slow
ADDRESS, PAGE = "besokare@exempel.se", "/e-namnden/prenumerera/"
GONE = "borta@exempel.se"
BOTH = {"email": ADDRESS, "about": ["meetings", "decisions"]}
FIRST = dt.date(2026, 11, 20)


@given(st.lists(st.integers(min_value=0, max_value=40), max_size=20))
def test_each_day_before_today_is_told_once_whenever_the_job_runs(steps):
    today, until, told = FIRST, FIRST - DAY, []
    for step in steps:
        today += step * DAY
        days = days_to_tell(until, today)
        if days is not None:
            told += [day for day in (FIRST + n * DAY for n in range(900)) if days.has(day)]
            until = days.last
    assert told == [FIRST + n * DAY for n in range((today - FIRST).days)]


@given(st.timedeltas(min_value=dt.timedelta(0), max_value=dt.timedelta(days=3)))
def test_an_address_is_asked_to_confirm_at_most_once_a_day(passed):
    asked = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    assert may_ask_again(asked, asked + passed) is (passed >= LETTER_AGAIN)


@pytest.fixture
def rows(inside):
    def listed(address=ADDRESS):
        with inside():
            return list(Subscription.objects.filter(email=address))

    return listed


@pytest.fixture
def approved(authority, inside):
    """The meeting of the demonstration, whose minutes were approved today."""
    with inside():
        lines = meetings.meetings(authority.id)
        return next(
            meetings.meeting_by_id(one.id) for one in lines if one.is_demonstration and one.paragraphs
        )


@pytest.fixture
def delivered(authority, inside, settings):
    """Return a function that hands over what waits to a real mail server and gives the letters."""

    def deliver(address=ADDRESS):
        with a_mail_server() as (inbox, port):
            settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
            with inside():
                waiting = OutgoingMail.objects.filter(to=address, sent_at=None).order_by("pk")
                numbers = list(waiting.values_list("pk", flat=True))
            for number in numbers:
                mail.deliver(authority=authority.id, mail_id=number)
            return inbox.received

    return deliver


def morning(authority, settings, day):
    """Let the clock ask on a day, and the jobs run as the worker does."""
    settings.TINGET_TODAY = day.isoformat()
    letters.look_for_news()
    for one in jobs.jobs_of(authority.id):
        if one.name == letters.MAIL:
            letters.mail_news(authority=authority.id, subscription_id=one.arguments["subscription_id"])


def link_in(letter):
    return re.search(r"https?://[^/]+(/e-namnden/prenumerera/\S+)", letter.get_content())[1]


def followed(visitor, delivered, **asked):
    visitor.post(PAGE, BOTH | asked)
    (letter,) = delivered()
    visitor.post(link_in(letter))


def test_asked_confirmed_told_once_and_ended_by_one_click(
    authority, visitor, delivered, rows, approved, inside, settings
):
    before = visitor.get(PAGE).content.decode()
    assert "Nya beslut" in before
    answers = [visitor.post(PAGE, BOTH).content.decode() for _time in range(2)]
    assert "Öppna länken i brevet" in answers[0]
    assert "Öppna länken i brevet" in answers[1]
    (letter,) = delivered()  # the second time none is sent, and the page says the same
    assert letter["List-Unsubscribe"] is None
    assert rows()[0].confirmed_at is None
    assert "Ja, skicka breven" in visitor.get(link_in(letter)).content.decode()
    assert rows()[0].confirmed_at is None  # opening a link is what mail scanners do
    visitor.post(link_in(letter))
    with acting_as(SECRETARY, at=clock.now()) as secretary:
        day = clock.today() + 30 * DAY
        meetings.plan_meeting(secretary, authority=authority.id, planned_on=day, at=clock.now())
    tomorrow = clock.today() + DAY
    for _time in range(2):
        morning(authority, settings, tomorrow)
    (letter,) = delivered()
    text = letter.get_content()
    item = next(one for one in approved.items if one.decision_text and one.paragraph)
    assert f"DEMONSTRATION: {approved.day.day} " in text
    assert f"/e-namnden/protokoll/{approved.address}/{item.paragraph}" in text
    assert f"/e-namnden/sammantraden/{day.isoformat()}/" in text
    assert "/e-namnden/sammantraden/2023-" not in text  # known today, but long past
    morning(authority, settings, tomorrow + DAY)
    assert delivered() == []  # nothing new
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    click = re.search(r"<https?://[^/]+(/\S+)>", letter["List-Unsubscribe"])[1]
    assert click == link_in(letter)
    robot = Client(enforce_csrf_checks=True)
    assert robot.post(click, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert rows() == []
    with inside():
        assert not OutgoingMail.objects.filter(to=ADDRESS).exists()
        assert not OutgoingMail.objects.filter(about__startswith="follow_by_mail.").exclude(body="").exists()
        told = str(list(LedgerEntry.objects.filter(on__startswith="follow_by_mail.").values()))
    assert "end_letters" in told
    assert "exempel.se" not in told
    assert "borttagen" in visitor.get(click).content.decode()


def test_one_municipality_is_told_of_what_concerns_it_alone(
    authority, visitor, delivered, approved, settings, inside
):
    place = municipality_by_slug("overtornea")
    followed(visitor, delivered, about=["decisions"], municipality=place.id)
    morning(authority, settings, clock.today() + DAY)
    page = visitor.get(f"/e-namnden/kommuner/{place.slug}/").content.decode()
    concerned = set(re.findall(rf"/e-namnden/protokoll/{approved.address}/\d+", page))
    told = delivered()
    assert (
        set(re.findall(r"/e-namnden/protokoll/\S+?/\d+", told[0].get_content() if told else "")) == concerned
    )


def test_an_address_whose_letters_come_back_and_one_never_confirmed_are_forgotten(
    authority, visitor, delivered, rows, inside, settings, monkeypatch
):
    visitor.post(PAGE, BOTH | {"email": GONE})
    (letter,) = delivered(GONE)
    assert len(rows(GONE)) == 1
    taken_in(authority.id, a_return(letter["Message-ID"]), at=clock.now())
    assert rows(GONE) == []
    visitor.post(PAGE, BOTH | {"email": GONE})
    assert len(rows(GONE)) == 1
    later = clock.now() + 8 * DAY
    monkeypatch.setattr(clock, "now", lambda: later)
    morning(authority, settings, later.date())
    assert rows(GONE) == []
    assert visitor.get(f"{PAGE}bekrafta/fel/").status_code == 404
