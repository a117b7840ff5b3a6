"""Rules 1 to 3: how the committee is composed, the term of its mandates, and who may ask for a meeting."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.meetings import AT, DAY
from tests.meetings.addresses import HERE, text
from tinget.foundation.errors import NeedsReason
from tinget.kernel.periods import Period
from tinget.meetings import actions, queries
from tinget.meetings.queries.committees import municipalities_of
from tinget.meetings.rules.composition import (
    Held,
    Place,
    presidium_of_members,
    seats_filled,
    term_on,
    within_term,
)
from tinget.meetings.rules.convening import Convening, Ground, asked_wrongly, needed_to_ask

PLACES = municipalities_of("e-namnden")
days = st.dates(dt.date(2011, 1, 1), dt.date(2050, 12, 31))


@given(st.sets(st.sampled_from(PLACES)), st.sets(st.sampled_from(PLACES)))
def test_rule_1_each_municipality_has_a_member_and_a_substitute(members, substitutes):
    places = [
        Place(name, f"M {name}" if name in members else None, f"E {name}" if name in substitutes else None)
        for name in PLACES
    ]
    found = seats_filled(places)
    assert (found.rule, found.source) == ("1", "KL 9:24, reglemente 13 §")
    assert found.departs is (len(members) + len(substitutes) < 28)
    if len(members) == 13 and len(substitutes) == 14:
        (vacant,) = set(PLACES) - members
        assert found.text == f"Ingen är känd som ledamot för {vacant}."


def test_rule_1_chair_and_vice_chair_are_members():
    places = [Place("Luleå", "Ada", "Bo"), Place("Piteå", "Cia", None)]
    assert not presidium_of_members("Ada", "Cia", places).departs
    found = presidium_of_members("Bo", None, places)
    assert found.departs
    assert found.text == "Bo är ordförande men inte ledamot och ingen är känd som vice ordförande den dagen."


@given(days)
def test_rule_2_a_term_is_four_years_from_the_january_after_the_election(day):
    term = term_on(day)
    assert term.holds_on(day)
    assert (term.first.year - 1) % 4 == 2022 % 4  # ordinary elections: 2018, 2022, 2026
    assert (term.first.month, term.first.day) == (1, 1)
    assert term.last + dt.timedelta(days=1) == term.first.replace(year=term.first.year + 4)


@given(days, st.none() | days, st.none() | days)
def test_rule_2_a_mandate_keeps_within_the_term_as_far_as_it_is_known(day, first, last):
    if first and last and last < first:
        first, last = last, first
    term = term_on(day)
    inside = (first is None or first >= term.first) and (last is None or last <= term.last)
    found = within_term([Held("Ada", Period(first, last))], day)
    assert (found.rule, found.departs, "Ada" in found.text) == ("2", not inside, not inside)


@given(st.sets(st.sampled_from(PLACES)), st.lists(st.just("Budgeten"), max_size=1))
def test_rule_3_at_least_a_third_ask_and_name_the_matters(asking, matters):
    told = Convening(Ground.MEMBERS, tuple(asking), tuple(matters))
    found = asked_wrongly(told, seats=len(PLACES))
    assert (found is None) is (len(asking) >= 5 and bool(matters))
    assert found is None or (found.rule, found.source) == ("3", "KL 6:23, reglemente 9 §")
    assert asked_wrongly(Convening(Ground.CHAIR), seats=14) is None
    assert (needed_to_ask(14), needed_to_ask(15), needed_to_ask(13)) == (5, 5, 5)


def test_members_ask_for_a_meeting_and_its_page_tells_which_rules_stand(sign_in, secretary, within):
    client = sign_in("Sekreterare")
    asked = {
        "planned_on": DAY.isoformat(), "ground": "members", "asking": ["Boden", "Kiruna"],
        "matters": "Driften av e-arkivet\nAvtalet",
    }  # fmt: skip
    plan = "/e-namnden/sammantraden/nytt/"
    refused = text(client.post(plan, asked))
    assert "2 av 14 ledamöter begär sammanträdet, och minst 5 behövs" in refused
    made = client.post(plan, asked | {"reason": "Ordföranden går dem till mötes."})
    assert made.status_code == 302
    page = text(client.get(made.headers["Location"]))
    assert "Driften av e-arkivet" in page
    applied = text(client.get(f"{HERE}regler/"))
    for sentence in (
        "Alla 14 kommuner har en ledamot och en ersättare.",
        "Ordföranden och vice ordföranden är ledamöter.",
        "Inget känt mandat når utanför mandatperioden 1 januari 2023–31 december 2026.",
        "ledamöter har begärt det skriftligt: ledamöterna för Boden och Kiruna. Skäl: Ordföranden går dem",
    ):
        assert sentence in applied
    with within(), pytest.raises(NeedsReason):
        actions.plan_meeting(
            secretary, authority=secretary.authority, planned_on=DAY, at=AT,
            convening=Convening(Ground.MEMBERS, tuple(PLACES)),
        )  # fmt: skip
    later = dt.date(2027, 3, 10)
    with within():
        next_term = actions.plan_meeting(secretary, authority=secretary.authority, planned_on=later, at=AT)
        departing = [one for one in queries.judged_whole(next_term) if one.departs]
    assert [one.rule for one in departing] == ["2"]
    assert departing[0].text.endswith("och 24 till.")
