"""Appeals as they were logged, and how each paragraph of a notice stands because of them."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from tinget.noticeboard import models
from tinget.noticeboard.queries.noticed import NoticeView
from tinget.noticeboard.queries.notices import notice
from tinget.noticeboard.rules.force_certificates import all_in_force
from tinget.noticeboard.rules.legal_force import Appeal, BoardFinding, in_time
from tinget.noticeboard.rules.notices import expanded
from tinget.noticeboard.rules.paragraphs import (
    RULING_TEXTS,
    LoggedAppeal,
    NoticeHistory,
    ParagraphStanding,
    Ruling,
    standing_of_paragraph,
)


class AppealNotFound(Http404):
    """No such appeal, or none that this person may see."""


@dataclass(frozen=True, slots=True)
class AppealLine:
    """An appeal as the page lists it; `is_in_time` is None while the time to appeal does not run."""

    id: int
    logged: LoggedAppeal
    reference: str
    is_in_time: bool | None

    @property
    def is_open(self) -> bool:
        """Whether it waits for its final ruling."""
        return self.logged.resolved_on is None

    @property
    def ruling_text(self) -> str:
        """How it ended, in Swedish; empty while it is tried."""
        return RULING_TEXTS[self.logged.ruling] if self.logged.ruling else ""


@dataclass(frozen=True, slots=True)
class LegalForceView:
    """A notice with its paragraphs' standing, and the appeals in the order that they came in."""

    notice: NoticeView
    paragraphs: tuple[ParagraphStanding, ...]
    appeals: tuple[AppealLine, ...]

    @property
    def findings(self) -> tuple[BoardFinding, ...]:
        """Every departure from a rule, once, in the order of the paragraphs."""
        return tuple(dict.fromkeys(found for one in self.paragraphs for found in one.findings))

    def of(self, paragraph: str) -> ParagraphStanding | None:
        """Return one paragraph's standing, or None where the notice does not name it."""
        return next((one for one in self.paragraphs if one.paragraph == paragraph), None)

    def have_legal_force(self, paragraphs: str) -> bool:
        """Whether every one of these paragraphs ("15, 16") has it."""
        return all_in_force(self.paragraphs, expanded(paragraphs))


def legal_force(notice_id: int, *, today: dt.date) -> LegalForceView:
    """Return how a notice's paragraphs stand, or raise NoticeNotFound."""
    return legal_force_of(notice(notice_id, today=today), today=today)


def legal_force_of(view: NoticeView, *, today: dt.date) -> LegalForceView:
    """Return how the paragraphs of a notice already read stand on the day."""
    rows = list(models.Appeal.objects.filter(notice_id=view.id).order_by("received_on", "pk"))
    logged = [_logged(row) for row in rows]
    history = _history(view, logged)
    return LegalForceView(
        notice=view,
        paragraphs=tuple(
            standing_of_paragraph(paragraph, history, today=today) for paragraph in expanded(view.paragraphs)
        ),
        appeals=tuple(_line(row, one, view) for row, one in zip(rows, logged, strict=True)),
    )


def appeal(notice_id: int, appeal_id: int) -> AppealLine:
    """Return one appeal of the notice, or raise AppealNotFound."""
    row = models.Appeal.objects.filter(pk=appeal_id, notice_id=notice_id).first()
    if row is None:
        raise AppealNotFound
    return AppealLine(row.pk, _logged(row), row.reference, None)


def _history(view: NoticeView, logged: list[LoggedAppeal]) -> NoticeHistory | None:
    if view.approved_on is None or not view.postings:
        return None  # published minutes name no boards: what is not known is not reckoned
    boards = {posting.municipality.name: posting.displays for posting in view.postings}
    return NoticeHistory(view.approved_on, boards, logged, view.court_answer_on)


def _logged(row: models.Appeal) -> LoggedAppeal:
    ruling = Ruling(row.ruling) if row.ruling else None
    return LoggedAppeal(row.received_on, row.received_at, row.paragraphs, row.resolved_on, ruling)


def _line(row: models.Appeal, logged: LoggedAppeal, view: NoticeView) -> AppealLine:
    known = in_time(Appeal(logged.received_on, logged.at), view.clock) if view.clock else None
    return AppealLine(row.pk, logged, row.reference, known)
