"""Answering a summons: a hindered member's substitute is called at once, and told if the member comes."""

from dataclasses import replace

import pytest

from tests.factories.meetings import an_actor
from tests.factories.summons import HERE, SENT, a_summons
from tinget.foundation import ledger, mail
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.models import OutgoingMail
from tinget.meetings import api as meetings
from tinget.organisation.api import Role
from tinget.summons import actions, queries
from tinget.summons.models import Recipient, SubstituteCall
from tinget.summons.rules.replies import Answer

pytestmark = pytest.mark.slow


@pytest.fixture
def boden(secretary, meeting_id, within):
    """Return the place of Boden at a meeting that is called."""
    with within():
        a_summons(secretary, meeting_id=meeting_id)
        return next(one for one in queries.places_of(meeting_id) if one.municipality == "Boden")


def letters(call):
    return list(OutgoingMail.objects.filter(about=f"{queries.CALL}:{call.pk}").order_by("pk"))


def token_of(person):
    return queries.token_of(Recipient.objects.get(person_id=person))


def text(answer):
    return answer.content.decode()


def test_a_hindered_member_by_the_link_has_their_own_substitute_called(client, meeting_id, boden, within):
    with within():
        token = token_of(boden.member.person_id)
    answer = client.post(f"/kallelse/{token}/", {"answer": "hindered"}, follow=True)
    assert "Är du ledamot kallas din ersättare nu." in text(answer)
    with within():
        call = SubstituteCall.objects.get(meeting_id=meeting_id)
        assert call.recipient.person_id == boden.substitute.person_id
        (letter,) = letters(call)
        assert mail.LINK in letter.body
        assert boden.member.name in letter.body
        assert queries.link_of_call(letter.about).endswith(f"/{token_of(boden.substitute.person_id)}/")
        told = ledger.history(call.authority_id, f"meetings.meeting:{meeting_id}")[0]
        assert (told.action, told.who) == ("reply_to_summons", "den som fått brevet")


def test_who_is_called_is_told_until_they_answer(client, sign_in, meeting_id, boden, within):
    asked = "Svara på kallelsen"
    member, secretary = sign_in("Ledamot, Boden"), sign_in("Sekreterare")
    assert asked in text(member.get("/"))
    assert asked not in text(secretary.get("/"))  # called, but with no seat to answer for
    with within():
        token = token_of(boden.member.person_id)
    client.post(f"/kallelse/{token}/", {"answer": "coming"})
    assert asked not in text(member.get("/"))


def test_a_member_who_comes_after_all_releases_the_substitute(secretary, meeting_id, boden, within):
    with within():
        for answer in (Answer.HINDERED, Answer.HINDERED, Answer.COMING):
            actions.reply(
                secretary, meeting_id=meeting_id, person=boden.member.person_id, answer=answer, at=SENT
            )
        call = SubstituteCall.objects.get(meeting_id=meeting_id)
        assert call.released_at == SENT
        assert len(letters(call)) == 2
        assert "Du behöver inte tjänstgöra" in letters(call)[1].body


def test_a_substitute_who_got_the_seat_after_the_summons_is_called_all_the_same(
    secretary, meeting_id, boden, within
):
    with within():
        Recipient.objects.filter(person_id=boden.substitute.person_id).delete()
        actions.reply(
            secretary, meeting_id=meeting_id, person=boden.member.person_id, answer=Answer.HINDERED, at=SENT
        )
        call = SubstituteCall.objects.get(meeting_id=meeting_id)
        assert call.recipient.person_id == boden.substitute.person_id
        assert call.recipient.summons_id == queries.latest(meeting_id).id


def test_the_real_and_the_made_up_do_not_rule_on_each_other(secretary, meeting_id, boden, within):
    real = replace(secretary, is_demonstration=False)
    person = boden.member.person_id
    with within(), pytest.raises(NotPossible, match="Demonstrationens roller"):
        actions.rule_on_remote(real, meeting_id=meeting_id, person=person, is_given=True, at=SENT)


def test_only_who_is_called_answers_and_only_the_caller_for_another(secretary, meeting_id, boden, within):
    with within():
        member = an_actor(Role.MEMBER, authority=secretary.authority)
        other = boden.substitute.person_id
        with pytest.raises(NotPermitted):
            actions.reply(member, meeting_id=meeting_id, person=other, answer=Answer.COMING, at=SENT)
        with pytest.raises(NotPossible, match="Bara den som är kallad"):
            actions.reply(secretary, meeting_id=meeting_id, person=0, answer=Answer.COMING, at=SENT)
        meetings.cancel_meeting(secretary, meeting_id=meeting_id, reason="Storm", at=SENT)
        with pytest.raises(NotPossible, match="svaren är stängda"):
            actions.reply(member, meeting_id=meeting_id, answer=Answer.COMING, at=SENT)


def test_the_page_tells_the_secretary_who_comes_and_takes_the_chairs_leave(
    sign_in, secretary, meeting_id, boden, within
):
    page = f"{HERE}svar/"
    member = sign_in("Ledamot, Boden")
    assert "Vilka kommer" not in text(member.get(page))
    assert "på distans" in text(member.post(page, {"answer": "remote"}, follow=True))
    desk = sign_in("Sekreterare")
    assert "vill delta på distans" in text(desk.get(page))
    assert "0 av 14 platser tas upp" in text(desk.get(page))
    person = boden.member.person_id
    shown = text(desk.post(f"{HERE}distans/", {"person": person, "leave": "yes"}, follow=True))
    assert "1 av 14 platser tas upp" in shown
    assert member.post(f"{HERE}distans/", {"person": person, "leave": "yes"}).status_code == 403
    hindered = desk.post(page, {"person": person, "answer": "hindered"}, follow=True)
    assert "Ersättare som har kallats in" in text(hindered)
