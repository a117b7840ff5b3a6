"""The authority's own decision to refuse (OSL 6:3), its receipt, and the appeal to kammarrätten (OSL 6:7)."""

import datetime as dt
from pathlib import Path

from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import files
from tinget.foundation.errors import NotPossible
from tinget.foundation.pdf.typesetting import JSON, typeset
from tinget.foundation.scoping import scoped, widened
from tinget.organisation.api import Actor, authority_by_id, municipalities, system_actor
from tinget.registry import api as registry
from tinget.release.actions.delivering import CodeHolder
from tinget.release.actions.requests import request_to_change, tell
from tinget.release.models import Refusal, ReleaseRequest
from tinget.release.permissions import DECIDE, HANDLE
from tinget.release.queries import RecordView, RequestView, request, request_of_code
from tinget.release.rules import PROVISION_LENGTH, REASON_LENGTH, Outcome, may_ask_for_decision

TEMPLATE = Path(__file__).parents[1] / "templates" / "release" / "refusal.typ"


def ask_for_decision(
    actor: Actor, *, authority: int, on: dt.date, request_id: int | None = None, code: str = ""
) -> None:
    """Note that the asker wants the authority's written decision: by their code, or told to the staff."""
    if request_id is None:
        with scoped(widened(authority)):  # the code proves the right to exactly this request
            view = request_of_code(authority, code, today=on)
            row = ReleaseRequest.objects.select_for_update().get(pk=view.id)
            _ask(CodeHolder(), row, view, on=on)
        return
    row = request_to_change(actor, HANDLE, request_id)
    _ask(actor, row, request(actor, row.authority_id, row.pk, today=on), on=on)


def refuse(actor: Actor, *, request_id: int, provisions: str, reasons: str, at: dt.datetime) -> int:
    """Decide in writing to refuse: the decision becomes a PDF with how to appeal, and an official record.

    Return the document's id. What the decision says must not itself reveal what is secret.
    """
    row = request_to_change(actor, DECIDE, request_id)
    view = request(actor, row.authority_id, row.pk, today=at.date())
    provisions, reasons = " ".join(provisions.split())[:PROVISION_LENGTH], reasons.strip()[:REASON_LENGTH]
    if view.refusal is None or view.refusal.decided_on is not None:
        raise NotPossible(_("Inget skriftligt beslut är begärt, eller så är det redan fattat."))
    if not any(sign.isdigit() for sign in provisions) or not reasons:
        raise NotPossible(_("Ange bestämmelserna, som 25 kap. 1 § OSL, och skälen för beslutet."))
    pdf = typeset(TEMPLATE, _content(actor, view, provisions=provisions, reasons=reasons, day=at.date()))
    system = system_actor(row.authority_id, demonstration=row.is_demonstration)
    title = _("Beslut att inte lämna ut handling, begäran %(number)s") % {"number": view.number}
    name = f"beslut-begaran-{row.year}-{row.serial}.pdf"
    stored = files.store(row.authority_id, pdf, name=name)
    document = documents.create_document(
        system, authority=row.authority_id, title=title, file=stored, name=name, at=at
    )
    registry.register_record(
        system,
        authority=row.authority_id,
        case_id=None,
        title=title,
        direction=registry.Direction.DRAWN_UP,
        dated_on=at.date(),
        counterpart="",
        day=at.date(),
        document_id=document.id,
    )
    Refusal.objects.filter(request=row).update(
        decided_on=at.date(),
        decided_by=actor.name,
        provisions=provisions,
        reasons=reasons,
        document_id=document.id,
    )
    tell(actor, "refuse", row, {"provisions": provisions, "document": document.id})
    return document.id


def note_receipt(actor: Actor, *, request_id: int, on: dt.date) -> None:
    """Note the day on which the asker received the decision: from it the time to appeal runs."""
    row, refusal = _decided(actor, request_id)
    if refusal.decided_on is not None and on < refusal.decided_on:
        raise NotPossible(_("Beslutet kan inte ha tagits emot innan det fattades."))
    Refusal.objects.filter(pk=refusal.pk).update(received_on=on)
    tell(actor, "note_receipt", row, {"on": on})


def note_appeal(actor: Actor, *, request_id: int, on: dt.date) -> None:
    """Note the day on which an appeal came in; whether it came in time is told, and nothing is refused."""
    row, refusal = _decided(actor, request_id)
    if refusal.decided_on is not None and on < refusal.decided_on:
        raise NotPossible(_("Överklagandet kan inte ha kommit in innan beslutet fattades."))
    Refusal.objects.filter(pk=refusal.pk).update(appealed_on=on)
    tell(actor, "note_appeal", row, {"on": on})


def forward_appeal(actor: Actor, *, request_id: int, on: dt.date) -> None:
    """Note that the appeal was sent on to kammarrätten."""
    row, refusal = _appealed(actor, request_id)
    Refusal.objects.filter(pk=refusal.pk).update(forwarded_on=on)
    tell(actor, "forward_appeal", row, {"on": on})


def note_court_outcome(actor: Actor, *, request_id: int, outcome: str) -> None:
    """Note what kammarrätten decided; where it says release, the record is assessed anew."""
    row, refusal = _appealed(actor, request_id)
    outcome = " ".join(outcome.split())[:300]
    if not outcome:
        raise NotPossible(_("Skriv vad kammarrätten beslutade."))
    Refusal.objects.filter(pk=refusal.pk).update(court_outcome=outcome)
    tell(actor, "note_court_outcome", row, {})


def _ask(actor: Actor | CodeHolder, row: ReleaseRequest, view: RequestView, *, on: dt.date) -> None:
    if not may_ask_for_decision(view.done):
        raise NotPossible(_("Ett skriftligt beslut kan begäras när något inte har lämnats ut, en gång."))
    Refusal.objects.create(authority_id=row.authority_id, request=row, asked_on=on)
    tell(actor, "ask_for_decision", row, {"on": on})


def _decided(actor: Actor, request_id: int) -> tuple[ReleaseRequest, Refusal]:
    row = request_to_change(actor, HANDLE, request_id)
    refusal = Refusal.objects.filter(request=row, decided_on__isnull=False).first()
    if refusal is None:
        raise NotPossible(_("Inget avslagsbeslut är fattat."))
    return row, refusal


def _appealed(actor: Actor, request_id: int) -> tuple[ReleaseRequest, Refusal]:
    row, refusal = _decided(actor, request_id)
    if refusal.appealed_on is None:
        raise NotPossible(_("Beslutet är inte överklagat."))
    return row, refusal


def _content(
    actor: Actor, view: RequestView, *, provisions: str, reasons: str, day: dt.date
) -> dict[str, JSON]:
    authority = authority_by_id(view.authority_id)
    host = next(one for one in municipalities() if one.id == authority.host_municipality_id)
    withheld = [one for one in view.records if one.outcome in {Outcome.REFUSED, Outcome.MASKED}]
    return {
        "authority": {"name": authority.name, "host": host.org_name},
        "number": view.number,
        "received_on": view.received_on.isoformat(),
        "decided_on": day.isoformat(),
        "decided_by": {"name": actor.name, "acting_as": actor.acting_as},
        "asker": view.name or None,
        "records": [_told(one) for one in withheld],
        "provisions": provisions,
        "reasons": reasons,
        "demonstration": view.is_demonstration,
    }


def _told(one: RecordView) -> JSON:
    return {"label": one.label, "title": one.title, "masked": one.outcome is Outcome.MASKED}
