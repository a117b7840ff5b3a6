"""Who held which office on a day has an answer, and what is unknown is never told as known."""

import datetime as dt

import pytest

from tests.organisation.conftest import DAY
from tinget.organisation import api, models
from tinget.organisation.rules.roles import Role

pytestmark = pytest.mark.django_db

THE_MEETING = dt.date(2023, 10, 12)


def test_who_held_which_office_on_12_october_2023(committee):
    offices = api.offices_on(committee.id, on=THE_MEETING)
    certain = {(o.person.name, o.role, o.municipality) for o in offices if o.certain}
    assert certain == {
        ("Fredrik Hansson", Role.CHAIR, None),
        ("Niclas Hökfors", Role.MEMBER, None),
        ("Lisa Nilsson", Role.SECRETARY, None),
        ("Adam Kjellgren", Role.COORDINATOR, None),
    }
    unknown = {o.person.name for o in offices if not o.certain}
    assert "Anders Lundkvist" in unknown
    assert next(o for o in offices if o.person.name == "Lisa Nilsson").sources == (
        "protokoll 2023-10-12, första sidan",
    )


def test_an_unknown_municipality_gives_no_seat(committee):
    assert api.seats(committee.id, on=THE_MEETING) == []
    seats = api.seats(committee.id, on=dt.date(2020, 11, 5))
    assert [seat.name for seat in seats if seat.as_ is Role.SUBSTITUTE] == [
        "Johan Johansson",
        "Robert Bernhardsson",
        "Anders Josefsson",
    ]
    assert len(seats) == 12 + 3


def test_nobody_real_is_said_to_hold_a_seat_today(demonstration):
    seats = api.seats(demonstration.id, on=DAY)
    assert len(seats) == 28
    assert all(seat.is_demonstration for seat in seats)
    assert api.seats(demonstration.id, on=DAY, demonstration=False) == []
    assert {seat.municipality_id for seat in seats} == {place.id for place in api.boards(demonstration.id)}
    assert [p.name for p in api.holders(demonstration.id, Role.CHAIR, on=DAY)] == ["Ordförande"]


def test_municipalities_and_boards_in_swedish_order_with_the_host_marked(committee):
    places = api.municipalities()
    assert [place.name for place in places][-4:] == ["Piteå", "Älvsbyn", "Överkalix", "Övertorneå"]
    assert [place.name for place in places if place.is_host] == ["Luleå"]
    assert api.boards(committee.id, on=THE_MEETING) == places
    assert api.municipality_by_slug("overtornea").org_name == "Övertorneå kommun"


def test_populations_per_year(committee):
    years = api.populations()
    assert [year.as_of.year for year in years] == [2017, 2018, 2019, 2020, 2023]
    assert years[-1].total == 248480


def test_what_is_not_there_is_not_found(committee):
    for question in (
        lambda: api.authority_by_slug("x-namnden"),
        lambda: api.authority_by_id(0),
        lambda: api.municipality_by_slug("umea"),
    ):
        with pytest.raises((api.AuthorityNotFound, api.MunicipalityNotFound)):
            question()


def account_of(address):
    return models.Account.objects.get(email=f"{address}@demonstration.invalid")


def test_the_standing_of_an_account_is_one_query(demonstration, django_assert_num_queries):
    account = account_of("ordforande")
    with django_assert_num_queries(1):
        standing = api.standing_of(account, chosen=None, on=DAY)
    assert (standing.actor.role, standing.actor.name) == (Role.CHAIR, "Ordförande")
    assert standing.actor.acting_as == "ordförande, Norrbottens e-nämnd"
    assert standing.authorities == {demonstration.id}
    assert [choice.role for choice in standing.choices] == [Role.CHAIR, Role.MEMBER]
    as_member = api.actor_of_account(account, chosen=standing.choices[1].id, on=DAY)
    assert as_member.role is Role.MEMBER


def test_somebody_elses_mandate_cannot_be_chosen(demonstration):
    theirs = models.Mandate.objects.get(person__name="Sekreterare").pk
    assert api.actor_of_account(account_of("samordnare"), chosen=theirs, on=DAY).role is Role.COORDINATOR


def test_a_registrar_sees_a_board_and_no_register(demonstration):
    kiruna = api.municipality_by_slug("kiruna")
    account = account_of("registrator.kiruna")
    assert api.scope_of(account, on=DAY) == (frozenset(), frozenset({kiruna.id}))
    actor = api.actor_of_account(account, chosen=None, on=DAY)
    assert (actor.authority, actor.municipality, actor.place) == (None, kiruna.id, "kiruna")
    registrars = api.board_registrars(on=DAY)
    assert [person.name for person in registrars[kiruna.id]] == ["Registrator, Kiruna"]
    assert api.addresses([registrars[kiruna.id][0].id]) == {actor.person_id: account.email}


def test_before_and_without_a_mandate_nobody_is_anybody(demonstration):
    standing = api.standing_of(account_of("sekreterare"), chosen=None, on=DAY - dt.timedelta(days=1))
    assert (standing.actor.role, standing.authorities, standing.choices) == (None, frozenset(), ())
    assert api.standing_of(None, chosen=None, on=DAY).actor == api.VISITOR


def test_the_roles_to_choose_begin_with_those_who_carry_the_work(demonstration):
    names = [role.name for role in api.demonstration_roles(on=DAY)]
    assert names[:8] == [
        "Sekreterare",
        "Ordförande",
        "Vice ordförande",
        "Samordnare",
        "Handläggare",
        "Arkivansvarig",
        "Administratör",
        "Beredningsgruppen, Arjeplog",
    ]
    assert (len(names), names[-1]) == (61, "Registrator, Övertorneå")
