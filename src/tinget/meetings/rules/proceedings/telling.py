"""Events in words, as the history of a meeting tells them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tinget.kernel.dates import in_words
from tinget.kernel.words import word as _
from tinget.meetings.rules.proceedings.challenges import Consent
from tinget.meetings.rules.proceedings.items import DRAFT, MotionKind
from tinget.meetings.rules.proceedings.kept import (
    ADJOURN,
    ALLEGE,
    ASK,
    CORRECT,
    DOORS,
    FACTS,
    IN_WRITING,
    JUDGE,
    NOTE,
    PRESENCE,
    REASONS,
    REMARK,
    REOPEN,
    RESUME,
    SPEAK,
    SUMMONED,
    SUPPORT,
    TAKE_BACK,
    TAKE_IN,
    WITHDRAW,
    WRITTEN,
    Event,
)
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.seats import PresentAs
from tinget.meetings.rules.wording import listed

MOTION_TEXTS: dict[MotionKind, str] = {
    MotionKind.APPROVE: _("bifall"),
    MotionKind.REJECT: _("avslag"),
    MotionKind.AMEND: _("ändring"),
    MotionKind.ADD: _("tillägg"),
    MotionKind.TABLE: _("bordläggning"),
    MotionKind.REFER: _("återremiss"),
}
TAKEN_IN: dict[Consent, str] = {
    Consent.UNANIMOUS: "Nämnden är ense om att ta upp {}, som inte stod i kallelsen.",
    Consent.MAJORITY: "Nämnden tar upp {}, som inte stod i kallelsen. Alla är inte ense om det.",
    Consent.REFUSED: "Nämnden säger nej till att ta upp {}, som inte stod i kallelsen.",
}
REOPENED: dict[Consent, str] = {
    Consent.UNANIMOUS: "Nämnden är ense om att ta upp {} på nytt. Det som klubbades gäller inte längre.",
    Consent.MAJORITY: "Nämnden tar upp {} på nytt. Alla är inte ense. Det som klubbades gäller inte längre.",
    Consent.REFUSED: "Nämnden säger nej till att ta upp {} på nytt. Det som klubbades står fast.",
}
RIGHT_TEXTS = {
    "chair": _("ordförande"),
    "vice_chair": _("vice ordförande"),
    "elected": _("vald"),
    "eldest": _("äldst"),
}


def told(event: Event) -> str:
    """Say what happened in a sentence, by seats rather than names."""
    return SENTENCES[event.kind](event.values or {})


def proposal_in_words(name: str) -> str:
    """Name a proposal in running text: the one in the papers, or a motion by its number."""
    return "förslaget i handlingarna" if name == DRAFT else f"yrkande {name}"


def seat_at_start(values: Mapping[str, Any]) -> str:
    """Say whose seat it is at the start of a sentence."""
    return _seat(values).at_start


def _seat(values: Mapping[str, Any]) -> Seat:
    return Seat(values["municipality"], PresentAs(values["as"]))


def _arrive(values: Mapping[str, Any]) -> str:
    remote = " på distans" if values.get("remote") else ""
    alone = ", utan att ordföranden hade medgett det" if values.get("without_leave") else ""
    return f"{seat_at_start(values)} kom{remote}{alone}."


def _leave(values: Mapping[str, Any]) -> str:
    why = "anmälde jäv och lämnade ärendet" if values["reason"] == "conflict" else "lämnade sammanträdet"
    return f"{seat_at_start(values)} {why}."


def _preside(values: Mapping[str, Any]) -> str:
    return f"{seat_at_start(values['seat'])} leder sammanträdet ({RIGHT_TEXTS[values['as']]})."


def _motion(values: Mapping[str, Any]) -> str:
    late = ", enigt efter klubbslaget" if values.get("unanimous") else ""
    text = f": {values['text']}" if values.get("text") else "."
    kind = MOTION_TEXTS[MotionKind(values["kind"])]
    return f"{seat_at_start(values['by'])} yrkade {kind} (yrkande {values['id']}{late}){text}"


def _support(values: Mapping[str, Any]) -> str:
    first, *others = values["by"]
    late = ", enigt efter klubbslaget" if values.get("unanimous") else ""
    who = listed([seat_at_start(first), *(_seat(one).in_words for one in others)])
    return f"{who} instämde i yrkande {values['id']}{late}."


def _vote(values: Mapping[str, Any]) -> str:
    if values["kind"] == "acclamation":
        return f"Ordföranden fann med acklamation bifall till {proposal_in_words(values['outcome'])}."
    if values["kind"] == "counted":
        figures = f"{len(values['for'])} ja, {len(values['against'])} nej, {len(values['abstain'])} avstår"
        yes, no = proposal_in_words(values["yes"]), proposal_in_words(values["no"])
        return f"Votering: ja för {yes}, nej för {no}. {figures}."
    figures = ", ".join(f"{votes} för {proposal_in_words(name)}" for name, votes in values["counts"].items())
    return f"Sluten omröstning med {len(values['voters'])} röstande: {figures}."


def _approve(values: Mapping[str, Any]) -> str:
    shown = "" if values["text_shown"] else " utan att texten hade redovisats"
    approver = _seat(values["approver"]).in_words
    return f"Paragrafen justerades omedelbart av ordföranden och {approver}{shown}."


def _presence(values: Mapping[str, Any]) -> str:
    there = "är närvarande" if values["present"] else "är inte närvarande"
    return f"Närvaron rättades: {_seat(values).in_words} {there}."


def _take_in(values: Mapping[str, Any]) -> str:
    return TAKEN_IN[Consent(values["says"])].format(f"§ {values['paragraph']} {values['title']}")


def _reopen(values: Mapping[str, Any]) -> str:
    return REOPENED[Consent(values["says"])].format(f"§ {values['paragraph']} {values['title']}")


def _allege(values: Mapping[str, Any]) -> str:
    by = f" av {_seat(values['by']).in_words}" if values.get("by") else ""
    return f"{seat_at_start(values)} sades{by} vara jävig, och bestred det."


def _judge(values: Mapping[str, Any]) -> str:
    found = "Jäv föreligger" if values["conflict"] else "Jäv föreligger inte"
    sides = [len(values.get(side) or ()) for side in ("for", "against", "abstain")]
    how = f"med {sides[0]} röster mot {sides[1]}, {sides[2]} avstår" if any(sides) else "med acklamation"
    return f"{found}, fann nämnden {how}."


def _adjourn(values: Mapping[str, Any]) -> str:
    return "Sammanträdet ajournerades" + (f" till kl. {values['until']}." if values.get("until") else ".")


def _speaker(values: Mapping[str, Any]) -> str:
    return str(values["guest"]) if "guest" in values else seat_at_start(values)


def _remark(values: Mapping[str, Any]) -> str:
    return f"{seat_at_start(values['by'])} lät anteckna: {values['text']}"


def _doors(values: Mapping[str, Any]) -> str:
    if not values["open"]:
        return "Dörrarna stängdes för allmänheten."
    decision = f" {values['decision']}" if values.get("decision") else ""
    return f"Sammanträdet är offentligt härifrån, som nämnden har beslutat (KL 6:25).{decision}"


SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "arrive": _arrive,
    "leave": _leave,
    "preside": _preside,
    "open": lambda _values: "Sammanträdet öppnades.",
    "item": lambda values: f"§ {values['paragraph']} {values['title']} togs upp.",
    "motion": _motion,
    "freeze": lambda _values: "Överläggningen avslutades och yrkandena bekräftades med klubbslag.",
    "vote": _vote,
    "lottery": lambda values: f"Lotten föll på {proposal_in_words(values['winner'])}.",
    "decide": lambda values: f"Beslut enligt {proposal_in_words(values['outcome'])}.",
    "reserve": lambda values: f"{seat_at_start(values['by'])} reserverade sig mot beslutet.",
    "approve_at_once": _approve,
    "close": lambda _values: "Sammanträdet avslutades.",
    FACTS: lambda _values: "Ordförande, vice ordförande och regler lades fast för sammanträdet.",
    SUMMONED: lambda values: f"Kallelsen gick ut {in_words(date.fromisoformat(values['on']))}.",
    NOTE: lambda _values: "Punkten behandlades utan beslut.",
    PRESENCE: _presence,
    DOORS: _doors,
    TAKE_IN: _take_in,
    REOPEN: _reopen,
    ALLEGE: _allege,
    JUDGE: _judge,
    ADJOURN: _adjourn,
    RESUME: lambda _values: "Sammanträdet fortsatte.",
    ASK: lambda values: f"{_speaker(values)} begärde ordet.",
    SPEAK: lambda values: f"{_speaker(values)} fick ordet.",
    SUPPORT: _support,
    TAKE_BACK: lambda values: f"Yrkande {values['id']} togs tillbaka.",
    IN_WRITING: lambda values: f"Ordföranden begärde yrkande {values['id']} skriftligt.",
    WRITTEN: lambda values: f"Yrkande {values['id']} lämnades skriftligt: {values['text']}",
    REMARK: _remark,
    REASONS: lambda values: f"{seat_at_start(values['by'])} lämnade skälen för sin reservation skriftligt.",
    CORRECT: lambda values: f"Rättelse: {values['text']}",
    WITHDRAW: lambda _values: "Händelsen togs tillbaka.",
}
