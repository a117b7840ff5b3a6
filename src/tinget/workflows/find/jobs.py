"""What the clock asks for: mail each morning on what is new in saved searches, and words for spelling."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinget.foundation import clock, jobs, mail, search
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import api as organisation
from tinget.workflows.find import saving
from tinget.workflows.find.asked import read
from tinget.workflows.find.scopes import scope_of

LOOK, MAIL, LEARN = "find.look_for_new", "find.mail_what_is_new", "find.learn_words"
MORNING = "20 5 * * *"  # the queue's clock is UTC
EVERY_FIVE_MINUTES = "*/5 * * * *"
LEARNT_BACK = dt.timedelta(minutes=5)
LISTED = 20


@jobs.by_clock(LOOK, cron=MORNING)
def look_for_new() -> None:
    """Ask for each search that is followed by e-mail, one job each: what fails for one stops nobody else."""
    for authority in organisation.authorities():
        with scoped(Scope(authorities=frozenset({authority.id}), unrestricted=True)):
            for search_id in saving.due_for_mail(authority.id, before=clock.now() - dt.timedelta(hours=12)):
                jobs.enqueue(MAIL, authority=authority.id, search_id=search_id)


@jobs.job(MAIL, unrestricted=True)
def mail_what_is_new(*, authority: int, search_id: int) -> None:
    """Write to the owner of a search about what has come since last, as they may see it at this moment."""
    saved, at = saving.row_of(search_id), clock.now()
    if saved is None or not saved.by_mail or saved.mailed_at is None:
        return
    address = organisation.addresses([saved.person_id]).get(saved.person_id)
    scope = scope_of(saved.person_id, authority)
    if scope is None or address is None:
        return
    asked = read(saved.query)
    with scoped(scope):
        wish = search.Wish(size=LISTED, by_date=True, since=saved.mailed_at)
        found = search.find(authority, asked.text, asked.filters, wish)
    saving.mailed(search_id, at=at)
    if found.number:
        subject = _("Nytt i din bevakning: %(name)s") % {"name": saved.name}
        body = _body(organisation.authority_by_id(authority), saved, found)
        mail.send_later(authority=authority, to=address, subject=subject, body=body)


@jobs.by_clock(LEARN, cron=EVERY_FIVE_MINUTES)
def learn_words() -> None:
    """Learn the words of what has been put into the index lately, in each authority."""
    since = clock.now() - LEARNT_BACK
    for authority in organisation.authorities():
        with scoped(Scope(authorities=frozenset({authority.id}))):
            search.learn(authority.id, since=since)


def _body(authority: organisation.Authority, saved: saving.Saved, found: search.Found) -> str:
    count = ngettext("%(count)s ny träff", "%(count)s nya träffar", found.number) % {"count": found.count}
    lines = [_("%(count)s i din bevakning %(name)s.") % {"count": count, "name": saved.name}, ""]
    for hit in found.hits:
        lines += [" ".join(part for part in (hit.number, hit.title) if part), _whole(hit.url), ""]
    if found.after is not None:
        lines += [_("Fler träffar visas på sidan:"), ""]
    page = f"/{authority.slug}/sok/?{read(saved.query).address()}"
    stop = reverse("find:stop_mail", args=[authority.slug, saving.link_to_stop(authority.id, saved.id)])
    lines += [_whole(page), "", _("Vill du inte ha de här breven? Sluta här, utan att logga in:")]
    return "\n".join([*lines, _whole(stop), ""])


def _whole(path: str) -> str:
    return f"{settings.TINGET_ADDRESS}{path}"
