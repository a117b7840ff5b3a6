"""Noting the certificate of legal force, which only paragraphs that have it get."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.noticeboard import models
from tinget.noticeboard.permissions import POST
from tinget.noticeboard.queries import NoticeNotFound, force_certificates, legal_force
from tinget.noticeboard.rules.force_certificates import all_in_force
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
