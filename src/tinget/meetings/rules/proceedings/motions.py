"""Motions in an item: moved in time, joined, given in writing, taken back (reglemente 19 §)."""

from collections.abc import Sequence
from dataclasses import replace

from tinget.meetings.rules.findings import Finding, Verdict
from tinget.meetings.rules.proceedings.items import Item
from tinget.meetings.rules.proceedings.room import Room, Seat, in_swedish_order, no_seat


def late(item: Item, *, is_unanimous: bool) -> Finding | None:
    """Ask for a reason for a motion after the gavel that not all agree to (reglemente 19 §, rule 15)."""
    if not item.is_frozen or is_unanimous:
        return None
    text = (
        "Yrkandet lades fram sedan ordföranden hade gått igenom yrkandena och bekräftat dem med klubbslag."
        " Det förutsätter att alla är ense. Ange varför det togs upp."
    )
    return Finding(Verdict.NEEDS_REASON, "15", "reglemente 19 §", text)


def support(
    item: Item, name: str, seats: Sequence[Seat], room: Room, *, is_unanimous: bool
) -> Finding | None:
    """Note who joins somebody's motion, each with a seat in the item (KL 6:17, rules 9 to 12 and 15)."""
    motion = item.motions.get(name)
    if motion is None:
        return _not_moved(name)
    if found := next(filter(None, (no_seat(seat, room) for seat in seats)), None):
        return found
    if motion.by in seats:
        text = f"{motion.by.at_start} har själv lagt fram yrkande {name}, och kan inte instämma i det."
        return Finding(Verdict.REFUSED, "16", "KL 5:53, 6:33", text)
    every = dict.fromkeys((*motion.supporters, *seats))
    item.motions[name] = replace(motion, supporters=tuple(sorted(every, key=in_swedish_order)))
    if not item.is_frozen or is_unanimous:
        return None
    text = "Yrkandena är redan bekräftade med klubbslag. Ange varför någon instämmer efter det."
    return Finding(Verdict.NEEDS_REASON, "15", "reglemente 19 §", text)


def ask_in_writing(item: Item, name: str) -> Finding | None:
    """Note that the chair asks for a motion in writing (reglemente 19 §, rule 15)."""
    motion = item.motions.get(name)
    if motion is None:
        return _not_moved(name)
    item.motions[name] = replace(motion, is_asked_in_writing=True)
    return None


def write(item: Item, name: str, text: str) -> Finding | None:
    """Give a motion its text in writing; what the gavel confirmed is only changed if all agree (rule 15)."""
    motion = item.motions.get(name)
    if motion is None:
        return _not_moved(name)
    item.motions[name] = replace(motion, text=text, is_written=True)
    return late(item, is_unanimous=motion.lacks_text)


def take_back(item: Item, name: str) -> Finding | None:
    """Take a motion out of the item, unless the question has been put (KL 5:67, rules 15 and 16)."""
    if item.motions.get(name) is None:
        return _not_moved(name)
    if item.put:
        text = f"Ordföranden har redan ställt proposition, och yrkande {name} kan inte tas tillbaka."
        return Finding(Verdict.REFUSED, "16", "KL 5:53, 6:33", text)
    del item.motions[name]
    if not item.is_frozen:
        return None
    text = f"Yrkandena är redan bekräftade med klubbslag. Ange varför yrkande {name} tas tillbaka efter det."
    return Finding(Verdict.NEEDS_REASON, "15", "reglemente 19 §", text)


def unwritten(item: Item) -> Finding | None:
    """Ask for a reason where a motion that the chair asked for in writing has no text (rule 15)."""
    lacking = [name for name, one in item.motions.items() if one is not None and one.lacks_text]
    if not lacking:
        return None
    text = f"Ordföranden har begärt yrkande {lacking[0]} skriftligt, och texten saknas. Ange varför."
    return Finding(Verdict.NEEDS_REASON, "15", "reglemente 19 §", text)


def _not_moved(name: str) -> Finding:
    text = f"Yrkandet ”{name}” finns inte i ärendet."
    return Finding(Verdict.REFUSED, "15", "reglemente 19 §", text)
