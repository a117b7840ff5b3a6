"""The noticeboard over HTTP: open facts, the same as on the pages."""

from datetime import date

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.responses import Status

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.noticeboard import actions, queries
from tinget.noticeboard.models import PLACE_LENGTH, REFERENCE_LENGTH
from tinget.noticeboard.queries import LegalForceView, NoticeNotFound, NoticeView, PostingView
from tinget.noticeboard.rules.paragraphs import ForceState, ParagraphStanding, Ruling
from tinget.noticeboard.rules.summonses import Called, SummonsNotice
from tinget.organisation.api import authority_by_slug

router = Router(tags=["noticeboard"])


class PostingOut(Schema):
    """The notice on one municipality's board; `down_on` is the first day without it."""

    municipality: str
    state: str
    up_on: date | None
    down_on: date | None


class NoticeOut(Schema):
    """A notice that minutes are approved, and when the time to appeal runs out."""

    id: int
    about: str
    title: str
    meeting_date: date
    paragraphs: str
    approved_on: date | None
    minutes_url: str
    kept_at: str
    latest_up_on: date | None
    runs_from: date | None
    last_day_to_appeal: date | None
    earliest_removal: date | None
    printed_up_on: date | None
    printed_down_on: date | None
    is_demonstration: bool
    is_published_fact: bool
    postings: list[PostingOut]


class SummonsNoticeOut(Schema):
    """Ett anslag om en kallelse: vad det säger, och när det får tas ned. Ingen tid räknas från det."""

    id: int
    meeting: str
    called: Called
    meeting_date: date
    hours: str
    place: str
    is_open: bool
    agenda_url: str
    completed_on: date | None
    replaced_on: date | None
    earliest_removal: date
    is_demonstration: bool
    postings: list[PostingOut]


class StepOut(Schema):
    """Ett steg i en uträkning: dagen som det leder till, varför, och lagrummet."""

    date: date
    reason: str
    source: str


class ParagraphOut(Schema):
    """Hur en paragraf står; dagar som inte kan vara kända än är null."""

    paragraph: str
    state: ForceState
    last_day_to_appeal: date | None
    legal_force_on: date | None
    annulled_on: date | None
    days: list[StepOut]


class AppealOut(Schema):
    """Ett överklagande: när och var det kom in, vad det gäller och hur det slutade."""

    id: int
    received_on: date
    received_at: str
    paragraphs: str
    reference: str
    in_time: bool | None
    resolved_on: date | None
    ruling: Ruling | None


class LegalForceOut(Schema):
    """Paragraferna i ett anslag, överklagandena och dagen för domstolens svar."""

    notice_id: int
    court_answer_on: date | None
    paragraphs: list[ParagraphOut]
    appeals: list[AppealOut]


class AppealIn(Schema):
    """Ett överklagande som har kommit in till domstolen eller till någon av kommunerna."""

    received_on: date
    received_at: str = Field(min_length=1, max_length=PLACE_LENGTH)
    paragraphs: list[str]
    reference: str = Field("", max_length=REFERENCE_LENGTH)


class RulingIn(Schema):
    """Hur ett överklagande slutade, och dagen då avgörandet blev slutligt."""

    resolved_on: date
    ruling: Ruling


class CourtAnswerIn(Schema):
    """Dagen då domstolen svarade att inget överklagande är kvar att pröva."""

    answered_on: date
    reference: str = Field("", max_length=REFERENCE_LENGTH)


@router.get("/{authority}/notices", response=list[NoticeOut], summary="Anslag, senaste först")
def notices(request: HttpRequest, authority: str) -> list[NoticeOut]:  # noqa: ARG001 -- ninja knows it by name
    """List the authority's notices; 404 where there is no such authority."""
    found = authority_by_slug(authority)
    return [_notice(view) for view in queries.notices(found.id, today=clock.today())]


@router.get(
    "/{authority}/summons-notices",
    response=list[SummonsNoticeOut],
    summary="Anslag om kallelser, senaste först",
)
def summons_notices(request: HttpRequest, authority: str) -> list[SummonsNoticeOut]:
    """List the authority's notices of summonses, where it has chosen to have them."""
    del request
    found = authority_by_slug(authority)
    views = queries.summons_notices(found.id, today=clock.today())
    return [_summons_notice(view, view.summons) for view in views if view.summons]


@router.get(
    "/{authority}/notices/{notice_id}/legal-force", response=LegalForceOut, summary="Laga kraft, per paragraf"
)
def legal_force(request: HttpRequest, authority: str, notice_id: int) -> LegalForceOut:
    """Tell how each paragraph stands, with its reckoning."""
    del request
    return _force(queries.legal_force_of(_under(authority, notice_id), today=clock.today()))


@router.post(
    "/{authority}/notices/{notice_id}/appeals",
    response={201: LegalForceOut},
    summary="Anteckna ett överklagande",
)
def log_appeal(
    request: HttpRequest, authority: str, notice_id: int, appeal: AppealIn
) -> Status[LegalForceOut]:
    """Log an appeal with the day and place where it came in."""
    view = _under(authority, notice_id)
    actions.record_appeal(actor_of(request), notice_id=view.id, at=clock.now(), **appeal.dict())
    return Status(201, _force(queries.legal_force(view.id, today=clock.today())))


@router.post(
    "/{authority}/notices/{notice_id}/appeals/{appeal_id}/ruling",
    response=LegalForceOut,
    summary="Anteckna hur ett överklagande slutade",
)
def log_ruling(
    request: HttpRequest, authority: str, notice_id: int, appeal_id: int, ruling: RulingIn
) -> LegalForceOut:
    """Note how an appeal ended, finally."""
    view = _under(authority, notice_id)
    found = queries.appeal(view.id, appeal_id)
    actions.record_ruling(actor_of(request), appeal_id=found.id, at=clock.now(), **ruling.dict())
    return _force(queries.legal_force(view.id, today=clock.today()))


@router.post(
    "/{authority}/notices/{notice_id}/court-answer",
    response=LegalForceOut,
    summary="Anteckna domstolens svar",
)
def log_court_answer(
    request: HttpRequest, authority: str, notice_id: int, answer: CourtAnswerIn
) -> LegalForceOut:
    """Note the day of the court's answer that no appeal is left to try."""
    view = _under(authority, notice_id)
    actions.record_court_answer(actor_of(request), notice_id=view.id, at=clock.now(), **answer.dict())
    return _force(queries.legal_force(view.id, today=clock.today()))


def _under(authority: str, notice_id: int) -> NoticeView:
    view = queries.notice(notice_id, today=clock.today())
    if view.authority != authority_by_slug(authority).id or view.summons is not None:
        raise NoticeNotFound
    return view


def _force(force: LegalForceView) -> LegalForceOut:
    return LegalForceOut(
        notice_id=force.notice.id,
        court_answer_on=force.notice.court_answer_on,
        paragraphs=[_paragraph(one) for one in force.paragraphs],
        appeals=[
            AppealOut(
                id=one.id,
                received_on=one.logged.received_on,
                received_at=one.logged.at,
                paragraphs=one.logged.paragraphs,
                reference=one.reference,
                in_time=one.is_in_time,
                resolved_on=one.logged.resolved_on,
                ruling=one.logged.ruling,
            )
            for one in force.appeals
        ],
    )


def _paragraph(standing: ParagraphStanding) -> ParagraphOut:
    return ParagraphOut(
        paragraph=standing.paragraph,
        state=standing.state,
        last_day_to_appeal=standing.clock.last_day.date if standing.clock else None,
        legal_force_on=standing.legal_force.date if standing.legal_force else None,
        annulled_on=standing.annulled_on,
        days=[StepOut(date=one.date, reason=one.reason, source=one.source) for one in standing.steps],
    )


def _notice(view: NoticeView) -> NoticeOut:
    running = view.clock
    return NoticeOut(
        id=view.id,
        about=view.about,
        title=view.title,
        meeting_date=view.meeting_date,
        paragraphs=view.paragraphs,
        approved_on=view.approved_on,
        minutes_url=view.minutes_url,
        kept_at=view.kept_at,
        latest_up_on=view.latest_up.date if view.latest_up else None,
        runs_from=running.runs_from if running else None,
        last_day_to_appeal=running.last_day.date if running else None,
        earliest_removal=running.removal.date if running else None,
        printed_up_on=view.printed_up_on,
        printed_down_on=view.printed_down_on,
        is_demonstration=view.is_demonstration,
        is_published_fact=view.is_published_fact,
        postings=[_posting(posting) for posting in view.postings],
    )


def _summons_notice(view: NoticeView, summons: SummonsNotice) -> SummonsNoticeOut:
    return SummonsNoticeOut(
        id=view.id,
        meeting=summons.meeting,
        called=summons.called,
        meeting_date=view.meeting_date,
        hours=summons.hours,
        place=summons.place,
        is_open=summons.is_open,
        agenda_url=summons.agenda_url,
        completed_on=summons.completed_on,
        replaced_on=summons.replaced_on,
        earliest_removal=summons.removal_on,
        is_demonstration=view.is_demonstration,
        postings=[_posting(posting) for posting in view.postings],
    )


def _posting(posting: PostingView) -> PostingOut:
    return PostingOut(
        municipality=posting.municipality.name,
        state=posting.state.value,
        up_on=posting.up_on,
        down_on=posting.down_on,
    )
