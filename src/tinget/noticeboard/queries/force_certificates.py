"""Certificates of legal force: which there are, what one says, and its typesetting."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404

from tinget.foundation import ledger
from tinget.foundation.pdf.typesetting import JSON, typeset
from tinget.noticeboard import models
from tinget.noticeboard.queries.legal_force import LegalForceView, legal_force
from tinget.noticeboard.queries.noticed import NoticeView
from tinget.noticeboard.rules.force_certificates import DAY_PUT_RIGHT, OUTDATING_TEXTS, Outdating, to_certify
from tinget.noticeboard.rules.notices import expanded
from tinget.noticeboard.rules.paragraphs import ParagraphStanding
from tinget.organisation.api import authority_by_id, municipalities

TEMPLATE = Path(__file__).parents[1] / "templates" / "noticeboard" / "force_certificate.typ"


class ForceCertificateNotFound(Http404):
    """No such certificate, or none that this person may see."""


@dataclass(frozen=True, slots=True)
class ForceCertificateLine:
    """A certificate, the paragraphs that it is about, and its document."""

    id: int
    notice_id: int
    paragraphs: str
    document_id: int
    drawn_up_at: dt.datetime | None = None
    outdated_at: dt.datetime | None = None
    outdated_by: Outdating | None = None

    @property
    def outdated_text(self) -> str:
        """What came after it, in Swedish; empty when nothing did."""
        return OUTDATING_TEXTS[self.outdated_by] if self.outdated_by else ""


def force_certificates(notice_id: int) -> list[ForceCertificateLine]:
    """Return the notice's certificates of legal force, oldest first."""
    rows = models.ForceCertificate.objects.filter(notice_id=notice_id)
    return [_line(row) for row in rows]


def outdated_certificates(authority: int) -> list[ForceCertificateLine]:
    """Return the authority's certificates of legal force that something came after, oldest first."""
    rows = models.ForceCertificate.objects.filter(authority_id=authority, outdated_at__isnull=False)
    return [_line(row) for row in rows]


def force_certificate(certificate_id: int) -> ForceCertificateLine:
    """Return one certificate, or raise ForceCertificateNotFound."""
    row = models.ForceCertificate.objects.filter(pk=certificate_id).first()
    if row is None:
        raise ForceCertificateNotFound
    return _line(row)


def came_since(notice: NoticeView, line: ForceCertificateLine, drawn_up_at: dt.datetime) -> list[str]:
    """Tell, in Swedish, what the certificate rests on that changed after the moment it was drawn up."""
    is_outdated = line.outdated_at is not None and line.outdated_at > drawn_up_at
    told = ((line.outdated_text, is_outdated), (DAY_PUT_RIGHT, notice.is_put_right_since(drawn_up_at)))
    return [text for text, came in told if came]


def paragraphs_to_certify(view: LegalForceView) -> list[str]:
    """Return the paragraphs that have legal force and no certificate of it."""
    certified = [one for line in force_certificates(view.notice.id) for one in expanded(line.paragraphs)]
    return [one.paragraph for one in to_certify(view.paragraphs, certified)]


def force_content(
    notice_id: int,
    *,
    paragraphs: Sequence[str],
    secretary: str,
    generated_on: dt.date,
    corrections: Sequence[str] = (),
) -> dict[str, JSON]:
    """Return what a certificate of legal force says; the keys are described in its template.

    `corrections` name what has been put right in the minutes, with its day.
    """
    view = legal_force(notice_id, today=generated_on)
    authority = authority_by_id(view.notice.authority)
    host = next(one for one in municipalities() if one.id == authority.host_municipality_id)
    newest = ledger.head(view.notice.authority)
    answered = view.notice.court_answer_on
    return {
        "authority": {
            "name": authority.name,
            "host": host.org_name,
            "address": f"{settings.TINGET_ADDRESS}/{authority.slug}/",
        },
        "meeting_date": view.notice.meeting_date.isoformat(),
        "is_delegated": view.notice.is_delegated,
        "approved_on": view.notice.approved_on.isoformat() if view.notice.approved_on else None,
        "paragraphs": [_paragraph(one) for one in view.paragraphs if one.paragraph in set(paragraphs)],
        "court_answer_on": answered.isoformat() if answered else None,
        "court_answer_reference": view.notice.court_answer_reference,
        "appeals": _appeals(view, set(paragraphs)),
        "corrections": list(corrections),
        "secretary": secretary,
        "demonstration": view.notice.is_demonstration,
        "ledger_head": {"count": newest.count, "hash": newest.hash},
        "generated_on": generated_on.isoformat(),
    }


def render_force_certificate(content: dict[str, JSON]) -> bytes:
    """Typeset the certificate of legal force (lagakraftbevis) as a PDF."""
    return typeset(TEMPLATE, content)


def _line(row: models.ForceCertificate) -> ForceCertificateLine:
    return ForceCertificateLine(
        row.pk,
        row.notice_id,
        row.paragraphs,
        row.document_id,
        row.drawn_up_at,
        row.outdated_at,
        Outdating(row.outdated_by) if row.outdated_by else None,
    )


def _paragraph(standing: ParagraphStanding) -> dict[str, JSON]:
    return {
        "paragraph": standing.paragraph,
        "legal_force": standing.legal_force.date.isoformat() if standing.legal_force else None,
        "last_day": standing.clock.last_day.date.isoformat() if standing.clock else None,
        "steps": [
            {"date": step.date.isoformat(), "reason": step.reason, "source": step.source}
            for step in standing.steps
        ],
    }


def _appeals(view: LegalForceView, paragraphs: set[str]) -> list[JSON]:
    return [
        {
            "received_on": one.logged.received_on.isoformat(),
            "at": one.logged.at,
            "paragraphs": one.logged.paragraphs,
            "in_time": one.is_in_time,
            "ruling": one.ruling_text,
            "resolved_on": one.logged.resolved_on.isoformat() if one.logged.resolved_on else None,
        }
        for one in view.appeals
        if paragraphs & set(expanded(one.logged.paragraphs))
    ]
