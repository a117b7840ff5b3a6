"""How a decision was reached (beslutsgång), told from the events in the committee's own style."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tinget.meetings.rules.proceedings.challenges import Consent, Ruling
from tinget.meetings.rules.proceedings.items import (
    DRAFT,
    Acclamation,
    Ballot,
    CountedVote,
    DecidedBy,
    Item,
    Motion,
    MotionKind,
    Reopening,
)
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.proceedings.telling import MOTION_TEXTS
from tinget.meetings.rules.wording import listed

ASKED_FOR: dict[MotionKind, str] = {
    MotionKind.APPROVE: "bifall till förslaget",
    MotionKind.REJECT: "avslag på förslaget",
    MotionKind.AMEND: "ändring av förslaget",
    MotionKind.ADD: "tillägg till förslaget",
    MotionKind.TABLE: "att ärendet bordläggs",
    MotionKind.REFER: "att ärendet återremitteras",
}


@dataclass(frozen=True, slots=True)
class Words:
    """How those in the text are named: the committee, the proposal in the papers, who holds a seat."""

    committee: str
    draft: str
    name_of: Callable[[Seat], str]


def procedure_from(item: Item, words: Words) -> str:
    """Tell motions, propositions and votes in order, with what each came to (KL 5:67, rule 23)."""
    return "\n\n".join(_sentences(item, words))


def _sentences(item: Item, words: Words) -> Iterator[str]:
    if item.reopening is not None:
        yield _reopened(item.reopening, words)
    if item.consent is Consent.UNANIMOUS:
        yield f"{_at_start(words.committee)} är enig om att ta upp ärendet, som inte stod i kallelsen."
    elif item.consent is Consent.MAJORITY:
        yield f"{_at_start(words.committee)} beslutar att ta upp ärendet, som inte stod i kallelsen."
    yield from (_ruled(one, words) for one in item.rulings)
    moved = [_moved(motion, words) for motion in item.motions.values() if motion is not None]
    if moved:
        yield " ".join(moved)
    proposals = list(item.motions)
    for put in item.put:
        if isinstance(put, Acclamation):
            yield _acclaimed(put, proposals, item, words)
        elif isinstance(put, CountedVote):
            yield _counted(put, item, words)
        else:
            yield _balloted(put, item, words)
    if item.decided_by is DecidedBy.LOTTERY and item.result is not None:
        yield f"Lotten avgör till förmån för {proposal(item.result, item, words)}."


def _reopened(reopening: Reopening, words: Words) -> str:
    agreed = reopening.says is Consent.UNANIMOUS
    told = (
        f"{_at_start(words.committee)} {'är enig om' if agreed else 'beslutar'} att ta upp ärendet på nytt."
    )
    return f"{told} Det tidigare beslutet gäller inte längre." if reopening.was_decided else told


def _ruled(ruling: Ruling, words: Words) -> str:
    """Tell who was said to have a conflict of interest, and what the committee found without them."""
    challenge, said = ruling.challenge, ruling.said
    name = words.name_of(challenge.seat)
    by = f"{words.name_of(challenge.by)} anför" if challenge.by else "Det anförs"
    without = f" utan {name}" if challenge.seat not in ruling.roll else ""
    found = "föreligger" if said.has_conflict else "inte föreligger"
    figures = f", med {len(said.for_)} röster för jäv och {len(said.against)} emot" if said.voters else ""
    return (
        f"{by} att {name} är jävig, vilket {name} bestrider. {_at_start(words.committee)} prövar frågan"
        f"{without} och finner att jäv {found}{figures}."
    )


def _at_start(text: str) -> str:
    return text[:1].upper() + text[1:]


def proposal(name: str, item: Item, words: Words) -> str:
    """Name a proposal as running text does: the one in the papers, or somebody's motion."""
    motion = item.motions.get(name)
    if name == DRAFT or motion is None:
        return words.draft
    return f"{_genitive(words.name_of(motion.by))} yrkande om {MOTION_TEXTS[motion.kind]}"


def _moved(motion: Motion, words: Words) -> str:
    text = f": {motion.text}" if motion.text else ""
    joined = [words.name_of(seat) for seat in motion.supporters]
    support = f", med instämmande av {listed(joined)}," if joined else ""
    told = _ended(f"{words.name_of(motion.by)} yrkar{support} {ASKED_FOR[motion.kind]}{text}")
    if not motion.is_asked_in_writing:
        return told
    given = "Det lämnas inte skriftligt." if motion.lacks_text else "Det lämnas skriftligt."
    return f"{told} Ordföranden begär yrkandet skriftligt. {given}"


def _acclaimed(put: Acclamation, proposals: list[str], item: Item, words: Words) -> str:
    won = proposal(put.outcome, item, words)
    if len(proposals) == 1:
        return (
            f"Ordföranden ställer {words.draft} under proposition och finner att {words.committee}"
            " bifaller förslaget."
        )
    every = listed([proposal(name, item, words) for name in proposals])
    return f"Ordföranden ställer {every} under proposition och finner att {words.committee} bifaller {won}."


def _counted(put: CountedVote, item: Item, words: Words) -> str:
    yes, no = proposal(put.yes, item, words), proposal(put.no, item, words)
    told = [
        "Votering begärs och genomförs.",
        f"Den som röstar för {yes} röstar ja, den som röstar för {no} röstar nej.",
        f"Omröstningen ger {len(put.for_)} ja, {len(put.against)} nej och {len(put.abstain)} som avstår.",
    ]
    if len(put.for_) == len(put.against) and not item.is_election:
        told.append("Röstetalet är lika, och ordförandens utslagsröst avgör.")
    return " ".join(told)


def _balloted(put: Ballot, item: Item, words: Words) -> str:
    figures = listed([f"{votes} för {proposal(name, item, words)}" for name, votes in put.counts.items()])
    return f"Sluten omröstning genomförs med {len(put.voters)} röstande: {figures}."


def _genitive(name: str) -> str:
    return name if name.endswith(("s", "x", "z", ")")) else f"{name}s"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."
