"""What a file's signatures mean, in words: the verdict on the whole, and sentences on each."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tinget.kernel.words import word as _


class Verdict(StrEnum):
    """What can be said of the file as a whole."""

    GENUINE = "genuine"
    CHANGED = "changed"
    DOUBTFUL = "doubtful"
    UNSIGNED = "unsigned"


GRAVITY = (Verdict.GENUINE, Verdict.DOUBTFUL, Verdict.UNSIGNED, Verdict.CHANGED)
VERDICT_TEXTS = {
    Verdict.GENUINE: _("äkta och oförändrad"),
    Verdict.CHANGED: _("ändrad efter underskrift"),
    Verdict.DOUBTFUL: _("kan inte bekräftas"),
    Verdict.UNSIGNED: _("inte underskriven"),
}
VERDICT_TONES = {
    Verdict.GENUINE: "done",
    Verdict.CHANGED: "stop",
    Verdict.DOUBTFUL: "wait",
    Verdict.UNSIGNED: "wait",
}
VERDICT_SENTENCES = {
    Verdict.GENUINE: _("Alla underskrifter gäller, och filen är densamma som när den sista gjordes."),
    Verdict.CHANGED: _("Filen är inte densamma som den som skrevs under. Lita inte på innehållet."),
    Verdict.DOUBTFUL: _("Innehållet är oförändrat, men en underskrift kan inte bekräftas. Se varför nedan."),
    Verdict.UNSIGNED: _(
        "Ingen elektronisk underskrift finns i filen. Vem den kommer från går inte att säga."
    ),
}
PROBLEM_SENTENCES = {
    "unknown_issuer": _("Den som har utfärdat certifikatet är inte känd här. Fråga avsändaren."),
    "revoked": _("Certifikatet var spärrat. Underskriften gäller inte."),
    "expired": _("Certifikatet gällde inte då, eller har gått ut utan att underskriftens tid är bevisad."),
    "unchecked": _("Det finns inget bevis i filen för att certifikatet inte var spärrat."),
    "unfit": _("Certifikatet eller underskriften håller inte måttet."),
}


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature or time stamp in the file, as it was judged."""

    field: str
    signer: str
    organisation: str
    issuer: str
    signed_at: dt.datetime | None
    stamped_at: dt.datetime | None
    is_stamp: bool
    intact: bool
    problem: str | None
    covers_whole_document: bool
    later_changes: str

    @property
    def holds(self) -> bool:
        """Whether what was signed is unchanged, and the certificate to be relied upon."""
        return self.intact and self.problem is None

    @property
    def problem_sentence(self) -> str:
        """What is wrong with the certificate; empty when nothing is."""
        return PROBLEM_SENTENCES[self.problem] if self.problem else ""


def least(*verdicts: Verdict) -> Verdict:
    """Return the gravest of some verdicts."""
    return max(verdicts, key=GRAVITY.index)


def signature_of(told: Mapping[str, Any]) -> Signature:
    """Read the values of one report."""
    moments = {
        name: dt.datetime.fromisoformat(told[name]) if told[name] else None
        for name in ("signed_at", "stamped_at")
    }
    return Signature(**(dict(told) | moments))


def verdict_on(signatures: Sequence[Signature]) -> Verdict:
    """Judge the whole: every signature intact and trusted, and the last over all of the file."""
    if not any(not one.is_stamp for one in signatures):
        return Verdict.UNSIGNED
    if not all(one.intact for one in signatures) or not signatures[-1].covers_whole_document:
        return Verdict.CHANGED
    return Verdict.GENUINE if all(one.holds for one in signatures) else Verdict.DOUBTFUL
