"""What the certificate of notice says, and its typesetting."""

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max, Min
from django.utils.timezone import localtime

from tinget.foundation import ledger
from tinget.foundation.pdf.typesetting import JSON, typeset
from tinget.noticeboard import models
from tinget.noticeboard.queries.noticed import PostingView
from tinget.noticeboard.queries.notices import notice, told_now
from tinget.noticeboard.rules.appeal_time import Clock
from tinget.noticeboard.rules.notices import expanded
from tinget.noticeboard.rules.observing import Seen
from tinget.organisation.api import PersonName, authority_by_id, municipalities

CERTIFICATE = Path(__file__).parents[1] / "templates" / "noticeboard" / "certificate.typ"


def certificate_content(
    notice_id: int, *, secretary: PersonName | None, generated_on: dt.date
) -> dict[str, JSON]:
    """Return what the certificate of notice says; the keys are described in its template."""
    view = notice(notice_id, today=generated_on)
    authority = authority_by_id(view.authority)
    host = next(one for one in municipalities() if one.id == authority.host_municipality_id)
    rows = told_now().filter(posting__notice_id=notice_id)
    told = {row.posting_id: row for row in rows}  # the newest of each board comes last
    observed = _observed(notice_id)
    newest = ledger.head(view.authority)
    return {
        "authority": {
            "name": authority.name,
            "host": host.org_name,
            "address": f"{settings.TINGET_ADDRESS}/{authority.slug}/",
        },
        "meeting_date": view.meeting_date.isoformat(),
        "paragraphs": expanded(view.paragraphs),
        "approved_on": _iso(view.approved_on),
        "postings": [
            _posted(posting, told.get(posting.id), view.clock) | {"observed": observed.get(posting.id)}
            for posting in view.postings
        ],
        "last_day_to_appeal": _iso(view.clock.last_day.date) if view.clock else None,
        "kept_at": view.kept_at,
        "secretary": {"name": secretary.name, "party": secretary.party} if secretary else None,
        "demonstration": view.is_demonstration,
        "rendering_of_published_facts": view.is_published_fact,
        "ledger_head": {"count": newest.count, "hash": newest.hash},
        "generated_on": generated_on.isoformat(),
    }


def render_certificate(content: dict[str, JSON]) -> bytes:
    """Typeset the certificate of notice (anslagsbevis) as a PDF."""
    return typeset(CERTIFICATE, content)


def _posted(posting: PostingView, told: models.Display | None, running: Clock | None) -> dict[str, JSON]:
    by, at = (
        (told.down_by or told.up_by, told.down_recorded_at or told.up_recorded_at) if told else (None, None)
    )
    return {
        "municipality": posting.municipality.name,
        "up": _iso(posting.up_on),
        "earliest_removal": _iso(running.removal.date) if running else None,
        "down": _iso(posting.down_on),
        "confirmed_by": by,
        "confirmed_on": _iso(localtime(at).date()) if at else None,
    }


def _observed(notice_id: int) -> dict[int, JSON]:
    """Tell of each posting how often, and when first and last, the notice was found on the board."""
    rows = models.Observation.objects.filter(posting__notice_id=notice_id, seen=Seen.FOUND.value)
    found = rows.order_by().values("posting_id").annotate(n=Count("pk"), first=Min("at"), last=Max("at"))
    return {
        one["posting_id"]: {
            "count": one["n"],
            "first": _iso(localtime(one["first"]).date()),
            "last": _iso(localtime(one["last"]).date()),
        }
        for one in found
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
