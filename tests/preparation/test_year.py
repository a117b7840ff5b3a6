"""The yearly wheel and the plan of a year's meetings: rules, actions and pages."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.committee import AT, DAY, acting
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.scoping import Scope, scoped
from tinget.kernel.facts import Faults
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.preparation import actions, queries
from tinget.preparation.rules.wheel import (
    MatterKind,
    due_year,
    read_wheel,
    sectors,
    taken_up_on,
)
from tinget.preparation.rules.year_plan import DaysNotRead, PlannedDay, read_days, remarks

HOME = "/e-namnden/beredning"
PLAN = "2027-12-15 09:00-16:00 Luleå\n2027-03-10 13.00-16.00\n2027-06-06\n2027-10-13 13:00 Kulturens hus"


def within(committee):
    return scoped(Scope(authorities=frozenset({committee.id}), public=True))


@given(st.integers(1, 12), st.integers(1, 40), st.dates(dt.date(2025, 1, 1), dt.date(2030, 1, 1)))
def test_a_matter_is_due_from_its_day_to_the_end_of_its_month(month, weeks, day):
    year = due_year(month, weeks_ahead=weeks, on=day)
    if year is None:
        assert all(
            not taken_up_on(month, own, weeks_ahead=weeks) <= day < dt.date(own, month, 1)
            for own in (day.year, day.year + 1)
        )
    else:
        assert taken_up_on(month, year, weeks_ahead=weeks) <= day
        assert (day.year, day.month) <= (year, month)


@given(st.lists(st.integers(1, 12)))
def test_the_drawing_has_twelve_months_that_count_every_matter(months):
    drawn = sectors(months)
    assert [one.month for one in drawn] == list(range(1, 13))
    assert sum(one.count for one in drawn) == len(months)
    assert all(0 <= one.x <= 320 and 0 <= one.y <= 320 for one in drawn)


DAYS = st.builds(
    PlannedDay,
    day=st.dates(dt.date(2027, 1, 1), dt.date(2027, 12, 31)),
    start=st.none() | st.just(dt.time(13)),
    place=st.sampled_from(["", "Luleå", "Kulturens hus, Luleå"]),
)


@given(st.lists(DAYS, unique_by=lambda one: one.day))
def test_what_is_written_of_the_days_is_read_back(days):
    written = "\n".join(one.as_line for one in days)
    assert list(read_days(written, year=2027)) == sorted(days, key=lambda one: one.day)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2027-02-30", "kan inte läsas"),
        ("10 mars", "kan inte läsas"),
        ("2026-03-10", "ligger inte i 2027"),
        ("2027-03-10 16:00-13:00", "slutar före"),
        ("2027-03-10\n2027-03-10 13:00", "två gånger"),
    ],
)
def test_a_day_that_cannot_be_read_is_told(text, told):
    with pytest.raises(DaysNotRead, match=told):
        read_days(text, year=2027)


def test_a_holiday_a_weekend_and_too_few_are_told_and_not_refused():
    told = remarks(read_days("2027-06-06\n2027-03-13", year=2027), year=2027)
    assert ["minst 4" in told[0], "nationaldag" in told[2], "helg" in told[1]] == [True, True, True]


def test_the_published_wheel_is_read_and_loaded_once(committee, settings):
    faults = Faults()
    facts = read_wheel(settings.TINGET_FACTS / "norrbotten", faults)
    assert faults.found == []
    system = organisation.system_actor(committee.id)
    with within(committee):
        assert actions.load_wheel(system, authority=committee.id, facts=facts) == 6
        assert actions.load_wheel(system, authority=committee.id, facts=facts) == 0
        assert [one.month for one in queries.wheel(committee.id)] == [3, 6, 6, 10, 10, 12]


def test_a_published_matter_that_was_put_in_here_already_is_not_loaded_again(
    committee, coordinator, settings
):
    facts = read_wheel(settings.TINGET_FACTS / "norrbotten", Faults())
    told = actions.Recurring(month=facts[0].month, title=facts[0].title, kind=facts[0].kind)
    with within(committee):
        actions.keep_matter(coordinator, authority=committee.id, told=told)
        system = organisation.system_actor(committee.id)
        assert actions.load_wheel(system, authority=committee.id, facts=facts) == len(facts) - 1


def test_what_is_due_is_taken_up_once_as_an_idea_with_its_year(committee, coordinator):
    spring = actions.Recurring(month=2, title="Årsredovisning", kind=MatterKind.DECISION, weeks_ahead=12)
    autumn = actions.Recurring(month=10, title="Delårsrapport 2", kind=MatterKind.DECISION)
    system = organisation.system_actor(committee.id, demonstration=True)
    with within(committee):
        first = actions.keep_matter(coordinator, authority=committee.id, told=spring)
        actions.keep_matter(coordinator, authority=committee.id, told=autumn)
        made = actions.take_up_due(system, authority=committee.id, at=AT)
        assert actions.take_up_due(system, authority=committee.id, at=AT) == []
        assert [queries.preparation(committee.id, one).line.title for one in made] == ["Årsredovisning 2027"]
        assert queries.preparation(committee.id, made[0]).line.case_id is None
        actions.retire_matter(coordinator, authority=committee.id, matter_id=first)
        later = AT.replace(year=2027)
        assert actions.take_up_due(system, authority=committee.id, at=later) == []
        with pytest.raises(NotPermitted):
            actions.keep_matter(acting("Ledamot, Boden"), authority=committee.id, told=spring)


def test_a_demonstration_leaves_the_published_wheel_alone(committee, coordinator, settings):
    system = organisation.system_actor(committee.id)
    with within(committee):
        facts = read_wheel(settings.TINGET_FACTS / "norrbotten", Faults())
        actions.load_wheel(system, authority=committee.id, facts=facts)
        one = queries.wheel(committee.id)[0]
        told = actions.Recurring(month=1, title="Annat", kind=MatterKind.DECISION)
        with pytest.raises(NotPossible, match="publicerad plan"):
            actions.keep_matter(coordinator, authority=committee.id, told=told, matter_id=one.id)


def test_the_wheel_is_shown_changed_and_put_back(committee, sign_in):
    client = sign_in("Samordnare")
    given = {"month": "6", "title": "Budget", "kind": "decision", "weeks_ahead": "10"}
    page = client.post(f"{HOME}/arshjul/nytt/", given, follow=True).content.decode()
    assert "tas upp 23 mars 2027" in page
    assert "tas upp 23 mars 2026" not in page  # its month is past
    assert "Årshjulet är ändrat" in page
    again = client.post(f"{HOME}/arshjul/nytt/", given).content.decode()
    assert "står redan i den månaden" in again
    assert sign_in("Ledamot, Boden").get(f"{HOME}/arshjul/nytt/").status_code == 403


def test_a_plan_is_written_put_before_the_committee_and_becomes_meetings(committee, sign_in):
    client, address = sign_in("Samordnare"), f"{HOME}/sammantradesplan/2027/"
    wrong = client.post(address, {"days": "2027-13-01"}).content.decode()
    assert "kan inte läsas" in wrong
    page = client.post(address, {"days": PLAN}, follow=True).content.decode()
    assert "söndag 6 juni 2027" in page.lower()
    assert "helgdag" in page
    first = client.post(f"{address}lagg-fram/").headers["Location"]
    again = client.post(f"{address}lagg-fram/", follow=True)
    assert again.redirect_chain[0][0] == first
    matter = again.content.decode()
    assert "sammanträda onsdag 10 mars 2027 kl. 13.00–16.00" in matter
    given = {"decided_on": DAY.isoformat(), "decision": "§ 25/2026"}
    assert client.post(f"{address}beslutad/", given).status_code == 302
    with within(committee):
        planned = [one for one in meetings.meetings(committee.id) if one.day.year == 2027]
    assert sorted(one.day.month for one in planned) == [3, 6, 10, 12]
    assert all(one.is_demonstration for one in planned)
    assert "redan beslutad" in client.post(f"{address}beslutad/", given).content.decode()
    assert "Planen är beslutad" in client.post(address, {"days": PLAN}).content.decode()
