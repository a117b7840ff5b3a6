"""What some addresses need in their places beyond the played meeting: made up, by the real actions."""

import datetime as dt

from tests.factories.committee import account
from tests.factories.delegation import AT, a_delegated_decision, a_scheme, point_of
from tests.factories.disposal import DAY, a_plan, an_archivist, an_old_record
from tests.factories.registry import a_secretary
from tinget.delegation import api as delegation
from tinget.disposal import actions, queries
from tinget.foundation import clock
from tinget.foundation.outside import Page
from tinget.meetings import actions as meeting_actions
from tinget.noticeboard import actions as noticeboard_actions
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard import queries as noticeboard_queries
from tinget.noticeboard.rules.observing import Marks
from tinget.noticeboard.rules.standstill import AwardFacts
from tinget.organisation.actions import NewAssignment, begin_assignment
from tinget.organisation.api import actor_of_account, system_actor
from tinget.organisation.rules.assignments import AssignmentKind
from tinget.preparation import actions as preparing
from tinget.preparation.rules.lines import GroupMeetingTold
from tinget.preparation.rules.wheel import MatterKind
from tinget.preparation.rules.year_plan import PlannedDay


def delegated_and_due(authority: int, *, meeting: str) -> dict[str, str]:
    """Make a published delegated decision, one on an agenda, a hold and a proposal to look through."""
    secretary = a_secretary(authority, demonstration=True)
    point = point_of(a_scheme(secretary, authority=authority), "2.1")
    published = a_delegated_decision(secretary, authority=authority, point=point)
    delegation.publish_delegated(secretary, authority=authority, delegated_id=published, at=AT)
    decision = next(
        line for line in delegation.to_report(authority, demonstration=True) if line.id == published
    )
    record = an_old_record(secretary, authority=authority)
    report = delegation.report_decisions(
        secretary,
        authority=authority,
        about=meeting,
        meeting_day=DAY,
        held=[],
        record_id=record,
        delegated_ids=[a_delegated_decision(secretary, authority=authority, point=point)],
        at=AT,
    )
    archivist = an_archivist(authority, demonstration=True)
    a_plan(archivist, authority=authority)
    hold = actions.place_hold(archivist, authority=authority, reason="Revision", first=DAY, class_code="9.9")
    run = actions.propose_run(secretary, authority=authority, day=DAY)
    worker = system_actor(authority, demonstration=True)
    while actions.propose_batch(worker, authority=authority, run_id=run):
        pass
    return {
        "series": "D",
        "decision_number": decision.label.rpartition("/")[2],
        "delegated_id": str(published),
        "report_id": str(report),
        "hold_id": str(hold),
        "run_id": str(run),
        "proposal_id": str(queries.proposals(authority, run)[0][0].id),
    }


def to_follow_up(item: int) -> int:
    """Write down what a decided item asks somebody to do."""
    secretary = actor_of_account(account("Sekreterare"), chosen=None, on=clock.today())
    return meeting_actions.assign(secretary, item_id=item, text="Skicka beslutet", owner="Samordnaren")


def awarded(notice: int, *, paragraph: str) -> int:
    """Note an award in a paragraph of the notice, so that it has a standstill."""
    secretary = actor_of_account(account("Sekreterare"), chosen=None, on=clock.today())
    facts = AwardFacts(clock.today(), electronic=True)
    return noticeboard_actions.record_award(
        secretary, notice_id=notice, paragraph=paragraph, subject="Prov", facts=facts, at=clock.now()
    )


def looked_at(notice: int, *, posting: int) -> int:
    """Look at a board for the notice, so that its page is kept."""
    view = noticeboard.notice(notice, today=clock.today())
    page = Page("https://example.org/", 200, b"<p>DEMONSTRATION</p>")
    noticeboard_actions.record_look(
        system_actor(view.authority),
        posting_id=posting,
        marks=Marks("/element.js", "", "", view.meeting_date, ()),
        address=page.address,
        page=page,
        why="",
        at=clock.now(),
    )
    looks = noticeboard_queries.looks_of(posting)
    return next(one.kept_id for one in looks if one.kept_id is not None)


def appealed(notice: int, *, paragraph: str) -> int:
    """Log an appeal of a paragraph in the notice."""
    secretary = actor_of_account(account("Sekreterare"), chosen=None, on=clock.today())
    return noticeboard.record_appeal(
        secretary,
        notice_id=notice,
        received_on=clock.today(),
        received_at="Kiruna kommun",
        paragraphs=[paragraph],
        reference="",
        at=clock.now(),
    )


def in_preparation(authority: int) -> dict[str, str]:
    """Make an idea that is prepared, and a meeting of the preparatory group."""
    coordinator = actor_of_account(account("Samordnare"), chosen=None, on=clock.today())
    idea = preparing.begin_preparation(coordinator, authority=authority, title="Prov", at=clock.now())
    held = preparing.note_group_meeting(
        coordinator,
        authority=authority,
        told=GroupMeetingTold(held_on=clock.today()),
        today=clock.today(),
    )
    recurring = preparing.Recurring(month=5, title="Prov", kind=MatterKind.DECISION)
    matter = preparing.keep_matter(coordinator, authority=authority, told=recurring)
    day = dt.date(clock.today().year + 1, 3, 10)
    preparing.write_year_plan(coordinator, authority=authority, year=day.year, days=[PlannedDay(day)])
    dpo = NewAssignment(AssignmentKind.DATA_PROTECTION_OFFICER, held_by="Prov", decision="§ 1", first=day)
    assignment = begin_assignment(coordinator, authority=authority, given=dpo, at=clock.now())
    return {
        "assignment_id": str(assignment),
        "preparation_id": str(idea),
        "group_meeting_id": str(held),
        "matter_id": str(matter),
        "plan_year": str(day.year),
    }


def an_officer() -> dict[str, str]:
    """Return somebody of the staff with their office, which can be ended."""
    from tinget.organisation.models import Mandate

    office = Mandate.objects.get(role="officer", person__is_demonstration=True)
    return {"person_id": str(office.person_id), "mandate_id": str(office.pk)}
