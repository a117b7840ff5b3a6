"""What waits of certificates of legal force: those that something came after are drawn up anew."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures
from tinget.workflows.publish_minutes.legal_force import CERTIFICATE, is_outdated
from tinget.workflows.publish_minutes.permissions import DRAW_UP
from tinget.workflows.start_page.waiting import Waiting


def certified_for(
    actor: organisation.Actor, authority: organisation.Authority, *, today: dt.date
) -> Iterator[Waiting]:
    """Tell who draws them up which certificates no longer tell what they rest on, and why."""
    if not organisation.permits(actor, DRAW_UP, authority.id):
        return
    found = noticeboard.outdated_certificates(authority.id)
    abouts = [f"{CERTIFICATE}{one.id}" for one in found]
    asked = signatures.newest_requests(authority.id, abouts) if abouts else {}
    for line, about in zip(found, abouts, strict=True):
        if not is_outdated(line, asked.get(about)):
            continue
        if noticeboard.legal_force(line.notice_id, today=today).have_legal_force(line.paragraphs):
            yield Waiting(
                1,
                _("Lagakraftbeviset för § %(paragraphs)s ska upprättas på nytt")
                % {"paragraphs": line.paragraphs},
                reverse("noticeboard_legal_force", args=[authority.slug, line.notice_id]),
                _(line.outdated_text),
            )
