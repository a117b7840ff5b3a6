"""The certificate of legal force (lagakraftbevis): its own document, signed and sealed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import clock, files
from tinget.foundation.errors import NotPossible
from tinget.foundation.ui.words import short_date
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures
from tinget.workflows.publish_minutes.at_once import ITEM, meeting_of_notice, notice_of_item
from tinget.workflows.publish_minutes.drawing_up import (
    MEETING,
    is_put_right_since,
    keep_as_document,
    keep_signed,
    was_declined,
)
from tinget.workflows.publish_minutes.permissions import DRAW_UP

CERTIFICATE = "noticeboard.forcecertificate:"


def draw_up_force_certificate(
    actor: organisation.Actor, *, authority: int, notice_id: int, at: dt.datetime
) -> int:
    """Certify the paragraphs that have legal force and lack a certificate; return the document.

    One that the secretary declined to sign, or that something it rests on came after, is drawn up anew.
    """
    organisation.require(actor, DRAW_UP, authority=authority)
    if actor.person_id is None:
        raise NotPossible(_("Lagakraftbeviset behöver en sekreterare som skriver under."))
    view = noticeboard.legal_force(notice_id, today=at.date())
    again = _to_draw_up_anew(view)
    paragraphs = again.paragraphs.split(", ") if again else noticeboard.paragraphs_to_certify(view)
    if not paragraphs:
        raise NotPossible(_("Ingen paragraf har fått laga kraft utan att ha ett lagakraftbevis."))
    content = _content(actor, view, paragraphs, on=at.date())
    name = f"lagakraftbevis-{view.notice.meeting_date.isoformat()}.pdf"
    day, numbers = short_date(view.notice.meeting_date), ", ".join(paragraphs)
    title = _("Lagakraftbevis %(day)s § %(paragraphs)s") % {"day": day, "paragraphs": numbers}
    file = files.store(authority, noticeboard.render_force_certificate(content), name=name)
    known = again.document_id if again else None
    document_id = keep_as_document(actor, authority, known, file, title=title, name=name, at=at)
    certificate_id = (
        again.id
        if again
        else noticeboard.add_force_certificate(
            actor, notice_id=notice_id, paragraphs=paragraphs, document_id=document_id, at=at
        )
    )
    signer = signatures.SignerSpec(actor.person_id, actor.name, _("Sekreterare"))
    paper, purpose = (
        signatures.Paper(file, name, title, f"{CERTIFICATE}{certificate_id}"),
        signatures.Purpose.LEGAL_FORCE,
    )
    signatures.request_signatures(
        actor, authority=authority, paper=paper, signers=[signer], purpose=purpose, at=at
    )
    return document_id


def _content(
    actor: organisation.Actor, view: noticeboard.LegalForceView, paragraphs: Sequence[str], *, on: dt.date
) -> dict[str, Any]:
    return noticeboard.force_content(
        view.notice.id,
        paragraphs=paragraphs,
        secretary=actor.name,
        generated_on=on,
        corrections=[one.heading for one in corrections_of(view.notice, paragraphs)],
    )


def follow_signature(event: signatures.DocumentSigned) -> None:
    """Keep the signed certificate as the document's next version and let visitors read it."""
    if event.purpose != signatures.Purpose.LEGAL_FORCE:
        return
    actor = organisation.system_actor(event.authority, demonstration=event.is_demonstration)
    line = noticeboard.force_certificate(int(event.about.removeprefix(CERTIFICATE)))
    keep_signed(actor, line.document_id, event)
    asked = signatures.newest_requests(event.authority, [event.about])[event.about]
    noticeboard.keep_force_certificate_moment(actor, certificate_id=line.id, drawn_up_at=asked.created_at)
    documents.publish(actor, document_id=line.document_id, at=event.at)


def way_to_certify(
    actor: organisation.Actor, view: noticeboard.LegalForceView
) -> noticeboard.ForceWay | None:
    """Offer the button where some paragraph has legal force and no certificate, to those who draw it up."""
    authority = view.notice.authority
    if not organisation.permits(actor, DRAW_UP, authority):
        return None
    again = _to_draw_up_anew(view)
    paragraphs = again.paragraphs if again else ", ".join(noticeboard.paragraphs_to_certify(view))
    if not paragraphs:
        return None
    slug = organisation.authority_by_id(authority).slug
    return noticeboard.ForceWay(
        reverse("publish_minutes:legal_force", args=[slug, view.notice.id]),
        _("Upprätta lagakraftbevis för § %(paragraphs)s") % {"paragraphs": paragraphs},
    )


def told_before_signing(line: signatures.SigningLine) -> signatures.PaperNotice | None:
    """Tell what has come since a certificate of legal force was drawn up; the signer decides."""
    if not line.about.startswith(CERTIFICATE):
        return None
    certificate = noticeboard.force_certificate(int(line.about.removeprefix(CERTIFICATE)))
    view = noticeboard.legal_force(certificate.notice_id, today=clock.today())
    came = [_(text) for text in noticeboard.came_since(view.notice, certificate, line.created_at)]
    if not view.have_legal_force(certificate.paragraphs):
        came.append(_("Beviset gäller en paragraf som inte har laga kraft nu."))
    if not came:
        return None
    what_to_do = _("Läs om beviset ändå stämmer. Annars avböjer du längst ned, och upprättar ett nytt bevis.")
    slug = organisation.authority_by_id(line.authority).slug
    return signatures.PaperNotice(
        title=_("Något har hänt sedan beviset upprättades"),
        text=" ".join([*came, what_to_do]),
        href=reverse("noticeboard_legal_force", args=[slug, view.notice.id]),
        link_text=_("Läget för paragraferna, och ett nytt bevis"),
    )


def _to_draw_up_anew(view: noticeboard.LegalForceView) -> noticeboard.ForceCertificateLine | None:
    """Find a certificate that was declined or is outdated, and whose paragraphs all have legal force."""
    for line in noticeboard.force_certificates(view.notice.id):
        asked = _newest_signing(view, line)
        is_wrong = was_declined(asked) or is_put_right_since(view.notice, asked) or is_outdated(line, asked)
        if is_wrong and view.have_legal_force(line.paragraphs):
            return line
    return None


def is_outdated(line: noticeboard.ForceCertificateLine, asked: signatures.SigningLine | None) -> bool:
    """Tell whether what it rests on changed after the certificate that is signed was drawn up."""
    if line.outdated_at is None or asked is None or asked.state is not signatures.RequestState.COMPLETE:
        return False
    return line.outdated_at > asked.created_at


def outdate_by_correction(
    actor: organisation.Actor, meeting: meetings.MeetingView, line: meetings.AddendumLine, *, at: dt.datetime
) -> None:
    """Let the certificates about what a signed correction puts right be drawn up anew."""
    whole = noticeboard.notice_of(meeting.authority, f"{MEETING}{meeting.id}", today=at.date())
    own = [
        notice_of_item(meeting.authority, item.id, today=at.date())
        for item in meeting.items
        if item.is_immediate and line.item_id in (None, item.id)
    ]
    for notice in filter(None, (whole, *own)):
        noticeboard.outdate_force_certificates(
            actor,
            notice_id=notice.id,
            paragraphs=None if line.paragraph is None else [str(line.paragraph)],
            by=noticeboard.Outdating.MINUTES,
            at=at,
        )


def corrections_of(notice: noticeboard.NoticeView, paragraphs: Sequence[str]) -> list[meetings.AddendumLine]:
    """List the signed corrections of the minutes that are about these paragraphs, or about the whole."""
    if notice.is_delegated or not notice.about.startswith((MEETING, ITEM)):
        return []
    meeting_id = meeting_of_notice(notice)
    return [
        one
        for one in (meetings.addenda_of(meeting_id) if meeting_id else ())
        if one.signed_on is not None
        and one.kind is meetings.AddendumKind.CORRECTION
        and (one.paragraph is None or str(one.paragraph) in paragraphs)
    ]


def _newest_signing(
    view: noticeboard.LegalForceView, line: noticeboard.ForceCertificateLine
) -> signatures.SigningLine | None:
    asked = signatures.requests_about(view.notice.authority, f"{CERTIFICATE}{line.id}")
    return asked[0] if asked else None
