"""Reads of summons: what it would say, the one PDF, what was sent to whom, and the links in the letters."""

from tinget.summons.queries.booklet import Booklet, Cover, booklet
from tinget.summons.queries.content import called, content_now, empty_seats, has_matters
from tinget.summons.queries.links import ABOUT, LinkUnknown, link_of, read_token, token_of
from tinget.summons.queries.summonses import (
    Called,
    Proof,
    SummonsView,
    called_by_link,
    latest,
    proofs,
    summonses,
)

__all__ = [
    "ABOUT",
    "Booklet",
    "Called",
    "Cover",
    "LinkUnknown",
    "Proof",
    "SummonsView",
    "booklet",
    "called",
    "called_by_link",
    "content_now",
    "empty_seats",
    "has_matters",
    "latest",
    "link_of",
    "proofs",
    "read_token",
    "summonses",
    "token_of",
]
