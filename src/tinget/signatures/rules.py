"""Signing as plain values: the states, whose turn it is, and whether what is signed is what was read."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.words import word as _


class RequestState(StrEnum):
    """Where a request for signatures stands."""

    WAITING = "waiting"
    COMPLETE = "complete"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


NEXT_STATES: dict[RequestState, frozenset[RequestState]] = {
    RequestState.WAITING: frozenset({RequestState.COMPLETE, RequestState.DECLINED, RequestState.WITHDRAWN}),
    RequestState.COMPLETE: frozenset(),
    RequestState.DECLINED: frozenset(),
    RequestState.WITHDRAWN: frozenset(),
}
BROKEN_OFF = frozenset({RequestState.DECLINED, RequestState.WITHDRAWN})
STATE_TEXTS = {
    RequestState.WAITING: _("väntar på underskrift"),
    RequestState.COMPLETE: _("undertecknat av alla"),
    RequestState.DECLINED: _("avbrutet"),
    RequestState.WITHDRAWN: _("återtaget"),
}
STATE_TONES = {
    RequestState.WAITING: "wait",
    RequestState.COMPLETE: "done",
    RequestState.DECLINED: "stop",
    RequestState.WITHDRAWN: "stop",
}
REMINDED_EVERY = dt.timedelta(days=3)
DAILY_BEFORE_LAST = dt.timedelta(days=2)  # from then on, each day
CODE_LASTS = dt.timedelta(minutes=15)
CODE_TRIES = 5
CODE_PAUSE = dt.timedelta(minutes=1)  # between two codes to the same address


class Purpose(StrEnum):
    """What kind of paper is signed; it gives the words on the button."""

    MINUTES = "minutes"
    PARAGRAPH = "paragraph"
    NOTICE_CERTIFICATE = "notice_certificate"
    LEGAL_FORCE = "legal_force"
    EXTRACT = "extract"
    ADDENDUM = "addendum"
    OTHER = "other"


PURPOSE_TEXTS = {
    Purpose.MINUTES: _("protokollet"),
    Purpose.PARAGRAPH: _("paragrafen"),
    Purpose.NOTICE_CERTIFICATE: _("anslagsbeviset"),
    Purpose.LEGAL_FORCE: _("lagakraftbeviset"),
    Purpose.EXTRACT: _("protokollsutdraget"),
    Purpose.ADDENDUM: _("tillägget till protokollet"),
    Purpose.OTHER: _("handlingen"),
}


class FileReason(StrEnum):
    """Why the request has this file."""

    RECEIVED = "received"
    PREPARED = "prepared"
    SIGNED = "signed"
    REPLACED = "replaced"
    RENEWED = "renewed"


LEAVES_THE_CONTENT = frozenset({FileReason.PREPARED, FileReason.SIGNED, FileReason.RENEWED})
SEAL = "Stämpel"  # the authority's own signature, after the last person's
STAMP = "Tidsstämpel"
NEVER = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)  # when the stamp ends of a file that has none to renew
RENEWED_BEFORE = dt.timedelta(days=90)  # before the newest stamp's certificate ends
_UNFIT = re.compile(r"[^\w ,-]")
_NAME_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SignerSpec:
    """Somebody who is to sign, and as what: "Sekreterare".

    A person of the house has `person_id`; an outsider has `email`, where the link goes, and `organisation`,
    which they speak for.
    """

    person_id: int | None
    name: str
    capacity: str
    email: str = ""
    organisation: str = ""

    @property
    def is_outside(self) -> bool:
        """Whether this is somebody who has no account here."""
        return self.person_id is None


@dataclass(frozen=True, slots=True)
class Terms:
    """How signatures are asked for: one after the other or not, until when, with an e-identity or any way.

    Papers with the same `bundle` were asked for at once, and are shown and signed together.
    """

    in_order: bool = False
    due_on: dt.date | None = None
    message: str = ""
    bundle: str = ""
    eid_required: bool = False


@dataclass(frozen=True, slots=True)
class FileStep:
    """One file in the request's chain; numbers begin at 1."""

    number: int
    sha256: str
    reason: FileReason


class EidState(StrEnum):
    """Where an order to sign with an e-identity stands."""

    PENDING = "pending"
    COMPLETE = "complete"
    FAILED = "failed"


BANKID, FREJA, REMOTE = "bankid", "freja", "underskriftstjanst"
EID_NAMES = {BANKID: "BankID", FREJA: "Freja", REMOTE: "underskriftstjänsten"}
REMOTE_LASTS = dt.timedelta(minutes=15)
EID_PAUSE = dt.timedelta(seconds=1)  # the services refuse to be asked more often
EID_LASTS = dt.timedelta(minutes=5)  # longer than any service keeps an order open
EID_LEFT = dt.timedelta(seconds=15)  # from leaving the page until its order is closed: who reloads is back
EID_KEPT = dt.timedelta(days=1)  # an order that led to no signature
EID_MOST, EID_WITHIN = 10, dt.timedelta(minutes=15)  # orders that one person may open: each may cost money
SCANNED_WHILE = frozenset({"", "outstandingTransaction", "STARTED"})
EID_TEXTS = {
    "": _("Öppna appen och läs av koden."),
    "outstandingTransaction": _("Öppna appen och läs av koden."),
    "noClient": _("Öppna appen och läs av koden."),
    "started": _("Vi letar efter din e-legitimation. Det kan ta en liten stund."),
    "userMrtd": _("Läs av ditt pass eller nationella id-kort i appen."),
    "userCallConfirm": _("Bekräfta samtalet i appen."),
    "STARTED": _("Öppna appen och läs av koden."),
    "DELIVERED_TO_MOBILE": _("Läs texten i appen och skriv under med din kod."),
    "userSign": _("Läs texten i appen och skriv under med din kod."),
}
EID_GOES_ON = _("Underskriften pågår i appen.")
EID_ENDS = {
    "revoked": _("Certifikatet som du skrev under med är spärrat. Börja om."),
    "unchecked": _("Det gick inte att kontrollera om certifikatet är spärrat. Försök igen om en stund."),
    "expiredTransaction": _("Tiden gick ut innan du skrev under. Börja om när du har appen framme."),
    "certificateErr": _(
        "Din e-legitimation är spärrad eller för gammal. Skaffa en ny hos den som gav ut den."
    ),
    "userCancel": _("Du avbröt i appen. Du kan börja om."),
    "cancelled": _("Underskriften avbröts. Du kan börja om."),
    "startFailed": _("Appen öppnades inte i tid. Kontrollera att du har den installerad och börja om."),
    "userDeclinedCall": _("Samtalet bekräftades inte. Du kan börja om."),
    "notSupportedByUserApp": _("Din app är för gammal för det här. Uppdatera den och börja om."),
    "transactionRiskBlocked": _("Tjänsten stoppade underskriften av säkerhetsskäl. Kontakta utgivaren."),
    "CANCELED": _("Du avbröt i appen. Du kan börja om."),
    "RP_CANCELED": _("Underskriften avbröts. Du kan börja om."),
    "REJECTED": _("Tjänsten stoppade underskriften. Kontakta utgivaren."),
    "EXPIRED": _("Tiden gick ut innan du skrev under. Börja om när du har appen framme."),
    "text_too_long": _("Texten är för lång för tjänsten. Be om att få färre handlingar åt gången."),
    "usercancel": _("Du avbröt i underskriftstjänsten. Du kan börja om."),
    "alreadyinprogress": _("En annan underskrift är redan påbörjad. Avsluta den i appen och börja om."),
    "invalidparameters": _("Tjänsten förstod inte vår fråga. Säg till den som sköter Tinget."),
    "unauthorized": _("Tjänsten känner inte igen oss. Säg till den som sköter Tinget."),
    "notfound": _("Tjänsten känner inte till underskriften längre. Börja om."),
    "requesttimeout": _("Tjänsten svarade för sent. Börja om."),
    "unsupportedmediatype": _("Tjänsten förstod inte vår fråga. Säg till den som sköter Tinget."),
    "internalerror": _("Tjänsten har ett tekniskt fel. Försök igen om en stund."),
    "maintenance": _("Tjänsten är stängd för underhåll. Försök igen om en stund."),
    "silent": _("Tjänsten svarar inte. Försök igen om en stund."),
    "not_believed": _(
        "Beviset från tjänsten stämmer inte. Säg till den som sköter Tinget om det händer igen."
    ),
    "other_person": _("E-legitimationen tillhör inte den som ska skriva under. Använd din egen."),
    "too_late": _("Det tog för lång tid. Börja om."),
    "changed": _("Handlingen kan inte längre skrivas under så som du läste den. Läs den på nytt."),
}
EID_ENDED = _("Underskriften blev inte av. Börja om.")


def eid_words(state: EidState, told: str) -> str:
    """Tell how an order goes; a word of the service's that we do not know is told in general."""
    if state is EidState.FAILED:
        return EID_ENDS.get(told) or EID_ENDS.get(told.lower(), EID_ENDED)
    return EID_TEXTS.get(told, EID_GOES_ON)


def may_open_order(earlier: Sequence[dt.datetime], *, at: dt.datetime) -> bool:
    """Tell whether a person may open another order, from when they opened earlier ones."""
    return sum(at - EID_WITHIN < one <= at for one in earlier) < EID_MOST


def is_namesake(expected: str, told: str) -> bool:
    """Tell whether an e-identity can be the expected person's: the name's first and last word are there."""
    words = _NAME_WORD.findall(told.casefold())
    wanted = _NAME_WORD.findall(expected.casefold())
    return bool(wanted) and wanted[0] in words and wanted[-1] in words


def is_same_person(*, expected: str, told: str, known_digest: str | None, digest: str) -> bool:
    """Tell whether who signed is the person expected: as known from before, else by name."""
    if known_digest is not None:
        return known_digest == digest
    return is_namesake(expected, told)


def text_to_sign(*, authority: str, capacity: str, papers: Sequence[tuple[str, str]]) -> str:
    """Write what is read in the app: who asks, as what one signs, each paper's title and its SHA-256."""
    lines = [authority, "", f"Jag skriver under som {capacity.lower()}:"]
    for title, sha256 in papers:
        lines += ["", title, f"Filens kontrollsumma (SHA-256): {sha256}"]
    return "\n".join(
        [
            *lines,
            "",
            "Underskriften gäller exakt den filen."
            if len(papers) == 1
            else "Underskriften gäller exakt de filerna.",
        ]
    )


def is_what_was_read(steps: Sequence[FileStep], *, read_sha256: str) -> bool:
    """Tell whether the newest file has the content that was read: since then only signatures were added."""
    ordered = sorted(steps, key=lambda step: step.number)
    read = [position for position, step in enumerate(ordered) if step.sha256 == read_sha256]
    return bool(read) and all(step.reason in LEAVES_THE_CONTENT for step in ordered[read[-1] + 1 :])


def state_after(signed: Sequence[bool], *, declined: bool) -> RequestState:
    """Tell the request's state from its signers: who signed, and whether somebody declined."""
    if declined:
        return RequestState.DECLINED
    return RequestState.COMPLETE if signed and all(signed) else RequestState.WAITING


def turns(answered: Sequence[bool], *, in_order: bool) -> list[int]:
    """Tell whose turn it is, by position: everybody who has not answered, or in order only the first."""
    left = [position for position, has in enumerate(answered) if not has]
    return left[:1] if in_order else left


def reminder_due(
    today: dt.date, *, told_on: dt.date | None, reminded_on: dt.date | None, due_on: dt.date | None
) -> bool:
    """Tell whether somebody is reminded today: every third day, and daily from two days before the last day.

    `told_on` is when it became their turn; None while it has not.
    """
    if told_on is None:
        return False
    last = reminded_on or told_on
    is_close = due_on is not None and today >= due_on - DAILY_BEFORE_LAST
    return today - last >= (dt.timedelta(days=1) if is_close else REMINDED_EVERY)


def code_is_good(
    given: str, right: str, *, asked_at: dt.datetime | None, tries: int, at: dt.datetime
) -> bool:
    """Tell whether a one-time code proves anything: the right one, in time, before too many guesses."""
    return (
        asked_at is not None
        and dt.timedelta() <= at - asked_at <= CODE_LASTS
        and tries < CODE_TRIES
        and given == right
    )


def masked(email: str) -> str:
    """Write an address so that its owner knows it and others learn little: `a…@exempel.se`."""
    name, _at, host = email.partition("@")
    return f"{name[:1]}…@{host}"


def stamp_name(renewals: int) -> str:
    """Name the field of the time stamp after so many renewals: the first of them is `Tidsstämpel 2`."""
    return f"{STAMP} {renewals + 2}"


def field_name(order: int, capacity: str) -> str:
    """Name the PDF's signature field, as readers show it: `Underskrift 2, Ordförande` (never with a dot)."""
    return f"Underskrift {order}, {_UNFIT.sub(' ', capacity).strip()}"
