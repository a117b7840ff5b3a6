"""Who serves and when there is a quorum: reglemente 17 §, KL 4:22 and 6:27."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinget.meetings.rules.findings import Verdict
from tinget.meetings.rules.seats import (
    Present,
    PresentAs,
    missing_quorum,
    needed_for_quorum,
    quorum,
    serving_seats,
)

# A busy machine is no fault of the rule.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

SEATS = 14
MEMBER, SUBSTITUTE, OTHER = PresentAs.MEMBER, PresentAs.SUBSTITUTE, PresentAs.OTHER

rooms = st.lists(
    st.builds(
        Present,
        person_id=st.integers(1, 60),
        municipality_id=st.one_of(st.none(), st.integers(1, SEATS)),
        as_=st.sampled_from(PresentAs),
    ),
    unique_by=lambda one: one.person_id,
    max_size=40,
)


def members(*municipalities: int) -> list[Present]:
    return [Present(100 + number, number, MEMBER) for number in municipalities]


@CALM
@given(rooms)
def test_no_municipality_has_two_serving_seats_kl_4_24(room):
    serving = [one.municipality_id for one in serving_seats(room)]
    assert len(serving) == len(set(serving))
    assert None not in serving


@CALM
@given(rooms)
def test_a_substitute_serves_for_no_other_municipality_reglemente_17(room):
    here = {(one.person_id, one.municipality_id, one.as_) for one in room}
    for one in serving_seats(room):
        assert (one.person_id, one.municipality_id, one.as_) in here
        if one.as_ is SUBSTITUTE:
            assert not any(x.as_ is MEMBER and x.municipality_id == one.municipality_id for x in room)


@CALM
@given(rooms)
def test_nobody_serves_who_holds_no_seat_kl_4_22(room):
    assert all(one.as_ is not OTHER for one in serving_seats(room))


@CALM
@given(rooms, st.randoms())
def test_the_order_of_arrival_does_not_matter_to_how_many_serve_reglemente_17(room, random):
    shuffled = list(room)
    random.shuffle(shuffled)
    served = {one.municipality_id for one in serving_seats(room)}
    assert {one.municipality_id for one in serving_seats(shuffled)} == served


@CALM
@given(rooms, st.integers(1, 40))
def test_a_matter_is_refused_exactly_without_more_than_half_kl_6_27(room, seats):
    finding = missing_quorum(room, seats=seats)
    if 2 * len(serving_seats(room)) > seats:
        assert finding is None
    else:
        assert finding is not None
        assert (finding.verdict, finding.rule, finding.source) == (Verdict.REFUSED, "13", "KL 6:27")


def test_eight_of_fourteen_is_a_quorum_and_seven_is_not_kl_6_27():
    assert needed_for_quorum(SEATS) == 8
    assert quorum(members(*range(1, 9)), seats=SEATS).is_met
    assert not quorum(members(*range(1, 8)), seats=SEATS).is_met


def test_a_late_member_takes_the_seat_back_reglemente_17():
    substitute, member = Present(1, 5, SUBSTITUTE), Present(2, 5, MEMBER)
    assert serving_seats([substitute]) == (substitute,)
    assert serving_seats([substitute, member]) == (member,)
