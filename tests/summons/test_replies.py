"""The rules of the answers: who comes, who is called instead, and the quorum foreseen."""

from hypothesis import given
from hypothesis import strategies as st

from tinget.summons.rules.replies import Answer, Foreseen, Holder, Place, calls, foreseen, outlook

PLACES = [
    Place(n, f"Kommun {n}", Holder(100 + n, f"Ledamot {n}"), Holder(200 + n, f"Ersättare {n}"))
    for n in range(1, 15)
]
PEOPLE = [one.person_id for place in PLACES for one in (place.member, place.substitute)]
answers = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(Answer))
leaves = st.frozensets(st.sampled_from(PEOPLE))
called = st.frozensets(st.sampled_from([place.municipality_id for place in PLACES]))


@given(answers, called)
def test_a_substitute_is_called_for_their_own_hindered_member_alone(given_answers, standing):
    """Rule 9, reglemente 17 §: only the same municipality's substitute, and once."""
    found = calls(PLACES, given_answers, standing)
    assert not found.call & standing
    for place in PLACES:
        key, member = place.municipality_id, given_answers.get(place.member.person_id)
        if key in found.call:
            assert member is Answer.HINDERED
            assert given_answers.get(place.substitute.person_id) is not Answer.HINDERED
        assert (key in found.release) == (key in standing and member is not Answer.HINDERED)


@given(answers, called)
def test_when_all_are_called_nobody_is_called_again(given_answers, standing):
    found = calls(PLACES, given_answers, standing)
    again = calls(PLACES, given_answers, (standing | found.call) - found.release)
    assert (again.call, again.release) == (frozenset(), frozenset())


@given(answers, leaves)
def test_the_quorum_foreseen_counts_each_municipality_once(given_answers, leave):
    """Rule 13, KL 6:27: one place for each municipality, however many of it come."""
    found = outlook(PLACES, given_answers, leave, needed=8)
    assert found.filled + found.unsure <= found.of == 14
    assert not (found.is_sure and found.is_out_of_reach)
    everybody = outlook(PLACES, dict.fromkeys(PEOPLE, Answer.COMING), frozenset(), needed=8)
    assert everybody.filled == 14


def test_remote_is_not_sure_before_the_chair_has_decided():
    """Rule 6, KL 6:24."""
    place, member = PLACES[0], PLACES[0].member.person_id
    remote = {member: Answer.REMOTE, PLACES[0].substitute.person_id: Answer.HINDERED}
    assert foreseen(place, remote, frozenset()) is Foreseen.UNSURE
    assert foreseen(place, remote, frozenset({member})) is Foreseen.FILLED


def test_a_place_nobody_can_fill_is_empty():
    both = dict.fromkeys((PLACES[0].member.person_id, PLACES[0].substitute.person_id), Answer.HINDERED)
    assert foreseen(PLACES[0], both, frozenset()) is Foreseen.EMPTY
    assert foreseen(Place(1, "Boden", None, None), {}, frozenset()) is Foreseen.EMPTY
