"""What the events say of each §: who served, who had a conflict, how they voted, who reserved themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from tinget.meetings.models import Item as ItemRow
from tinget.meetings.models import Meeting, Presence
from tinget.meetings.queries.playing import Playing, play
from tinget.meetings.queries.seating import committee_name
from tinget.meetings.rules.minutes_content import OpenVote, Reservation, Served
from tinget.meetings.rules.proceedings.items import CountedVote, Item
from tinget.meetings.rules.proceedings.kept import CORRECT, Event, pauses
from tinget.meetings.rules.proceedings.procedure import Words, proposal
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.seats import PresentAs
from tinget.meetings.rules.wording import draft_in_words


@dataclass(frozen=True, slots=True)
class Rolls:
    """A meeting's items as the events have them, by §, and what those who held the seats are called."""

    items: dict[int, Item]
    names: dict[Seat, str]
    corrections: dict[int, tuple[str, ...]]
    committee: str
    chair: Seat | None
    pauses: tuple[str, ...]  # the breaks, as hours

    def paragraphs_of(self, municipality: str, as_: PresentAs) -> tuple[str, ...]:
        """List the paragraphs in which a seat served."""
        seat = Seat(municipality, as_)
        return tuple(str(number) for number, item in sorted(self.items.items()) if seat in (item.roll or ()))

    def remarks_of(self, paragraph: int) -> tuple[str, ...]:
        """Tell what was noted at a §, by whom."""
        item = self.items.get(paragraph)
        return (
            tuple(f"{self.names[one.by]} låter anteckna: {one.text}" for one in item.remarks) if item else ()
        )

    def of_item(self, paragraph: int, rapporteur: str) -> dict[str, Any]:
        """Give what the minutes say of a § beyond its texts; nothing where no event tells of it."""
        item = self.items.get(paragraph)
        if item is None:
            return {}
        words = Words(self.committee, draft_in_words(rapporteur), lambda seat: self.names[seat])
        led = item.presided
        return {
            "presided_by": None if led in (None, self.chair) else self._served(led, item),
            "roll": self._all(item.roll or (), item),
            "conflicts": self._all(item.in_conflict, item),
            "votes": tuple(self._vote(put, item, words) for put in item.put if isinstance(put, CountedVote)),
            "reservations": tuple(self._reserved(seat, item) for seat in item.reservations),
            "corrections": self.corrections.get(paragraph, ()),
        }

    def _vote(self, vote: CountedVote, item: Item, words: Words) -> OpenVote:
        return OpenVote(
            yes=proposal(vote.yes, item, words),
            no=proposal(vote.no, item, words),
            for_=self._all(vote.for_, item),
            against=self._all(vote.against, item),
            abstain=self._all(vote.abstain, item),
        )

    def _all(self, seats: Any, item: Item) -> tuple[Served, ...]:
        return tuple(self._served(seat, item) for seat in seats)

    def _reserved(self, seat: Seat, item: Item) -> Reservation:
        return Reservation(
            name=self.names[seat],
            municipality=seat.municipality,
            remote=seat in item.remote,
            reasons=item.reasons.get(seat),
        )

    def _served(self, seat: Seat, item: Item) -> Served:
        return Served(name=self.names[seat], municipality=seat.municipality, remote=seat in item.remote)


def rolls_of(meeting: Meeting) -> Rolls | None:
    """Play the meeting's events; None where it has none, as published facts."""
    playing = play(meeting)
    if not playing.events:
        return None
    names = names_of(meeting)
    chair = next((seat for seat, (_name, is_chair) in names.items() if is_chair), None)
    return Rolls(
        items={int(item.paragraph): item for item in playing.sitting.items},
        names={seat: name for seat, (name, _is_chair) in names.items()},
        corrections=_corrections(playing),
        committee=committee_name(meeting.authority_id),
        chair=chair,
        pauses=tuple(f"{_hour(begins)}–{_hour(ends)}" for begins, ends in pauses(playing.events)),
    )


def movers_at(meeting_id: int) -> dict[str, tuple[str, ...]]:
    """Tell by § whose motions stood when the gavel fell, with party; nothing where no events tell of it."""
    rolls = rolls_of(Meeting.objects.get(pk=meeting_id))
    if rolls is None:
        return {}
    return {
        str(number): tuple(dict.fromkeys(rolls.names[one.by] for one in item.motions.values() if one))
        for number, item in rolls.items.items()
    }


def _hour(moment: datetime) -> str:
    return f"{localtime(moment):%H.%M}"


def names_of(meeting: Meeting) -> dict[Seat, tuple[str, bool]]:
    """Give name with party of whoever filled each seat at the meeting, and whether they led it."""
    rows = Presence.objects.filter(meeting=meeting).exclude(present_as=PresentAs.OTHER.value)
    return {
        Seat(row.municipality, PresentAs(row.present_as)): (
            f"{row.name} ({row.party})" if row.party else row.name,
            row.chair,
        )
        for row in rows
    }


def votes_told(playing: Playing, row: ItemRow) -> list[dict[str, Any]]:
    """Tell each open vote of the item before the committee: question, figures, and each by name and place."""
    now = playing.sitting.item
    if now is None:
        return []
    names = names_of(playing.meeting)
    words = Words(
        committee_name(row.authority_id), draft_in_words(row.rapporteur), lambda seat: names[seat][0]
    )
    return [_vote_told(put, now, words) for put in now.put if isinstance(put, CountedVote)]


def _vote_told(vote: CountedVote, item: Item, words: Words) -> dict[str, Any]:
    sides = (("ja", vote.for_), ("nej", vote.against), ("avstår", vote.abstain))
    return {
        "yes": proposal(vote.yes, item, words),
        "no": proposal(vote.no, item, words),
        "figures": ", ".join(f"{len(seats)} {word}" for word, seats in sides),
        "voters": [[words.name_of(seat), seat.municipality, word] for word, seats in sides for seat in seats],
    }


def _corrections(playing: Playing) -> dict[int, tuple[str, ...]]:
    """Gather the words of correction by the § that the corrected event belongs to."""
    numbers = {event.number: event for event in playing.events}
    paragraphs = {pk: paragraph for paragraph, pk in playing.items.items()}
    found: dict[int, tuple[str, ...]] = {}
    for event in playing.events:
        about: Event | None = numbers.get(event.corrects or 0)
        if event.kind == CORRECT and about is not None and about.item_id in paragraphs:
            paragraph = paragraphs[about.item_id]
            found[paragraph] = (*found.get(paragraph, ()), event.values["text"])
    return found
