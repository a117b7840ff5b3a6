"""Noting the certificate of legal force, which only paragraphs that have it get."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.noticeboard import models
from tinget.noticeboard.permissions import POST
from tinget.noticeboard.queries import NoticeNotFound, force_certificates, legal_force
from tinget.noticeboard.rules.force_certificates import Outdating, all_in_force
from tinget.noticeboard.rules.notices import expanded
from tinget.noticeboard.rules.paragraphs import collapsed
from tinget.organisation.api import Actor, require


def add_force_certificate(
    actor: Actor, *, notice_id: int, paragraphs: Sequence[str], document_id: int, at: datetime
) -> int:
    """Say which document certifies that these paragraphs have legal force; return the certificate's id.

    Only when the court's answer or the final rulings give it to them, and once for each paragraph.
    """
    row = models.Notice.objects.select_for_update().filter(pk=notice_id).first()
    if row is None:
        raise NoticeNotFound
    require(actor, POST, authority=row.authority_id)
    if not all_in_force(legal_force(notice_id, today=at.date()).paragraphs, paragraphs):
        raise NotPossible(
            _("Lagakraftbevis kan bara ges för paragrafer som har fått laga kraft: domstolens svar behövs.")
        )
    certified = {one for line in force_certificates(notice_id) for one in expanded(line.paragraphs)}
    if certified & set(paragraphs):
        raise NotPossible(_("Paragrafen har redan ett lagakraftbevis."))
    made = models.ForceCertificate.objects.create(
        authority_id=row.authority_id,
        notice=row,
        paragraphs=collapsed(paragraphs, row.paragraphs),
        document_id=document_id,
        published_at=row.published_at,
    )
    ledger.append(
        actor,
        "add_force_certificate",
        on=f"noticeboard.notice:{row.pk}",
        authority=row.authority_id,
        changes={"note": f"§ {made.paragraphs}", "document": document_id},
    )
    return made.pk


def keep_force_certificate_moment(actor: Actor, *, certificate_id: int, drawn_up_at: datetime) -> None:
    """Note when the certificate that is signed now was drawn up: what it tells is of then."""
    row = models.ForceCertificate.objects.select_for_update().get(pk=certificate_id)
    require(actor, POST, authority=row.authority_id)
    row.drawn_up_at = drawn_up_at
    row.save(update_fields=["drawn_up_at"])
    ledger.append(
        actor,
        "sign_force_certificate",
        on=f"noticeboard.notice:{row.notice_id}",
        authority=row.authority_id,
        changes={"note": f"§ {row.paragraphs}", "drawn_up_at": drawn_up_at.isoformat()},
    )


def outdate_force_certificates(
    actor: Actor, *, notice_id: int, paragraphs: Collection[str] | None, by: Outdating, at: datetime
) -> None:
    """Mark the notice's certificates of these paragraphs, None: of all, as older than what they rest on."""
    row = models.Notice.objects.select_for_update().filter(pk=notice_id).first()
    if row is None:
        raise NoticeNotFound
    require(actor, POST, authority=row.authority_id)
    wanted = expanded(row.paragraphs) if paragraphs is None else paragraphs
    marked = mark_outdated(row, wanted, by=by, at=at)
    if marked:
        ledger.append(
            actor,
            "outdate_force_certificates",
            on=f"noticeboard.notice:{row.pk}",
            authority=row.authority_id,
            changes={"note": f"§ {', '.join(marked)}", "by": by.value},
        )


def mark_outdated(
    notice: models.Notice, paragraphs: Collection[str], *, by: Outdating, at: datetime
) -> list[str]:
    """Mark the certificates of these paragraphs of a notice that is locked; return what they are about."""
    wanted = set(paragraphs)
    found = [one for one in force_certificates(notice.pk) if wanted & set(expanded(one.paragraphs))]
    rows = models.ForceCertificate.objects.filter(pk__in=[one.id for one in found])
    rows.update(outdated_at=at, outdated_by=by.value)
    return [one.paragraphs for one in found]
