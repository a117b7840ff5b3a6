"""The lists that are printed before a meeting: a line for each seat, and one vote for each municipality."""

import re

import pytest

from tests.factories.meetings import a_case_item, a_planned_meeting
from tests.meetings.addresses import HERE, text

pytestmark = pytest.mark.usefixtures("today")
LISTS = (f"{HERE}narvaro/lista/", f"{HERE}narvaro/rostlista/")


def test_lists_to_write_on_are_printed_by_those_in_the_room(secretary, sign_in, visitor, within):
    with within():
        meeting_id = a_planned_meeting(secretary)
        item_id = a_case_item(secretary, meeting_id=meeting_id)
    member = sign_in("Ledamot, Boden")
    assert all(address in text(member.get(HERE)) for address in LISTS)
    assert not any(address in text(visitor.get(HERE)) for address in LISTS)
    assert {visitor.get(address).status_code for address in LISTS} == {302}
    attendance, voting = (text(member.get(address)) for address in LISTS)
    seats = re.findall(r'data-label="Som">(ledamot|ersättare)</td>', attendance)
    assert seats == ["ledamot", "ersättare"] * 14
    assert attendance.count('data-label="Underskrift"></td>') == 28
    assert len(re.findall(r'data-label="Ja">☐</td>', voting)) == 14
    assert "<dt>Punkt</dt><dd></dd>" in voting
    assert "Budget 2027</dd>" in text(member.get(f"{LISTS[1]}?punkt={item_id}"))
    assert member.get(f"{LISTS[1]}?punkt=0").status_code == 404
