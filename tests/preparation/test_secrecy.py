"""A matter whose case is marked afterwards: the database shows it to those on the list alone."""

import datetime as dt

import pytest
from django.db import connection

from tests.factories.committee import AT, DAY, acting
from tests.preparation.conftest import LAST_DAY
from tinget.foundation.errors import NotPossible
from tinget.foundation.models import OutgoingMail
from tinget.foundation.scoping import Scope, scoped
from tinget.kernel.stances import Stance
from tinget.organisation import api as organisation
from tinget.preparation import actions, queries
from tinget.preparation.queries import PreparationNotFound
from tinget.preparation.rules.lines import GroupMeetingTold
from tinget.preparation.rules.steps import Step
from tinget.registry import actions as registry
from tinget.registry.models import Look
from tinget.registry.rules.visibility import Marking

NEEDLE = "Krokodilen Kurt"
TABLES = ("preparation", "stay", "opinion", "groupmatter")


@pytest.fixture
def secretary(committee):
    return acting("Sekreterare")


@pytest.fixture
def seen_by(committee):
    """Return the scope of somebody in the committee while they act; of nobody, as when a page only shows."""

    def scope(actor=None, **more):
        person = actor.person_id if actor else None
        return scoped(Scope(frozenset({committee.id}), public=True, person=person, **more))

    return scope


@pytest.fixture
def told(committee, coordinator, referred, seen_by):
    """The referral, with the secret word in its proposal, an answer and what the group said."""
    kiruna = organisation.municipality_by_slug("kiruna")
    with seen_by(coordinator):
        wording = {"background": NEEDLE, "rapporteur": "", "lead": NEEDLE, "points": [NEEDLE]}
        actions.write_proposal(coordinator, preparation_id=referred, **wording)
        actions.give_opinion(
            coordinator, preparation_id=referred, municipality_id=kiruna.id, stance=Stance.OBJECTS,
            text=NEEDLE, at=AT,
        )  # fmt: skip
        said = GroupMeetingTold(held_on=DAY, said={referred: NEEDLE})
        meeting = actions.note_group_meeting(coordinator, authority=committee.id, told=said, today=DAY)
        view = queries.preparation(committee.id, referred)
    return view.line.case_id, next(one.record_id for one in view.now.opinions if one.text), meeting


def rows(seen):
    """Read all that the database gives of preparation to whoever is seen by, as text by table."""
    found = {}
    with seen, connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ''), '') FROM preparation_{table} t")  # noqa: S608 -- our own names
            found[table] = cursor.fetchone()[0]
    return found


def marked(secretary, seen_by, **thing):
    (kind,) = thing
    marking = Marking("25 kap. 1 § OSL", "Norrbottens e-nämnd", frozenset({secretary.person_id}))
    act = registry.mark_case if kind == "case_id" else registry.mark_record
    with seen_by(secretary):
        return act(secretary, marking=marking, at=AT, **thing)


def test_what_is_prepared_of_a_secret_case_is_gone_for_all_but_the_list(
    committee, coordinator, secretary, referred, told, seen_by
):
    case, _record, meeting = told
    before = rows(seen_by(coordinator))
    assert all(NEEDLE in before[table] for table in ("preparation", "opinion", "groupmatter"))
    marking = marked(secretary, seen_by, case_id=case)
    for nobody in (seen_by(), seen_by(coordinator)):
        assert rows(nobody) == dict.fromkeys(TABLES, "")
    assert rows(seen_by(secretary)) == before
    assert rows(seen_by(unrestricted=True)) == before
    with seen_by(coordinator):
        assert queries.preparations(committee.id) == []
        assert queries.group_meeting(committee.id, meeting).matters == ()
        with pytest.raises(PreparationNotFound):
            queries.preparation(committee.id, referred)
        with pytest.raises(PreparationNotFound):
            actions.move_preparation(coordinator, preparation_id=referred, to=Step.CHAIR, at=AT, reason="Nu")
        with pytest.raises(NotPossible, match="sekretessmarkerat"):
            actions.begin_preparation(coordinator, authority=committee.id, title="", case_id=case, at=AT)
    with seen_by(secretary):
        registry.lift(secretary, marking_id=marking, reason="Prövat", at=AT)
    assert rows(seen_by()) == before


def test_those_on_the_list_carry_a_secret_matter_and_letters_do_not_name_it(
    committee, coordinator, secretary, referred, told, seen_by
):
    case = told[0]
    marked(secretary, seen_by, case_id=case)
    with seen_by():
        (line,) = queries.secret_to(secretary, committee.id)
        assert (line.id, line.step, line.answer_by) == (referred, Step.REFERRAL, LAST_DAY)
        assert queries.secret_to(coordinator, committee.id) == []
        look = {"authority": committee.id, "preparation_id": referred, "at": AT}
        with pytest.raises(PreparationNotFound):
            actions.look_at_secret(coordinator, **look)
        view, said = actions.look_at_secret(secretary, **look)
        assert NEEDLE in (view.background, said[0][2])
        assert Look.objects.get().person_id == secretary.person_id
    with seen_by(unrestricted=True):
        late = dt.datetime.combine(LAST_DAY, dt.time(6), tzinfo=dt.UTC)
        system = organisation.system_actor(committee.id)
        assert actions.remind_municipalities(system, authority=committee.id, at=late) == 13
        letters = list(OutgoingMail.objects.order_by("pk"))
    assert len(letters) == 14 + 13
    assert not any("Gemensam e-tjänst" in one.subject + one.body for one in letters)
    assert not any("/svara/" in one.body for one in letters)
    number = line.case_number
    assert {one.subject for one in letters} == {
        f"Beredning: ärende {number}", f"Sista dagen att svara: ärende {number}"
    }  # fmt: skip


def test_the_list_shows_where_a_secret_matter_is_and_a_look_is_a_post(
    secretary, referred, told, seen_by, sign_in
):
    marked(secretary, seen_by, case_id=told[0])
    page, its = sign_in("Sekreterare"), f"/e-namnden/beredning/{referred}/"
    assert f'action="{its}"' in page.get("/e-namnden/beredning/").content.decode()
    assert page.get(its).status_code == 404
    assert NEEDLE in page.post(its).content.decode()
    other = sign_in("Samordnare")
    assert f'action="{its}"' not in other.get("/e-namnden/beredning/").content.decode()
    assert other.post(its).status_code == 404


def test_a_secret_answer_is_gone_alone(committee, secretary, referred, told, seen_by):
    _case, record, _meeting = told
    marked(secretary, seen_by, record_id=record)
    after = rows(seen_by())
    assert NEEDLE not in after["opinion"]
    assert NEEDLE in after["preparation"]
    with seen_by():
        assert len(queries.preparation(committee.id, referred).now.opinions) == 13
    assert NEEDLE in rows(seen_by(secretary))["opinion"]
