"""What other modules show on the page of a paper to sign: ways onward, and what to know before signing."""

from collections.abc import Callable
from dataclasses import dataclass

from tinget.organisation.api import Actor
from tinget.signatures.queries.requests import SigningLine


@dataclass(frozen=True, slots=True)
class PaperNotice:
    """What whoever is about to sign should know first: what it is, what to do, and where to read more."""

    title: str
    text: str
    href: str
    link_text: str


WaySource = Callable[[Actor, SigningLine], tuple[str, str] | None]
NoticeSource = Callable[[SigningLine], PaperNotice | None]
_sources: list[WaySource] = []
_notices: list[NoticeSource] = []


def add_paper_way(source: WaySource) -> None:
    """Let a function of (actor, request) offer a text and an address; called once, from wiring."""
    if source not in _sources:
        _sources.append(source)


def add_paper_notice(source: NoticeSource) -> None:
    """Let a function of the request tell its signer something before signing; called once, from wiring."""
    if source not in _notices:
        _notices.append(source)


def ways_from(actor: Actor, line: SigningLine) -> list[tuple[str, str]]:
    """Ask every source, in the order of wiring."""
    return [way for source in _sources if (way := source(actor, line)) is not None]


def notices_before_signing(line: SigningLine) -> list[PaperNotice]:
    """Ask every source what the signer should know, in the order of wiring."""
    return [told for source in _notices if (told := source(line)) is not None]
