"""An allocation on its way to the committee: a record in a case, and an item that rests on it."""

from fractions import Fraction

import pytest

from tests.factories import meetings as factory
from tests.factories.meetings import AT, DAY
from tests.factories.registry import a_case
from tests.workflows.test_report_delegated import committee, inside, secretary, sign_in  # noqa: F401 -- fixtures
from tinget.documents import api as documents
from tinget.economy import actions
from tinget.economy.rules.allocation import Allocation, Fixed, Participant
from tinget.foundation.errors import NotPossible
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.propose_allocation.proposing import propose_allocation


@pytest.fixture
def draft(committee, inside, secretary):  # noqa: F811
    names = [one.name for one in organisation.municipalities()]
    asked = Allocation("E-arkiv", 2027, tuple(map(Participant, names)), (Fixed(Fraction(5000)),))
    return actions.save_allocation(secretary, authority=committee.id, asked=asked, at=AT)


def test_the_table_is_a_record_and_the_case_an_item_that_rests_on_it(committee, secretary, draft):  # noqa: F811
    meeting = factory.a_planned_meeting(secretary, day=DAY)
    case = a_case(secretary, authority=committee.id)
    act = {"authority": committee.id, "slug": draft, "case_id": case, "meeting_id": meeting, "at": AT}
    item_id = propose_allocation(secretary, **act)
    item = next(one for one in meetings.meeting_by_id(meeting).items if one.id == item_id)
    assert item.title == "Fördelning av E-arkiv 2027"
    assert "Summan är 70\u202f000 kronor för 14 kommuner." in item.summary
    (basis,) = item.basis
    record = registry.records([basis.record_id])[basis.record_id]
    assert record.title == "Fördelning av E-arkiv 2027"
    with documents.open_version(documents.latest(record.document_id).id) as file:
        assert file.read(5) == b"%PDF-"
    with pytest.raises(NotPossible, match="står redan på dagordningen"):
        propose_allocation(secretary, **act)
    actions.adopt_allocation(secretary, authority=committee.id, slug=draft, decision="§ 1", at=AT)
    with pytest.raises(NotPossible, match="redan antagen"):
        propose_allocation(secretary, **act)


def test_the_page_leads_from_the_draft_to_the_agenda_and_refuses_members(committee, secretary, draft):  # noqa: F811
    meeting = factory.a_planned_meeting(secretary, day=DAY)
    case = a_case(secretary, authority=committee.id)
    staff, address = sign_in("Sekreterare"), f"/e-namnden/ekonomi/fordelning/{draft}/"
    assert "till-namnden/" in staff.get(address).content.decode()
    sent = staff.post(f"{address}till-namnden/", {"case": case, "meeting": meeting})
    assert sent.status_code == 302
    assert [item.title for item in meetings.meeting_by_id(meeting).items if item.basis]
    assert sign_in("Ledamot, Boden").get(f"{address}till-namnden/").status_code == 403
