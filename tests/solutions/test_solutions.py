"""Solutions on the real database: loading twice, what may be noted and by whom, and the pages."""

import datetime as dt

import pytest

from tests.factories.committee import AT, acting
from tests.solutions.conftest import load
from tinget.foundation import ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.organisation.api import municipality_by_slug
from tinget.solutions import actions, queries
from tinget.solutions.rules import Phase, Taking

DAY = dt.date(2025, 12, 3)


def begin(actor, authority, *, place="arvidsjaur", taking=Taking.PAYS, first=DAY):
    view = queries.solution(authority.id, "e-arkiv")
    return actions.begin_participation(
        actor,
        authority=authority.id,
        solution_id=view.id,
        municipality=municipality_by_slug(place),
        taking=taking,
        first=first,
        source="protokoll 2025-12-03, § 5",
        at=AT,
    )


def end(actor, authority, *, place="boden", last=DAY):
    view = queries.solution(authority.id, "e-arkiv")
    return actions.end_participation(
        actor,
        authority=authority.id,
        solution_id=view.id,
        municipality=municipality_by_slug(place),
        taking=Taking.PAYS,
        last=last,
    )


def payers(authority, on):
    return len(queries.solution(authority.id, "e-arkiv").takers_on(on, Taking.PAYS))


def test_loading_again_writes_nothing(committee, in_scope):
    with in_scope(committee.id):
        assert load(committee) == 0
        assert len(queries.solutions(committee.id)) == 15


def test_thirteen_pay_for_the_archive_and_four_use_it(committee, in_scope):
    with in_scope(committee.id):
        assert payers(committee, DAY) == 13
        assert payers(committee, dt.date(2023, 6, 1)) == 14
        archive = queries.solution(committee.id, "e-arkiv")
        assert archive.printed_on(DAY, Taking.USES).count == 4
        assert archive.takers_on(DAY, Taking.USES) == frozenset()


def test_a_municipality_joins_and_another_leaves(committee, in_scope):
    with in_scope(committee.id):
        actor = acting("Samordnare")
        row = begin(actor, committee)
        end(actor, committee)
        assert payers(committee, DAY) == 14
        assert payers(committee, DAY + dt.timedelta(days=1)) == 13
        view = queries.solution(committee.id, "e-arkiv")
        assert row in {one.id for one in view.participations}
        told = ledger.history(committee.id, f"solutions.solution:{view.id}")
        assert {line.action for line in told} == {"begin_participation", "end_participation"}


def test_what_cannot_be_is_refused(committee, in_scope):
    with in_scope(committee.id):
        actor = acting("Samordnare")
        with pytest.raises(NotPossible, match="Boden betalar redan"):
            begin(actor, committee, place="boden")
        with pytest.raises(NotPossible, match="inget pågående"):
            end(actor, committee, place="arvidsjaur")
        with pytest.raises(NotPossible, match="Sista dagen"):
            end(actor, committee, last=dt.date(2024, 12, 31))
        with pytest.raises(NotPermitted):
            begin(acting("Ledamot, Boden"), committee)


def test_a_state_is_added_and_never_written_over(committee, in_scope):
    with in_scope(committee.id):
        view = queries.solution(committee.id, "e-arkiv")
        status = actions.NewStatus(DAY, Phase.PROCUREMENT, "Ny upphandling", "§ 7", "protokoll, § 7")
        actions.record_status(
            acting("Sekreterare"), authority=committee.id, solution_id=view.id, status=status, at=AT
        )
        after = queries.solution(committee.id, "e-arkiv")
        assert len(after.statuses) == len(view.statuses) + 1
        assert after.status_on(DAY).text == "Ny upphandling"
        assert after.status_on(dt.date(2023, 10, 12)).phase is Phase.OPERATION
        late = actions.NewStatus(AT.date() + dt.timedelta(days=1), Phase.ENDED, "Slut", "", "gissning")
        with pytest.raises(NotPossible):
            actions.record_status(
                acting("Sekreterare"), authority=committee.id, solution_id=view.id, status=late, at=AT
            )


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("", "15 lösningar"),
        ("e-arkiv/", "Gemensamt e-arkiv"),
        ("kommun/arvidsjaur/", "Arvidsjaur"),
        ("matris/?dag=2025-12-02", "4 enligt handlingar 2025-12"),
        ("matris/?dag=i-gar", "Dagen gick inte att läsa"),
    ],
)
def test_visitors_read_the_pages(address, text, client, committee):
    response = client.get(f"/e-namnden/losningar/{address}")
    assert response.status_code == 200
    assert text in response.content.decode()


def test_the_matrix_is_asked_in_a_constant_number_of_questions(
    client, committee, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        client.get("/e-namnden/losningar/matris/")


def test_staff_note_by_form_and_others_may_not(signed_in, committee):
    form = {
        "municipality": "arvidsjaur",
        "taking": "pays",
        "change": "begin",
        "day": "2026-11-01",
        "source": "x",
    }
    address = "/e-namnden/losningar/e-arkiv/deltagande/"
    assert signed_in("Ledamot, Boden").post(address, form).status_code == 403
    staff = signed_in("Samordnare")
    assert "Skriv var uppgiften" in staff.post(address, form | {"source": ""}).content.decode()
    assert staff.post(address, form).status_code == 302
    again = staff.post(address, form)
    assert "Arvidsjaur betalar redan" in again.content.decode()
    status = {"on": "2026-11-02", "phase": "ended", "text": "Avslutat", "source": "protokoll"}
    assert staff.post("/e-namnden/losningar/e-arkiv/lage/", status).status_code == 302
    assert "Avslutat" in staff.get("/e-namnden/losningar/e-arkiv/").content.decode()
