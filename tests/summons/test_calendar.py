"""One's own calendar: at a secret address that can be changed and ended, and only while one has an office."""

import datetime as dt
import re
from http import HTTPStatus

from icalendar import Calendar

from tests.factories.summons import SENT, a_summons
from tinget.foundation import clock
from tinget.organisation.models import Mandate

HERE = "/e-namnden/sammantraden/min-kalender/"
ADDRESS = re.compile(r"<code>http://testserver(/kalender/[^<]+)</code>")


def opened(client) -> str:
    return ADDRESS.search(client.post(HERE, {"do": "open"}).content.decode())[1]


def told(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return next(str(one["description"]) for one in events if "DEMONSTRATION" in str(one["summary"]))


def test_it_says_as_what_one_is_called_and_ends_when_one_says_so(
    client, secretary, meeting_id, within, sign_in
):
    member = sign_in("Ledamot, Boden")
    first = opened(member)
    assert "Du är kallad" not in told(client, first)
    with within():
        a_summons(secretary, meeting_id=meeting_id, at=SENT)
    assert "Du är kallad som ledamot" in told(client, first)
    second = opened(member)
    assert client.get(first).status_code == HTTPStatus.NOT_FOUND
    assert "Du är kallad som ledamot" in told(client, second)
    member.post(HERE, {"do": "close"})
    assert client.get(second).status_code == HTTPStatus.NOT_FOUND


def test_it_ends_with_the_office(client, committee, sign_in):
    address = opened(sign_in("Ledamot, Boden"))
    assert client.get(address).status_code == HTTPStatus.OK
    yesterday = clock.today() - dt.timedelta(days=1)
    held = Mandate.objects.filter(person__name="Ledamot, Boden")
    held.update(first=yesterday, last=yesterday, until_further_notice=False)
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_who_is_called_to_nothing_has_none(sign_in):
    assert sign_in("Registrator, Kiruna").post(HERE, {"do": "open"}).status_code == HTTPStatus.FORBIDDEN
