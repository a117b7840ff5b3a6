"""What a letter tells: meetings that were planned and decisions that were approved, as visitors read them."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.foundation import mail
from tinget.foundation.ui.words import short_date
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.workflows.follow_by_mail.rules import Days
from tinget.workflows.follow_by_mail.subscribing import FOLLOWED, Followed, Wanted
from tinget.workflows.public_site.overview import concerning
from tinget.workflows.publish_minutes.reading import as_on_the_web


def news(owner: organisation.Authority, wanted: Wanted, days: Days) -> list[str]:
    """Write what came on those days, a line each; empty where nothing did."""
    lines: list[str] = []
    if wanted.meetings:
        lines += _of_meetings(owner, days)
    if wanted.decisions:
        lines += _of_decisions(owner, wanted.municipality_id, days)
    return lines


def send(followed: Followed, lines: list[str]) -> None:
    """Write to the address, with the link that ends the letters."""
    owner = organisation.authority_by_id(followed.authority)
    body = [*lines, _("Vill du inte ha de här breven? Sluta här:"), mail.LINK, ""]
    mail.send_later(
        authority=owner.id,
        to=followed.email,
        subject=_("Nytt från %(name)s") % {"name": owner.name},
        body="\n".join(body),
        about=f"{FOLLOWED}:{followed.id}",
    )


def _of_meetings(owner: organisation.Authority, days: Days) -> list[str]:
    found = meetings.planned_on(owner.id, days.first, days.last)
    lines = [
        text
        for one in found
        for text in (
            _mark(one) + _("Sammanträde %(day)s") % {"day": short_date(one.day)},
            f"{settings.TINGET_ADDRESS}{one.url}",
            "",
        )
    ]
    return [_("Nya sammanträden"), "", *lines] if lines else []


def _of_decisions(owner: organisation.Authority, municipality: int | None, days: Days) -> list[str]:
    approved = meetings.approved_on(owner.id, days.first, days.last)
    items = _concerning(owner, municipality) if municipality else None
    lines: list[str] = []
    for line in approved:
        for item in as_on_the_web(meetings.meeting_by_id(line.id)).items:
            if item.paragraph is not None and (items is None or item.id in items):
                page = reverse("public_site:minutes_item", args=[owner.slug, line.address, item.paragraph])
                lines += [
                    f"{_mark(line)}{short_date(line.day)} {item.number} {item.title}",
                    f"{settings.TINGET_ADDRESS}{page}",
                    "",
                ]
    return [_("Beslut i nya protokoll"), "", *lines] if lines else []


def _concerning(owner: organisation.Authority, municipality: int) -> set[int]:
    place = next(one for one in organisation.municipalities() if one.id == municipality)
    return {one.item.id for one in concerning(owner.id, place)}


def _mark(line: meetings.MeetingLine) -> str:
    return _("DEMONSTRATION: ") if line.is_demonstration else ""
