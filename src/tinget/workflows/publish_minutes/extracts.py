"""Extracts from approved minutes: taken from the signed file itself, and signed as their own document."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import files, ledger
from tinget.foundation.errors import NotPossible
from tinget.foundation.ui.words import short_date
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures
from tinget.workflows.models import MinutesExtract
from tinget.workflows.publish_minutes.drawing_up import keep_signed
from tinget.workflows.publish_minutes.permissions import EXTRACT
from tinget.workflows.publish_minutes.reading import as_approved, signed_data

ABOUT = "workflows.minutesextract:"
LISTED = 200


@dataclass(frozen=True)
class ExtractLine:
    """An extract as it is listed; `signing` is how far its signature has come."""

    id: int
    paragraphs: tuple[str, ...]
    document_id: int
    attested_by: str
    drawn_up_at: dt.datetime
    signed_at: dt.datetime | None
    signing: signatures.SigningLine | None

    @property
    def numbers(self) -> str:
        """The paragraphs as they are written."""
        return f"{'§' if len(self.paragraphs) == 1 else '§§'} {', '.join(self.paragraphs)}"

    @property
    def signer_id(self) -> int | None:
        """The place to sign in, while it waits."""
        waits = self.signing is not None and self.signing.state is signatures.RequestState.WAITING
        return self.signing.signers[0].id if self.signing and waits else None


def can_be_extracted(meeting: meetings.MeetingView) -> bool:
    """Tell whether a meeting has approved minutes of ours, which an extract can be taken from."""
    return bool(meeting.approved_on and meeting.minutes_document_id) and not meeting.is_published_fact


def draw_up_extract(
    actor: organisation.Actor,
    *,
    authority: int,
    meeting_id: int,
    paragraphs: Sequence[str],
    at: dt.datetime,
) -> int:
    """Draw up an extract with these paragraphs and ask the actor to attest it; return the extract's id."""
    organisation.require(actor, EXTRACT, authority=authority)
    if actor.person_id is None:
        raise NotPossible(_("Ett protokollsutdrag intygas av en person."))
    meeting = meetings.meeting_by_id(meeting_id)
    content, sha256 = _content(meeting, paragraphs, attested_by=actor.name, day=at.date())
    row, file = _keep(actor, meeting, content, sha256=sha256, at=at)
    signatures.request_signatures(
        actor,
        authority=authority,
        paper=signatures.Paper(
            file,
            _name(meeting, content["paragraphs"]),
            _title(meeting, content["paragraphs"]),
            f"{ABOUT}{row.pk}",
        ),
        signers=[signatures.SignerSpec(actor.person_id, actor.name, _("Intygar utdraget"))],
        purpose=signatures.Purpose.EXTRACT,
        at=at,
    )
    changes = {"meeting": meeting_id, "paragraphs": row.paragraphs, "minutes": sha256, "sha256": file.sha256}
    ledger.append(actor, "draw_up_extract", on=f"{ABOUT}{row.pk}", authority=authority, changes=changes)
    return row.pk


def follow_signature(event: signatures.DocumentSigned) -> None:
    """Keep the signed extract as the document's next version."""
    if event.purpose != signatures.Purpose.EXTRACT:
        return
    actor = organisation.system_actor(event.authority, demonstration=event.is_demonstration)
    row = MinutesExtract.objects.select_for_update().get(pk=int(event.about.removeprefix(ABOUT)))
    keep_signed(actor, row.document_id, event)
    row.signed_at = event.at
    row.save(update_fields=["signed_at"])


def extracts(authority: int, meeting_id: int) -> list[ExtractLine]:
    """List the extracts from a meeting's minutes, newest first."""
    rows = list(MinutesExtract.objects.filter(authority_id=authority, meeting_id=meeting_id)[:LISTED])
    asked = signatures.newest_requests(authority, [f"{ABOUT}{row.pk}" for row in rows])
    return [
        ExtractLine(
            id=row.pk,
            paragraphs=tuple(row.paragraphs),
            document_id=row.document_id,
            attested_by=row.attested_by,
            drawn_up_at=row.drawn_up_at,
            signed_at=row.signed_at,
            signing=asked.get(f"{ABOUT}{row.pk}"),
        )
        for row in rows
    ]


def _content(
    meeting: meetings.MeetingView, paragraphs: Sequence[str], *, attested_by: str, day: dt.date
) -> tuple[dict[str, Any], str]:
    """Take the paragraphs out of the signed minutes; return them with the hash of the minutes' file."""
    minutes, sha256 = _approved(meeting)
    try:
        taken = meetings.extract_of(
            as_approved(meeting, minutes),
            paragraphs,
            minutes_sha256=sha256,
            approved_on=meeting.approved_on,
            attested_by=attested_by,
            drawn_up_on=day,
            addenda=meetings.by_paragraph(meeting.addenda),
        )
    except meetings.NotInTheMinutes as missing:
        raise NotPossible(_("Välj minst en paragraf som finns i protokollet.")) from missing
    return taken, sha256


def _approved(meeting: meetings.MeetingView) -> tuple[dict[str, Any], str]:
    """Read the data out of the signed minutes, so that the extract says what was signed; with its hash."""
    if not can_be_extracted(meeting):
        raise NotPossible(_("Utdrag görs ur ett justerat protokoll. Det här är inte justerat."))
    found = signed_data(meeting)
    if found is None:
        raise NotPossible(_("Protokollets fil bär inte sina uppgifter, så inget utdrag kan göras ur den."))
    return found


def _keep(
    actor: organisation.Actor,
    meeting: meetings.MeetingView,
    content: dict[str, Any],
    *,
    sha256: str,
    at: dt.datetime,
) -> tuple[MinutesExtract, files.StoredFile]:
    name = _name(meeting, content["paragraphs"])
    file = files.store(meeting.authority, meetings.render_extract(content), name=name)
    title = _title(meeting, content["paragraphs"])
    document = documents.create_document(
        actor, authority=meeting.authority, title=title, file=file, name=name, at=at
    )
    row = MinutesExtract.objects.create(
        authority_id=meeting.authority,
        meeting_id=meeting.id,
        document_id=document.id,
        paragraphs=content["paragraphs"],
        minutes_sha256=sha256,
        attested_by=actor.name,
        drawn_up_at=at,
        is_demonstration=meeting.is_demonstration,
    )
    return row, file


def _title(meeting: meetings.MeetingView, paragraphs: Sequence[str]) -> str:
    sign = "§" if len(paragraphs) == 1 else "§§"
    return _("Protokollsutdrag %(day)s %(sign)s %(paragraphs)s") % {
        "day": short_date(meeting.day),
        "sign": sign,
        "paragraphs": ", ".join(paragraphs),
    }


def _name(meeting: meetings.MeetingView, paragraphs: Sequence[str]) -> str:
    last = f"-{paragraphs[-1]}" if len(paragraphs) > 1 else ""
    return f"protokollsutdrag-{meeting.address}-p{paragraphs[0]}{last}.pdf"
