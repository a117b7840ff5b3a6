"""The forms that a sitting has use for as it stands; the one that was sent is bound."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import QueryDict

from tinget.meetings import forms
from tinget.meetings.rules.agenda import DecisionKind
from tinget.meetings.rules.lines import ItemLine
from tinget.meetings.rules.live import GuestNow, ItemNow, Live, SeatNow
from tinget.meetings.rules.proceedings.items import DRAFT, MotionKind

USUAL_KIND = {
    MotionKind.REJECT: DecisionKind.REJECT,
    MotionKind.TABLE: DecisionKind.TABLE,
    MotionKind.REFER: DecisionKind.REFER,
}
LONGEST = 120  # letters of an event in a list to choose from


def forms_of(
    now: Live, posted: QueryDict | None, do: str, *, items: Sequence[ItemLine], guests: Sequence[str]
) -> dict[str, Any]:
    """Give the forms by name; what nothing can be done with now is not among them."""

    def sent(form: Any) -> QueryDict | None:
        return posted if form.name == do else None

    left = [one for one in items if one.is_open]
    made = [
        forms.PresenceForm(sent(forms.PresenceForm), seats=_choices(now.seats)),
        forms.CorrectForm(sent(forms.CorrectForm), events=_events(now)),
        forms.DoorsForm(sent(forms.DoorsForm), is_public=now.is_public),
        forms.KeepForm(sent(forms.KeepForm), items=_items(left)),
    ]
    late = [one for one in left if one.is_late and one.paragraph and one.paragraph not in now.asked]
    if late:
        asked = [(one.paragraph or 0, one.title) for one in late]
        made.append(forms.TakeInForm(sent(forms.TakeInForm), items=asked))
    settled = [one for one in items if not one.is_open and not one.is_immediate]
    if settled:
        made.append(forms.ReopenForm(sent(forms.ReopenForm), items=_items(settled)))
    if now.serving:
        made.append(forms.PresideForm(sent(forms.PresideForm), seats=_choices(now.serving)))
    here = [seat for seat in now.seats if seat.is_present]
    if now.item is not None:
        made.append(forms.AdjournForm(sent(forms.AdjournForm)))
        made.append(forms.RemarkForm(sent(forms.RemarkForm), seats=_choices(here)))
    if now.item is not None and now.item.is_open:
        speakers = _choices([*here, *map(GuestNow, guests)])
        made.append(forms.FloorForm(sent(forms.FloorForm), seats=speakers))
        made += _of_open_item(now, now.item, sent)
    elif now.item is not None and now.item.is_decided:
        took_part = _choices(now.item.took_part)
        made.append(forms.ReserveForm(sent(forms.ReserveForm), seats=took_part))
        made.append(forms.ApproveForm(sent(forms.ApproveForm), seats=took_part))
    return {form.name: form for form in made}


def _of_open_item(now: Live, item: ItemNow, sent: Any) -> list[Any]:
    seats = _choices(now.serving)
    proposals = [(one.name, one.title) for one in item.proposals]
    open_to = [one for one in proposals if not item.possible or one[0] in item.possible]
    usual = _usual_decision(item, open_to[0][0])
    made = [
        forms.MotionForm(sent(forms.MotionForm), seats=seats, is_frozen=item.is_frozen),
        forms.OutcomeForm(sent(forms.OutcomeForm), proposals=proposals),
        forms.DecideForm(sent(forms.DecideForm), proposals=open_to, initial=usual),
    ]
    if motions := [one for one in proposals if one[0] != DRAFT]:
        sent_on = sent(forms.SupportForm)
        made.append(forms.SupportForm(sent_on, motions=motions, seats=seats, is_frozen=item.is_frozen))
    if item.alleged is not None:
        made.append(forms.JudgeForm(sent(forms.JudgeForm), seats=_choices(item.judges)))
    else:
        here = [seat for seat in now.seats if seat.is_present]
        made.append(forms.AllegeForm(sent(forms.AllegeForm), seats=_choices(here)))
    if item.question is not None:
        begin = {"yes": item.question[0], "no": item.question[1]}
        made.append(forms.VoteForm(sent(forms.VoteForm), proposals=proposals, seats=seats, initial=begin))
    if item.is_election:
        made.append(forms.BallotForm(sent(forms.BallotForm), proposals=proposals, seats=seats))
    if item.needs_lot:
        made.append(forms.LotteryForm(sent(forms.LotteryForm), proposals=open_to))
    return made


def _usual_decision(item: ItemNow, outcome: str) -> dict[str, str]:
    """Begin from the proposal that was carried, in its words."""
    chosen = next(one for one in item.proposals if one.name == outcome)
    kind = DecisionKind.APPROVE if chosen.kind is None else USUAL_KIND.get(chosen.kind, DecisionKind.OTHER)
    return {"outcome": outcome, "text": item.decision or chosen.text, "kind": kind.value}


def _choices(seats: Iterable[SeatNow | GuestNow]) -> list[tuple[str, str]]:
    return [(seat.key, seat.with_place) for seat in seats]


def _items(left: Iterable[ItemLine]) -> list[tuple[int, str]]:
    return [(item.id, f"{item.number or item.position} {item.title}"[:LONGEST]) for item in left]


def _events(now: Live) -> list[tuple[int, str]]:
    return [(one.number, f"{one.number}. {one.text}"[:LONGEST]) for one in now.events if not one.is_withdrawn]
