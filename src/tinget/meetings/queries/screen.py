"""The screen of a sitting: whole for those who are in the room, and the public's fair copy."""

from typing import Any

from tinget.meetings.models import Item as ItemRow
from tinget.meetings.models import Meeting, PublicScreen
from tinget.meetings.queries.live import Names, names_by_seat
from tinget.meetings.queries.playing import Playing, play
from tinget.meetings.queries.seating import committee_name
from tinget.meetings.rules.proceedings.floor import Guest
from tinget.meetings.rules.proceedings.items import Acclamation, Ballot, CountedVote, Item, Motion
from tinget.meetings.rules.proceedings.kept import in_effect
from tinget.meetings.rules.proceedings.procedure import Words, proposal
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.proceedings.telling import MOTION_TEXTS
from tinget.meetings.rules.screen import ProposalShown, Scene, Screen, VoteShown, cut_for_public
from tinget.meetings.rules.wording import draft_in_words, listed


def screen(meeting_id: int) -> Screen:
    """Show a sitting to those who are in the room."""
    return screen_of(play(Meeting.objects.get(pk=meeting_id)))


def public_screen(meeting_id: int) -> dict[str, Any] | None:
    """Show what visitors may see, or None where the sitting is not public or is over."""
    return PublicScreen.objects.filter(meeting_id=meeting_id).values_list("shown", flat=True).first()


def public_version(meeting_id: int) -> int:
    """Tell how many events are behind what visitors see; 0 where there is nothing to see."""
    rows = PublicScreen.objects.filter(meeting_id=meeting_id)
    return rows.values_list("version", flat=True).first() or 0


def screen_of(playing: Playing) -> Screen:
    """Show the sitting as it stands."""
    sitting, names = playing.sitting, names_by_seat(playing)
    around: dict[str, Any] = {
        "version": len(playing.events),
        "is_public": sitting.is_public,
        "presiding": _named(sitting.presiding, names),
        "serving": tuple(_named(seat, names) for seat in sitting.room.serving()),
        "seats": len(playing.rows),
        "is_adjourned": sitting.is_adjourned,
        "speaking": _named(sitting.floor.speaking, names),
        "waiting": tuple(_named(seat, names) for seat in sitting.floor.waiting),
    }
    if sitting.is_closed:
        return Screen(scene=Scene.OVER, **around)
    now, item_id = sitting.item, playing.open_item_id
    if now is None or item_id is None:
        return Screen(scene=Scene.WAITING, **around)
    return Screen(scene=Scene.ITEM, **around, **_item(playing, now, ItemRow.objects.get(pk=item_id), names))


def cut_screen_of(playing: Playing) -> Screen:
    """Show the sitting as visitors may see it."""
    now = playing.sitting.item
    return cut_for_public(screen_of(playing), is_closed=bool(now and now.needs_closed_doors))


def _item(playing: Playing, now: Item, row: ItemRow, names: Names) -> dict[str, Any]:
    words = Words(committee_name(row.authority_id), draft_in_words(row.rapporteur), lambda seat: names[seat])
    draft = [ProposalShown("Förslaget i handlingarna", row.proposal)] if row.proposal else []
    moved = [
        ProposalShown(
            f"{_named(one.by, names)} yrkar {MOTION_TEXTS[one.kind]}{_joined(one, names)}", one.text
        )
        for one in now.motions.values()
        if one is not None
    ]
    votes = [_vote(put, now, words) for put in now.put if not isinstance(put, Acclamation)]
    return {
        "paragraph": int(now.paragraph),
        "title": row.title,
        "proposals": (*draft, *moved),
        "is_frozen": now.is_frozen,
        "votes": tuple(votes),
        "decision": _declared(playing) if now.result is not None else "",
    }


def _joined(motion: Motion, names: Names) -> str:
    joined = [_named(seat, names) for seat in motion.supporters]
    return f", med instämmande av {listed(joined)}" if joined else ""


def _declared(playing: Playing) -> str:
    """Give the words of the decision that the gavel confirmed last."""
    said = [event.values["text"] for event in in_effect(playing.events) if event.kind == "decide"]
    return str(said[-1]) if said else ""


def _vote(put: CountedVote | Ballot, item: Item, words: Words) -> VoteShown:
    if isinstance(put, Ballot):
        figures = [f"{count} för {proposal(name, item, words)}" for name, count in put.counts.items()]
        return VoteShown(f"Sluten omröstning, {len(put.voters)} röstande", ", ".join(figures))
    sides = (("Ja", put.for_), ("Nej", put.against), ("Avstår", put.abstain))
    return VoteShown(
        f"Ja för {proposal(put.yes, item, words)}, nej för {proposal(put.no, item, words)}",
        f"{len(put.for_)} ja, {len(put.against)} nej, {len(put.abstain)} avstår",
        tuple(
            (word, tuple(_with_place(seat, words.name_of(seat)) for seat in seats)) for word, seats in sides
        ),
    )


def _named(who: Seat | Guest | None, names: Names) -> str:
    if isinstance(who, Guest):
        return who.in_words
    return "" if who is None else _with_place(who, names[who])


def _with_place(seat: Seat, name: str) -> str:
    return name if seat.municipality in name else f"{name}, {seat.municipality}"
