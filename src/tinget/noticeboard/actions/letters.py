"""The letters to the registrars: the link when the notice is sent, and reminders while nothing is told."""

import datetime as dt
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tinget.foundation import ledger, mail
from tinget.kernel.dates import in_words
from tinget.noticeboard import models, queries
from tinget.noticeboard.permissions import REMIND
from tinget.noticeboard.queries.links import ABOUT, digest, token_of
from tinget.noticeboard.queries.silence import Silence, awaited_of
from tinget.noticeboard.rules.reminders import Awaited
from tinget.organisation.api import Actor, authority_by_id, require


def send_link(posting: models.Posting, *, day: dt.date) -> None:
    """E-mail the registrar the task and the link."""
    view = queries.notice(posting.notice_id, today=day)
    name = authority_by_id(posting.authority_id).name
    if view.summons is not None:
        words = {"heading": view.summons.heading, "day": in_words(view.meeting_date), "authority": name}
        subject = _("Anslå: %(heading)s %(day)s, %(authority)s") % words
        more = {"replaced": queries.replaced_by(view)}
        _send(posting, view, subject=subject, template="noticeboard/summons_mail.txt", more=more)
        return
    words = {"day": in_words(view.latest_up.date if view.latest_up else day), "authority": name}
    subject = _("Anslå senast %(day)s: justerat protokoll från %(authority)s") % words
    _send(posting, view, subject=subject, template="noticeboard/mail.txt", more={"day": day})


def remind_registrars(actor: Actor, *, authority: int, at: dt.datetime) -> int:
    """Remind each board that has not told what it could; return how many letters were sent."""
    require(actor, REMIND, authority=authority)
    today, sent = at.date(), 0
    for view in queries.every_notice(authority, today=today):
        awaited = {one.posting.id: one for one in awaited_of(view, today=today)}
        if not awaited:
            continue
        rows = models.Posting.objects.select_for_update().filter(pk__in=awaited).exclude(email="")
        for row in rows.order_by("pk"):
            silence = awaited[row.pk]
            if silence.waiting.reminder_due(today, reminded_on=row.reminded_on):
                _remind(actor, row, view, silence, at=at)
                sent += 1
    return sent


def remind_of_removal(actor: Actor, *, posting_id: int, at: dt.datetime) -> None:
    """Write at once to the registrar of a board that has dropped the notice."""
    row = models.Posting.objects.select_for_update().get(pk=posting_id)
    require(actor, REMIND, authority=row.authority_id)
    view = queries.notice(row.notice_id, today=at.date())
    silence = next((one for one in awaited_of(view, today=at.date()) if one.posting.id == posting_id), None)
    if row.email and silence is not None:
        _remind(actor, row, view, silence, at=at)


def keep_link(posting: models.Posting) -> None:
    """Let the link that is derived for the posting be the one that works."""
    posting.token_sha256 = digest(token_of(posting))


def _remind(
    actor: Actor, posting: models.Posting, view: queries.NoticeView, silence: Silence, *, at: dt.datetime
) -> None:
    keep_link(posting)  # one from before links were derived, or from before the secret was changed
    posting.reminded_on = at.date()
    posting.save(update_fields=["reminded_on", "token_sha256"])
    waits_for = silence.waiting.what
    words = {
        Awaited.UP: _("Påminnelse: sätt upp anslaget från %(authority)s och bekräfta"),
        Awaited.UP_AGAIN: _("Påminnelse: sätt upp anslaget från %(authority)s igen"),
        Awaited.DOWN: _("Påminnelse: anslaget från %(authority)s får tas ned"),
    }
    subject = words[waits_for] % {"authority": authority_by_id(posting.authority_id).name}
    more = {"what": waits_for.value, "since": silence.waiting.since}
    template = "noticeboard/summons_reminder.txt" if view.summons else "noticeboard/reminder.txt"
    _send(posting, view, subject=subject, template=template, more=more)
    ledger.append(
        actor,
        "remind_registrar",
        on=f"noticeboard.posting:{posting.pk}",
        authority=posting.authority_id,
        changes={"board": posting.municipality_name, "waits_for": waits_for.value},
    )


def _send(
    posting: models.Posting, view: queries.NoticeView, *, subject: str, template: str, more: dict[str, Any]
) -> None:
    """Queue a letter whose link is put in when it is handed over: the row that is kept does not hold it."""
    context = {
        "notice": view,
        "municipality": posting.municipality_name,
        "authority": authority_by_id(posting.authority_id),
        "link": mail.LINK,
        **more,
    }
    prefix = "DEMONSTRATION: " if view.is_demonstration else ""
    mail.send_later(
        authority=posting.authority_id,
        to=posting.email,
        subject=f"{prefix}{subject}",
        body=render_to_string(template, context),
        about=f"{ABOUT}:{posting.pk}",
    )
