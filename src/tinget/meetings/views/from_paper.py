"""The forms of the page for writing afterwards, whatever state the sitting is in, and what each does."""

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from tinget.meetings import actions, forms, queries
from tinget.meetings.forms import afterwards
from tinget.meetings.rules.lines import MeetingView
from tinget.meetings.rules.live import Live
from tinget.meetings.rules.proceedings.items import DRAFT
from tinget.meetings.views import showing
from tinget.meetings.views.attendance import people_of
from tinget.meetings.views.writing_down import BUTTONS, FORMS, Act, Hand

MOST_MOTIONS = 9
SECTIONS = (  # a form's name, its heading and its button, in the order of a meeting
    ("oppna", _l("Sammanträdet öppnas"), _l("För in öppnandet")),
    ("upprop", _l("Upprop: vilka är här, och vem leder"), _l("För in uppropet")),
    ("narvaro", _l("Någon kommer eller går"), _l("För in")),
    ("leda", _l("Någon annan leder"), _l("För in vem som leder")),
    ("offentlighet", _l("Dörrarna öppnas eller stängs"), _l("För in")),
    ("tillkommande", _l("En punkt som inte stod i kallelsen"), _l("För in nämndens svar")),
    ("take_up", _l("En punkt tas upp"), _l("För in att punkten tas upp")),
    ("jav", _l("Jäv som bestrids"), _l("För in frågan om jäv")),
    ("javsfraga", _l("Nämnden prövar frågan om jäv"), _l("För in vad nämnden fann")),
    ("yrkande", _l("Yrkande"), _l("För in yrkandet")),
    ("instammande", _l("Någon instämmer i ett yrkande"), _l("För in vilka som instämmer")),
    ("in_writing", _l("Ordföranden begär ett yrkande skriftligt"), _l("För in att det begärs")),
    ("skriftligt", _l("Ett yrkande lämnas skriftligt"), _l("För in texten")),
    ("freeze", _l("Klubbslag: överläggningen är slut"), _l("För in klubbslaget")),
    ("acklamation", _l("Acklamation"), _l("För in vad ordföranden finner")),
    ("rostning", _l("Öppen votering"), _l("För in voteringen")),
    ("sluten", _l("Sluten omröstning, bara i val"), _l("För in omröstningen")),
    ("lottning", _l("Lottning"), _l("För in lottningen")),
    ("beslut", _l("Beslut"), _l("För in beslutet")),
    ("note", _l("Punkten är behandlad utan beslut"), _l("För in att punkten är behandlad")),
    ("reservation", _l("Reservation"), _l("För in reservationen")),
    ("reservationsskal", _l("Skälen för en reservation"), _l("För in skälen")),
    ("justera", _l("Paragrafen justeras omedelbart"), _l("För in justeringen")),
    ("anteckning", _l("Någon låter anteckna något"), _l("För in anteckningen")),
    ("ajournera", _l("Ajournering"), _l("För in ajourneringen")),
    ("resume", _l("Sammanträdet fortsätter"), _l("För in att det fortsätter")),
    ("justerare", _l("Val av justerare"), _l("För in valet")),
    ("avsluta", _l("Sammanträdet avslutas"), _l("För in avslutandet")),
)

Sent = Callable[[str], QueryDict | None]


def forms_of(meeting: MeetingView, now: Live, posted: QueryDict, do: str) -> dict[str, Any]:
    """Give every form by name; the one that was sent is bound. Rules judge what is sent, not the choices."""

    def sent(name: str) -> QueryDict | None:
        return posted if name == do else None

    given: list[Any] = [*_around(meeting, sent), *_who(meeting, now, sent), *_of_items(meeting, now, sent)]
    table: dict[str, Any] = {form.name: afterwards.timed(form) for form in given}
    return table | {afterwards.DroppedForm.name: afterwards.DroppedForm(sent(afterwards.DroppedForm.name))}


def _around(meeting: MeetingView, sent: Sent) -> list[Any]:
    """Give what begins and ends a meeting."""
    people = people_of(queries.seats_on(meeting.id))
    due = {"due": showing.default_due(meeting), "place": _("Digitalt")}
    return [
        afterwards.OpenedForm(sent("oppna"), initial={"day": meeting.planned_on}),
        afterwards.RollCallForm(sent("upprop"), people=people, auto_id="upprop-%s", initial=_there(meeting)),
        afterwards.ElectedForm(sent("justerare"), people=people, auto_id="justerare-%s", initial=due),
        afterwards.ClockForm(sent("avsluta"), name="avsluta"),
        afterwards.OpenedDoorsForm(sent("offentlighet")),
        forms.AdjournForm(sent("ajournera")),
        afterwards.ClockForm(sent("resume"), name="resume"),
    ]


def _who(meeting: MeetingView, now: Live, sent: Sent) -> list[Any]:
    """Give what is about who is there and what they do."""
    seats = [(seat.key, seat.with_place) for seat in now.seats]
    judges = [seat.key for seat in now.item.judges] if now.item else []
    return [
        forms.AllegeForm(sent("jav"), seats=seats),
        afterwards.JudgedForm(sent("javsfraga"), seats=seats, judges=judges),
        forms.ApproveForm(sent("justera"), seats=seats),
        forms.RemarkForm(sent("anteckning"), seats=seats),
        forms.PresenceForm(sent("narvaro"), seats=seats),
        forms.PresideForm(sent("leda"), seats=seats),
        forms.MotionForm(sent("yrkande"), seats=seats, is_frozen=True),
        forms.ReserveForm(sent("reservation"), seats=seats),
        forms.GivenReasonsForm(sent("reservationsskal"), items=meeting.items, seats=seats),
    ]


def _of_items(meeting: MeetingView, now: Live, sent: Sent) -> list[Any]:
    """Give what is about an item, up to the gavel."""
    items = [(str(one.id), f"{one.number or one.position} {one.title}") for one in meeting.open_items]
    seats = [(seat.key, seat.with_place) for seat in now.seats]
    serving = [seat.key for seat in now.serving]
    proposals = [(DRAFT, _("förslaget i handlingarna"))] + [
        (str(number), _("yrkande %(number)s") % {"number": number}) for number in range(1, MOST_MOTIONS + 1)
    ]
    decide = forms.DecideForm(sent("beslut"), proposals=proposals, initial={"kind": "approve"})
    decide.fields["text"].required = False
    decide.fields["text"].help_text = _("Tomt: som förslaget lyder.")
    late = [(one.paragraph, one.title) for one in meeting.open_items if one.is_late and one.paragraph]
    return [
        *([forms.TakeInForm(sent("tillkommande"), items=late)] if late else []),
        afterwards.TakenUpForm(sent("take_up"), items=items),
        afterwards.ClockForm(sent("freeze"), name="freeze"),
        forms.SupportForm(sent("instammande"), motions=proposals[1:], seats=seats, is_frozen=True),
        forms.AskedInWritingForm(sent("in_writing"), motions=proposals[1:]),
        forms.WrittenForm(sent("skriftligt"), motions=proposals[1:]),
        forms.OutcomeForm(sent("acklamation"), proposals=proposals),
        afterwards.CountedForm(sent("rostning"), proposals=proposals, seats=seats, serving=serving),
        afterwards.CountedBallotForm(sent("sluten"), proposals=proposals, seats=seats, serving=serving),
        forms.LotteryForm(sent("lottning"), proposals=proposals),
        decide,
        afterwards.ClockForm(sent("note"), name="note"),
    ]


def _there(meeting: MeetingView) -> dict[str, Any]:
    others = [one for one in meeting.presence if one.person_id is None]
    return {"others": "\n".join(", ".join(filter(None, (one.name, one.office))) for one in others)}


def _opened(hand: Hand, _form: object, reason: str) -> None:
    actions.open_meeting(hand.actor, meeting_id=hand.meeting_id, at=hand.at, reason=reason)


def _roll_called(hand: Hand, form: afterwards.RollCallForm, reason: str) -> None:
    given = form.cleaned_data
    actions.register_presence(
        hand.actor, meeting_id=hand.meeting_id, person_ids=given["present"], chair_id=given["chair"],
        at=hand.at, others=form.others_there(), reason=reason,
    )  # fmt: skip


def _elected(hand: Hand, form: afterwards.ElectedForm, reason: str) -> None:
    given = form.cleaned_data
    actions.elect_approver(
        hand.actor, meeting_id=hand.meeting_id, person_id=given["person"], at=hand.at, due=given["due"],
        place=given["place"], reason=reason, reserve_id=given["reserve"],
    )  # fmt: skip


def _closed(hand: Hand, _form: object, _reason: str) -> None:
    actions.close_meeting(hand.actor, meeting_id=hand.meeting_id, at=hand.at)


def _counted(hand: Hand, form: afterwards.CountedForm, reason: str) -> None:
    hand.record("vote", form.values(), reason)


def _written(hand: Hand, form: forms.WrittenForm, reason: str) -> None:
    given = form.cleaned_data
    actions.write_motion(
        hand.actor, meeting_id=hand.meeting_id, motion=given["motion"], text=given["text"], at=hand.at,
        reason=reason,
    )  # fmt: skip


def _explained(hand: Hand, form: forms.GivenReasonsForm, _reason: str) -> None:
    actions.explain_reservation(
        hand.actor, meeting_id=hand.meeting_id, paragraph=form.paragraph, seat=form.seat,
        text=form.cleaned_data["text"], at=hand.at,
    )  # fmt: skip


def _dropped(hand: Hand, form: afterwards.DroppedForm, _reason: str) -> None:
    given = form.cleaned_data
    actions.drop_unsent(hand.actor, meeting_id=hand.meeting_id, told=given["told"], reason=given["why"])


ACTS: dict[str, Act] = {
    **FORMS,
    **BUTTONS,
    "oppna": _opened,
    "upprop": _roll_called,
    "rostning": _counted,
    "justerare": _elected,
    "skriftligt": _written,
    "reservationsskal": _explained,
    "avsluta": _closed,
    "struket": _dropped,
}
