"""Reads of summons: what it would say, the one PDF, what was sent to whom, and the links in the letters."""

from tinget.summons.queries.booklet import Booklet, Cover, booklet
from tinget.summons.queries.calendar import (
    CalendarUnknown,
    calendar_opened_at,
    own_calendar,
    owner_of_calendar,
)
from tinget.summons.queries.content import called, content_now, empty_seats, has_matters
from tinget.summons.queries.copying import Kept, to_keep
from tinget.summons.queries.links import (
    ABOUT,
    CALL,
    LinkUnknown,
    link_of,
    link_of_call,
    read_token,
    token_of,
)
from tinget.summons.queries.reading import Found, NoteLine, notes_of, search
from tinget.summons.queries.replies import (
    AnswerLine,
    Coming,
    PlaceLine,
    answer_of,
    answers_of,
    awaits_answer,
    coming,
    places_of,
    standing_calls,
)
from tinget.summons.queries.summonses import (
    Called,
    Proof,
    SummonsView,
    called_by_link,
    guests_of,
    latest,
    proofs,
    recipients,
    summonses,
)

__all__ = [
    "ABOUT",
    "CALL",
    "AnswerLine",
    "Booklet",
    "CalendarUnknown",
    "Called",
    "Coming",
    "Cover",
    "Found",
    "Kept",
    "LinkUnknown",
    "NoteLine",
    "PlaceLine",
    "Proof",
    "SummonsView",
    "answer_of",
    "answers_of",
    "awaits_answer",
    "booklet",
    "calendar_opened_at",
    "called",
    "called_by_link",
    "coming",
    "content_now",
    "empty_seats",
    "guests_of",
    "has_matters",
    "latest",
    "link_of",
    "link_of_call",
    "notes_of",
    "own_calendar",
    "owner_of_calendar",
    "places_of",
    "proofs",
    "read_token",
    "recipients",
    "search",
    "standing_calls",
    "summonses",
    "to_keep",
    "token_of",
]
