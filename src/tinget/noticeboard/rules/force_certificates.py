"""What a certificate of legal force may say: paragraphs that have it, and no other."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from tinget.kernel.words import word as _
from tinget.noticeboard.rules.paragraphs import ForceState, ParagraphStanding


class Outdating(StrEnum):
    """What came after a certificate was drawn up, so that it no longer tells what it rests on."""

    ANSWER = "answer"
    APPEAL = "appeal"
    MINUTES = "minutes"


OUTDATING_TEXTS = {
    Outdating.ANSWER: _("Domstolen har svarat på nytt efter beviset."),
    Outdating.APPEAL: _("Ett överklagande har antecknats eller avgjorts efter beviset."),
    Outdating.MINUTES: _("Protokollet är rättat efter beviset."),
}
DAY_PUT_RIGHT = _("En dag är rättad efter beviset.")


def to_certify(standings: Sequence[ParagraphStanding], certified: Iterable[str]) -> list[ParagraphStanding]:
    """Return the paragraphs that have legal force and are in no certificate yet (KL 13:5-6)."""
    known = set(certified)
    return [one for one in standings if one.state is ForceState.IN_FORCE and one.paragraph not in known]


def all_in_force(standings: Sequence[ParagraphStanding], paragraphs: Iterable[str]) -> bool:
    """Tell whether each of these paragraphs has legal force; none of nothing has."""
    wanted = list(paragraphs)
    having = {one.paragraph for one in standings if one.state is ForceState.IN_FORCE}
    return bool(wanted) and all(one in having for one in wanted)
