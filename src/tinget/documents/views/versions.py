"""Laying in a new version, and who works on the document meanwhile."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tinget.documents import actions, queries
from tinget.documents.forms import UnlockForm, VersionForm
from tinget.documents.permissions import FORCE_UNLOCK, WRITE
from tinget.documents.rules import VersionLine, document_url
from tinget.documents.views.documents import demonstration_of
from tinget.foundation import clock, files
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.foundation.ui import words
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import Actor, authority_by_slug, require


@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request: HttpRequest, authority: str, document_id: int) -> HttpResponse:
    """Lay in a new version; a check-out of one's own ends with it."""
    owner, actor, now = authority_by_slug(authority), actor_of(request), clock.now()
    document = queries.document(owner.id, document_id)
    require(actor, WRITE, authority=owner.id)
    lock = queries.lock_of(document_id)
    mine = lock if lock is not None and lock.in_force(now) and lock.is_held_by(actor.person_id) else None
    form = VersionForm(
        request.POST or None, request.FILES or None, initial={"lock": mine.token if mine else ""}
    )
    if request.method == "POST" and form.is_valid():
        added = attempt(form, partial(_lay_in, actor, owner.id, document_id, form))
        if added is not None:
            messages.success(request, _("Version %(number)s är inlagd.") % {"number": added.number})
            return redirect(document_url(authority, document_id))
    context = {
        "page_title": _("Lägg in en ny version"),
        "document": document,
        "authority": owner,
        **demonstration_of(document),
        "form": form,
        "mine": mine,
        "number": (document.latest.number if document.latest else 0) + 1,
        "document_url": document_url(authority, document_id),
    }
    return render(request, "documents/new_version.html", context)


def _lay_in(actor: Actor, authority: int, document_id: int, form: VersionForm) -> VersionLine:
    given = form.cleaned_data
    stored = files.store(authority, given["file"], name=given["file"].name)
    return actions.add_version(
        actor,
        document_id=document_id,
        file=stored,
        name=given["file"].name,
        comment=given["comment"],
        lock=given["lock"],
        at=clock.now(),
    )


@require_POST
def check_out(request: HttpRequest, authority: str, document_id: int) -> HttpResponse:
    """Check the document out."""
    owner = authority_by_slug(authority)
    queries.document(owner.id, document_id)
    lock = actions.check_out(actor_of(request), document_id=document_id, at=clock.now())
    until = words.moment_words(lock.until)
    messages.success(
        request,
        _("Du har checkat ut dokumentet till %(until)s. Hämta filen, och lägg in din version när du är klar.")
        % {"until": until},
    )
    return redirect(document_url(authority, document_id))


@require_POST
def release(request: HttpRequest, authority: str, document_id: int) -> HttpResponse:
    """End one's own check-out without a version."""
    owner = authority_by_slug(authority)
    queries.document(owner.id, document_id)
    actions.release(actor_of(request), document_id=document_id, at=clock.now())
    messages.success(request, _("Utcheckningen är avslutad. Andra kan lägga in versioner igen."))
    return redirect(document_url(authority, document_id))


@require_http_methods(["GET", "HEAD", "POST"])
def force_unlock(request: HttpRequest, authority: str, document_id: int) -> HttpResponse:
    """Break another's check-out, for a reason."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    document = queries.document(owner.id, document_id)
    require(actor, FORCE_UNLOCK, authority=owner.id)
    lock = queries.lock_of(document_id)
    if lock is None:
        raise NotPossible(_("Dokumentet är inte utcheckat. Läs om sidan."))
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, partial(_break, actor, document_id, form.cleaned_data["reason"]))
        if done:
            messages.success(request, _("Utcheckningen är bruten."))
            return redirect(document_url(authority, document_id))
    context = {
        "page_title": _("Bryt utcheckningen"),
        "consequence": _(
            "%(name)s arbetar med dokumentet sedan %(since)s. Bryter du utcheckningen kan andra lägga in"
            " versioner, och det som %(name)s har ändrat på sin dator får jämföras in efteråt."
        )
        % {"name": lock.name, "since": words.moment_words(lock.since)},
        "form": form,
        "button": _("Bryt utcheckningen"),
        "back_href": document_url(authority, document_id),
        **demonstration_of(document),
    }
    return render(request, "ui/confirm.html", context)


def _break(actor: Actor, document_id: int, reason: str) -> bool:
    actions.force_unlock(actor, document_id=document_id, reason=reason, at=clock.now())
    return True
