"""A file becomes a draft, is corrected, and only then a meeting with items, cases and records."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tinget.foundation import clock
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.files import FileRefused
from tinget.foundation.scoping import Scope, scoped

pytestmark = pytest.mark.slow
PACK = Path(__file__).with_name("packs") / "gemensam-namnd-tabell.txt"


@pytest.fixture
def secretary(authority):
    from tinget.organisation import api as organisation

    return organisation.system_actor(authority.id)


@pytest.fixture
def taken(authority, secretary, inside):
    from tinget.workflows.import_minutes.drafts import discard, draft_of, take_in

    with inside():
        taken = take_in(
            secretary, authority=authority.id, content=PACK.read_bytes(), name=PACK.name, at=clock.now()
        )
    yield taken
    with inside():
        row = draft_of(authority.id, taken.draft.pk)
        if row.accepted_at is None:
            discard(secretary, row)


def test_the_same_file_again_is_told_and_not_doubled(authority, secretary, inside, taken):
    from tinget.workflows.import_minutes.drafts import drafts, take_in

    with inside():
        before = len(drafts(authority.id))
        again = take_in(
            secretary, authority=authority.id, content=PACK.read_bytes(), name="other.txt", at=clock.now()
        )
        assert (again.is_new, again.draft.pk) == (False, taken.draft.pk)
        assert len(drafts(authority.id)) == before


def test_a_draft_is_no_fact_and_others_do_not_see_it(authority, inside, taken):
    from tinget.meetings import api as meetings
    from tinget.workflows.models import ImportedMinutes

    with inside():
        assert meetings.meeting_by_address(authority.id, "2023-02-08") is None
    with scoped(Scope(public=True)):
        assert not ImportedMinutes.objects.exists()


def test_what_a_person_saves_is_no_longer_doubted(secretary, inside, taken):
    from tinget.workflows.import_minutes.drafts import correct, draft_of, item_of

    with inside():
        assert any(one["field"] == "items.3.decision" for one in taken.draft.facts["doubts"])
        correct(secretary, taken.draft, paragraph="3", values={"decision": "Nämnden antar planen."})
        row = draft_of(taken.draft.authority_id, taken.draft.pk)
        assert item_of(row, "3")["decision"] == "Nämnden antar planen."
        assert not any(one["field"].startswith("items.3.") for one in row.facts["doubts"])


def test_acceptance_without_a_day_is_refused_and_nothing_is_stored(secretary, inside, taken):
    from tinget.workflows.import_minutes.accept import accept
    from tinget.workflows.import_minutes.drafts import correct

    with inside():
        correct(secretary, taken.draft, paragraph=None, values={"date": None})
        with pytest.raises(NotPossible, match="dag saknas"):
            accept(secretary, taken.draft, at=clock.now())
        correct(secretary, taken.draft, paragraph=None, values={"date": "2023-02-08"})


def test_a_file_without_text_is_refused(authority, secretary, inside):
    from tinget.workflows.import_minutes.drafts import take_in

    with inside(), pytest.raises(FileRefused):
        take_in(secretary, authority=authority.id, content=b"   \n", name="tom.txt", at=clock.now())


def test_a_member_may_not_take_minutes_in(authority, inside):
    from tinget.organisation import api as organisation
    from tinget.workflows.import_minutes.drafts import take_in

    with inside(), pytest.raises(NotPermitted):
        take_in(organisation.VISITOR, authority=authority.id, content=b"x", name="x.txt", at=clock.now())


def test_the_pages_take_in_correct_and_accept(authority, inside, person):
    browser = person("Sekreterare")
    text = PACK.read_text().replace("2023-02-08", "2013-02-08").replace("GEN/2023:14", "2013/14-2.2.0.1")
    answer = browser.post(
        "/e-namnden/aldre-protokoll/", {"file": SimpleUploadedFile("p.txt", text.encode())}, follow=True
    )
    page = answer.content.decode()
    assert "§ 3 Verksamhetsplan 2023" in page
    assert "Beslutet står under en rubrik för förslag." in page
    address = answer.request["PATH_INFO"]
    wrong = browser.post(f"{address}3/", {"title": ""})
    assert "Rubrik" in wrong.content.decode()
    browser.post(
        f"{address}3/",
        {"title": "Verksamhetsplan 2024", "decision": "Nämnden antar planen.", "basis": "Plan | 2013.9"},
    )
    accepted = browser.post(f"{address}godkann/", follow=True).content.decode()
    assert "Protokollet är godkänt" in accepted
    assert browser.post(f"{address}godkann/").status_code == 409
    from tinget.meetings import api as meetings
    from tinget.registry import api as registry

    with inside():
        held = meetings.meeting_by_address(authority.id, "2013-02-08")
        assert [item.paragraph for item in held.items] == [1, 2, 3, 4]
        assert held.items[2].title == "Verksamhetsplan 2024"
        assert registry.case_by_number(authority.id, 2013, 14).class_code == "2.2.0.1"
        assert registry.record_by_printed(authority.id, "2013.9").title == "Plan"
        assert held.chair_name == "Prov Björk"
    again = browser.post(
        "/e-namnden/aldre-protokoll/", {"file": SimpleUploadedFile("p.txt", text.encode())}, follow=True
    )
    assert "redan inläst" in again.content.decode()
    same_day = browser.post(
        "/e-namnden/aldre-protokoll/",
        {"file": SimpleUploadedFile("q.txt", (text + "\n").encode())},
        follow=True,
    )
    assert browser.post(f"{same_day.request['PATH_INFO']}godkann/").status_code == 409
    browser.post(f"{same_day.request['PATH_INFO']}ta-bort/")


def test_a_visitor_is_sent_to_sign_in(visitor):
    assert visitor.get("/e-namnden/aldre-protokoll/").status_code == 302
