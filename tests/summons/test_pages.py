"""The pages of summons: sending one, reading it, and what each may not."""

import pytest

from tests.factories.summons import HERE, LATE, a_summons
from tinget.summons import queries
from tinget.summons.models import Recipient

pytestmark = pytest.mark.slow


def text(answer):
    return answer.content.decode()


def test_the_secretary_sends_and_a_member_reads(sign_in, meeting_id, settings):
    settings.TINGET_TODAY = LATE.date().isoformat()
    desk = sign_in("Sekreterare")
    assert "Kalla till sammanträdet" in text(desk.get("/"))
    assert "Skicka till" in text(desk.get(f"{HERE}skicka/"))
    given = {"called_by": "chair", "message": "Fika från 12.30.", "guests": ""}
    asked = text(desk.post(f"{HERE}skicka/", given))
    assert "skulle ha skickats senast" in asked
    wrong = desk.post(f"{HERE}skicka/", {**given, "guests": "Revisorn, ingen adress"})
    assert "har ingen e-postadress" in text(wrong)
    sent = desk.post(f"{HERE}skicka/", {**given, "reason": "Sent underlag."}, follow=True)
    assert "Kallelsen skickas till" in text(sent)
    assert "väntar på att skickas" in text(sent)
    assert "Kalla till sammanträdet" not in text(desk.get("/"))
    read = text(sign_in("Ledamot, Boden").get(HERE))
    assert "Fika från 12.30." in read
    assert "Underlag" in read
    assert "väntar på att skickas" not in read
    pdf = sign_in("Ledamot, Boden").get(f"{HERE}1/kallelse.pdf")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")
    assert "Läs kallelsen och handlingarna" in text(desk.get(HERE.removesuffix("kallelse/")))


def test_others_are_refused(sign_in, client, meeting_id, secretary, within):
    with within():
        a_summons(secretary, meeting_id=meeting_id)
    assert sign_in("Ledamot, Boden").get(f"{HERE}skicka/").status_code == 403
    assert sign_in("Administratör").get(HERE).status_code == 403
    assert client.get(HERE).status_code == 302
    assert sign_in("Ledamot, Boden").get(f"{HERE}2/kallelse.pdf").status_code == 404


def test_the_link_shows_the_summons_without_papers(client, meeting_id, secretary, within):
    with within():
        found = a_summons(secretary, meeting_id=meeting_id)
        token = queries.token_of(Recipient.objects.filter(summons_id=found.id).first())
    shown = client.get(f"/kallelse/{token}/")
    assert "Budget 2027" in text(shown)
    assert "Underlag" not in text(shown)
    assert client.get(f"/kallelse/{token[:-1]}x/").status_code == 404
