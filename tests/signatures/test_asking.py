"""Asking for signatures inside and outside: the link, the code, the order, reminders, taking back."""

import datetime as dt

import pytest

from tests.factories.committee import AT, account, acting
from tests.factories.signatures import OUTSIDER, a_request_outside
from tinget.foundation import ledger, mail
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.models import OutgoingMail
from tinget.organisation.api import system_actor
from tinget.signatures import actions, queries
from tinget.signatures import api as signatures
from tinget.signatures.models import Signer
from tinget.signatures.rules import CODE_LASTS, CODE_TRIES

pytestmark = pytest.mark.slow
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


@pytest.fixture
def scope(committee, in_scope):
    with in_scope(committee.id):
        yield committee


def outsider_of(request_id: int) -> Signer:
    return Signer.objects.get(request_id=request_id, person=None)


def token_of(request_id: int) -> str:
    return queries.link_of(f"signatures.signer:{outsider_of(request_id).pk}").split("/")[-2]


def proved(request_id: int, *, at=AT) -> str:
    token = token_of(request_id)
    actions.ask_for_code(token, at=at)
    proof = actions.tell_code(token, code=queries.code_of(outsider_of(request_id)), at=at + MINUTE)
    assert proof is not None
    return proof


def reads(request_id: int) -> dict[int, str]:
    line = signatures.request(request_id)
    return {
        place.id: one.file.sha256
        for one, place in queries.together(line, next(s for s in line.signers if s.is_outside))
    }


def sign_inside(request_id: int, name: str = "Sekreterare") -> signatures.SigningLine:
    line = signatures.request(request_id)
    mine = next(one for one in line.signers if one.person_id == acting(name).person_id)
    return signatures.sign(acting(name), signer_id=mine.id, read_sha256=line.file.sha256, at=AT)


def letters() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.order_by("pk"))


def test_an_outsider_signs_with_link_and_code_and_the_file_says_who(scope):
    (asked,) = a_request_outside(scope.id)
    (letter,) = letters()
    assert (letter.to, letter.about) == (OUTSIDER.email, f"signatures.signer:{outsider_of(asked).pk}")
    assert mail.LINK in letter.body
    assert token_of(asked) not in letter.body
    sign_inside(asked)
    actions.sign_by_link(token_of(asked), proof=proved(asked), reads=reads(asked), at=AT + 2 * MINUTE)
    line = signatures.request(asked)
    assert line.state is signatures.RequestState.COMPLETE
    found = {one.field: one for one in signatures.reports(asked)}
    theirs = found["Underskrift 2, Avtalspart"]
    assert (theirs.signer, theirs.organisation) == ("Kim Partner", "DEMONSTRATION Exempel AB")
    assert theirs.intact
    assert theirs.trusted
    assert ledger.history(scope.id, f"signatures.signingrequest:{asked}")[0].who.startswith("Kim Partner")


def test_the_link_alone_signs_nothing_nor_declines(scope):
    (asked,) = a_request_outside(scope.id)
    token = token_of(asked)
    for proof in ("", "påhittat", proved(asked)):
        late = AT + MINUTE + queries.links.PROOF_LASTS + MINUTE
        with pytest.raises(NotPermitted):
            actions.sign_by_link(token, proof=proof, reads=reads(asked), at=late)
        with pytest.raises(NotPermitted):
            actions.decline_by_link(token, proof=proof, reason="nej", at=late)
    with pytest.raises(queries.LinkUnknown):
        queries.linked(token[:-1])
    assert signatures.request(asked).signed == 0


def test_a_code_is_guessed_at_five_times_and_lives_a_quarter(scope):
    (asked,) = a_request_outside(scope.id)
    token = token_of(asked)
    actions.ask_for_code(token, at=AT)
    right = queries.code_of(outsider_of(asked))
    with pytest.raises(NotPossible):
        actions.ask_for_code(token, at=AT + MINUTE / 2)
    assert actions.tell_code(token, code=right, at=AT + CODE_LASTS + MINUTE) is None
    for _guess in range(CODE_TRIES):
        assert actions.tell_code(token, code="000000" if right != "000000" else "1", at=AT + MINUTE) is None
    assert actions.tell_code(token, code=right, at=AT + MINUTE) is None
    actions.ask_for_code(token, at=AT + 2 * MINUTE)
    again = queries.code_of(outsider_of(asked))
    assert again != right
    assert actions.tell_code(token, code=again, at=AT + 3 * MINUTE)
    assert actions.tell_code(token, code=again, at=AT + 3 * MINUTE) is None


def test_one_proof_opens_no_other_persons_paper(scope):
    (mine,) = a_request_outside(scope.id, titles=("Ett",))
    (other,) = a_request_outside(scope.id, titles=("Annat",))
    Signer.objects.filter(pk=outsider_of(other).pk).update(email="annan@exempel.se")
    with pytest.raises(NotPermitted):
        actions.sign_by_link(token_of(mine), proof=proved(mine), reads=reads(other), at=AT + 2 * MINUTE)
    with pytest.raises(NotPermitted):
        actions.sign_by_link(
            token_of(other), proof=proved(mine, at=AT + DAY), reads=reads(other), at=AT + DAY
        )


def test_in_order_the_next_is_told_when_the_first_has_signed(scope):
    (asked,) = a_request_outside(scope.id, terms=signatures.Terms(in_order=True))
    assert letters() == []
    with pytest.raises(NotPossible) as refused:
        actions.sign_by_link(token_of(asked), proof=proved(asked), reads=reads(asked), at=AT + MINUTE)
    assert "din tur" in refused.value.message
    sign_inside(asked)
    assert [one.about.partition(":")[0] for one in letters()] == ["signatures.code", "signatures.signer"]


def test_several_papers_are_one_letter_and_one_act(scope):
    asked = a_request_outside(scope.id, titles=("Avtal", "Bilaga"), inside=())
    (letter,) = letters()
    assert "– Avtal" in letter.body
    assert "– Bilaga" in letter.body
    proof, read = proved(asked[0]), reads(asked[0])
    assert len(read) == 2
    actions.sign_by_link(token_of(asked[0]), proof=proof, reads=read, at=AT + 2 * MINUTE)
    assert {line.state for line in signatures.requests(asked).values()} == {signatures.RequestState.COMPLETE}


def test_those_whose_turn_it_is_are_reminded_once(scope):
    (asked,) = a_request_outside(scope.id, terms=signatures.Terms(due_on=(AT + 30 * DAY).date()))
    system = system_actor(scope.id)
    assert actions.remind_waiting(system, authority=scope.id, at=AT + DAY) == 0
    sent = actions.remind_waiting(system, authority=scope.id, at=AT + 3 * DAY)
    assert sent == 2
    assert {one.to for one in letters()} >= {OUTSIDER.email}
    assert actions.remind_waiting(system, authority=scope.id, at=AT + 3 * DAY) == 0
    with pytest.raises(NotPossible):
        signatures.remind(acting("Handläggare"), request_id=asked, at=AT + 3 * DAY)
    assert signatures.remind(acting("Handläggare"), request_id=asked, at=AT + 4 * DAY) == 2
    with pytest.raises(NotPermitted):
        signatures.remind(acting("Ledamot, Boden"), request_id=asked, at=AT + 5 * DAY)


def test_a_request_is_taken_back_with_its_reason(scope):
    (asked,) = a_request_outside(scope.id)
    with pytest.raises(NotPossible):
        signatures.withdraw(acting("Handläggare"), request_id=asked, reason=" ")
    with pytest.raises(NotPermitted):
        signatures.withdraw(acting("Ledamot, Boden"), request_id=asked, reason="fel")
    line = signatures.withdraw(acting("Handläggare"), request_id=asked, reason="Fel bilaga.")
    assert line.state is signatures.RequestState.WITHDRAWN
    assert "Fel bilaga." in letters()[-1].body
    with pytest.raises(NotPossible):
        sign_inside(asked)
    with pytest.raises(NotPossible):
        actions.ask_for_code(token_of(asked), at=AT)
    assert signatures.waiting_for(acting("Sekreterare").person_id) == []


def test_an_outsider_declines_all_with_one_reason(scope):
    asked = a_request_outside(scope.id, titles=("Avtal", "Bilaga"), inside=())
    actions.decline_by_link(
        token_of(asked[0]), proof=proved(asked[0]), reason="Fel pris.", at=AT + 2 * MINUTE
    )
    assert {line.state for line in signatures.requests(asked).values()} == {signatures.RequestState.DECLINED}
    told = [one for one in letters() if one.about.startswith("signatures.signingrequest:")]
    assert [one.to for one in told] == [account("Handläggare").email] * 2
    assert "Kim Partner skriver inte under Avtal:" in told[0].body
    assert "Fel pris." in told[0].body
