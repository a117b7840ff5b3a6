"""Who may do what, and how sure we are of who held an office."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.foundation.errors import NotPermitted
from tinget.kernel.periods import Period
from tinget.organisation.permissions import ROLE_TEXTS, require
from tinget.organisation.rules.offices import Authority, AuthorityKind, Evidence, Term
from tinget.organisation.rules.roles import (
    ROLE_WORDS,
    VISITOR,
    Actor,
    Permission,
    Role,
    name_of,
    permits,
    system_actor,
)

DAYS = st.dates(min_value=dt.date(2013, 1, 1), max_value=dt.date(2030, 1, 1))
ROLES = st.sampled_from(Role)
AUTHORITIES = st.none() | st.integers(1, 3)


@st.composite
def terms(draw):
    first, last = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if first and last and last < first:
        first, last = last, first
    period = Period(first, last)
    evidence = [
        Evidence(on=on, source="protokoll") for on in draw(st.lists(DAYS, max_size=3)) if period.holds_on(on)
    ]
    open_end = first is not None and last is None and draw(st.booleans())
    return Term(first, last, until_further_notice=open_end, evidence=tuple(evidence))


@st.composite
def actors(draw):
    role = draw(st.none() | ROLES)
    return Actor(1, "N", role, draw(AUTHORITIES), draw(st.none() | st.integers(1, 3)))


@given(actors(), st.frozensets(ROLES), AUTHORITIES)
def test_a_right_never_reaches_outside_its_roles_and_its_authority(actor, roles, authority):
    allowed = permits(actor, Permission("x", roles, "göra x"), authority)
    if allowed:
        assert actor.role in roles
        assert actor.authority == authority or actor.role is Role.BOARD_REGISTRAR


@given(st.frozensets(ROLES), AUTHORITIES)
def test_a_visitor_has_no_right(roles, authority):
    assert not permits(VISITOR, Permission("x", roles, "göra x"), authority)


def test_a_registrar_acts_for_a_municipality():
    permission = Permission("x", frozenset({Role.BOARD_REGISTRAR}), "anslå")
    assert permits(Actor(1, "N", Role.BOARD_REGISTRAR, None, 8), permission, 1)
    assert not permits(Actor(1, "N", Role.BOARD_REGISTRAR, None, None), permission, 1)


def test_a_refusal_says_what_and_who():
    permission = Permission("x", frozenset({Role.SECRETARY, Role.CHAIR}), "registrera ärenden")
    with pytest.raises(NotPermitted) as refused:
        require(Actor(1, "N", Role.MEMBER, 1), permission, authority=1)
    assert refused.value.message == (
        "Du får inte registrera ärenden i den roll du har nu. Det får: ordförande, sekreterare."
    )


def test_how_the_ledger_names_an_actor():
    actor = Actor(7, "Lisa Nilsson", Role.SECRETARY, 1, place="e-namnden", place_name="Norrbottens e-nämnd")
    assert actor.who == "person:7 Lisa Nilsson"
    assert actor.acting_as == "sekreterare, Norrbottens e-nämnd"
    assert name_of(actor.who) == "Lisa Nilsson"
    assert (system_actor(1).who, name_of("system")) == ("system", "Tinget")
    assert (VISITOR.who, VISITOR.acting_as) == ("visitor", "")


def test_every_role_has_its_words():
    assert set(ROLE_WORDS) == set(Role) == set(ROLE_TEXTS)


@given(terms(), DAYS)
def test_what_is_sure_is_also_possible(term, day):
    assert term.may_hold_on(day) or not term.surely_held_on(day)


@given(terms())
def test_a_document_makes_its_own_day_sure(term):
    assert all(term.surely_held_on(evidence.on) for evidence in term.evidence)


@given(terms(), DAYS)
def test_with_no_known_bound_only_the_documents_days_are_sure(term, day):
    if term.first is None and term.last is None:
        assert term.surely_held_on(day) == (day in {evidence.on for evidence in term.evidence})


@given(DAYS, DAYS)
def test_a_known_beginning_says_nothing_of_later_days_unless_the_end_is_known_to_be_open(first, day):
    assert not Term(first, None).surely_held_on(day)
    assert Term(first, None, until_further_notice=True).surely_held_on(day) == (first <= day)


def test_a_known_beginning_and_a_later_document_cover_the_days_between():
    term = Term(dt.date(2023, 1, 2), None, evidence=(Evidence(dt.date(2023, 10, 12), "protokoll"),))
    assert term.surely_held_on(dt.date(2023, 6, 22))
    assert not term.surely_held_on(dt.date(2023, 10, 13))


@pytest.mark.parametrize(
    ("name", "told"),
    [("Norrbottens e-nämnd", "e-nämnden"), ("Miljönämnd", "miljönämnden"), ("Styrelsen", "nämnden")],
)
def test_an_authority_is_named_in_definite_form_in_running_text(name, told):
    committee = Authority(1, "prov", name, AuthorityKind.JOINT_COMMITTEE, 1, "", "", "")
    assert committee.in_running_text == told
