"""The summons as a page, the one PDF, sending it, and the proof of how it went."""

from http import HTTPStatus

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tinget.foundation import clock, files
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import moment_words, swedish_date
from tinget.meetings.api import MeetingState, MeetingView, item_left_by
from tinget.messages.api import MAIL_TEXTS
from tinget.organisation.api import Actor, Authority, permits, require
from tinget.registry import api as registry
from tinget.summons import actions, queries
from tinget.summons.forms import SendForm
from tinget.summons.permissions import READ, SUMMON
from tinget.summons.queries import Proof, SummonsView
from tinget.summons.rules.content import Content, difference, hours
from tinget.summons.rules.summoning import latest_day
from tinget.summons.views.around import around, find


@require_safe
def show_summons(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show the newest summons with agenda and papers; to whoever calls also how it went."""
    owner, meeting = find(authority, address)
    actor = actor_of(request)
    require(actor, READ, authority=owner.id)
    summons = queries.latest_for(meeting.id, actor.person_id)
    may_send = _may_send(actor, owner, meeting)
    unsent = difference(summons.content, queries.content_now(meeting)) if summons and may_send else ()
    context = {
        **around(owner, meeting),
        "page_title": summons.kind_text if summons else _("Kallelse"),
        "summons": summons,
        "record": record_of(summons),
        "earlier": queries.summonses(meeting.id)[1:],
        "facts": facts_of(summons.content, summons) if summons else [],
        "latest_day": latest_day(meeting.planned_on),
        "may_send": may_send and (summons is None or bool(unsent)),
        "unsent": unsent,
        "proof": _proof(queries.proofs(owner.id, summons.id))
        if summons and may_see_proof(actor, owner)
        else None,
        "send_url": reverse("summons:send", args=[owner.slug, meeting.address]),
    }
    return render(request, "summons/summons.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Send the summons, or what has changed since it was sent."""
    owner, meeting = find(authority, address)
    actor = actor_of(request)
    require(actor, SUMMON, authority=owner.id)
    called, before = queries.called(meeting), queries.latest(meeting.id)
    form = SendForm(request.POST if request.method == "POST" else None)
    here = reverse("summons:summons", args=[owner.slug, meeting.address])
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _send(actor, meeting, form), rule_field="reason")
        if made is not None:
            messages.success(request, _sent_text(queries.proofs(owner.id, made)))
            return redirect(here)
    content = queries.content_now(meeting)
    context = {
        **around(owner, meeting),
        "page_title": _("Skicka ändringen") if before else _("Skicka kallelsen"),
        "form": form,
        "content": content,
        "changes": difference(before.content, content) if before else (),
        "by_mail": [one for one in called if one.email],
        "on_paper": [one for one in called if not one.email],
        "empty_seats": queries.empty_seats(meeting),
        "left_out": [one for one in content.papers() if one.left_text],
        "latest_day": latest_day(meeting.planned_on),
        "is_late": clock.today() > latest_day(meeting.planned_on),
        "facts": facts_of(content, None),
        "back": here,
    }
    return render(request, "summons/send.html", context)


@require_safe
def booklet(request: HttpRequest, authority: str, address: str, number: int) -> HttpResponseBase:
    """Give the one PDF of a summons, as it was sent."""
    owner, meeting = find(authority, address)
    actor = actor_of(request)
    require(actor, READ, authority=owner.id)
    if item_left_by(meeting.id, actor.person_id) is not None:
        raise NotPossible(_("Du är jävig i det ärende som behandlas. PDF:en visas igen när det är avgjort."))
    found = next((one for one in queries.summonses(meeting.id) if one.number == number and one.sha256), None)
    if found is None:
        raise Http404(str(number))
    etag = quote_etag(found.sha256)
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    name = _("kallelse-%(address)s.pdf") % {"address": meeting.address}
    stream = files.open_stored(owner.id, found.sha256)
    return FileResponse(stream, filename=name, content_type="application/pdf", headers=headers)


def facts_of(content: Content, summons: SummonsView | None) -> list[tuple[str, object]]:
    """List what a summons calls to."""
    facts: list[tuple[str, object]] = [
        (_("Dag"), swedish_date(content.day)),
        (_("Tid"), hours(content)),
        (_("Plats"), content.place or _("inte bestämd")),
    ]
    if summons:
        facts += [(_("Kallar"), summons.called_by_text), (_("Skickad"), moment_words(summons.sent_at))]
    return facts


def record_of(summons: SummonsView | None) -> registry.RecordLine | None:
    """Give the record that a summons is in the register, where it may be seen."""
    number = summons.record_id if summons else None
    return registry.records([number]).get(number) if number is not None else None


def may_see_proof(actor: Actor, owner: Authority) -> bool:
    """Whether the actor sees to whom the letters went: addresses are no reading for everybody."""
    return permits(actor, SUMMON, owner.id)


def _may_send(actor: Actor, owner: Authority, meeting: MeetingView) -> bool:
    alike = actor.is_demonstration == meeting.is_demonstration and not meeting.is_published_fact
    return alike and meeting.state is MeetingState.PLANNED and permits(actor, SUMMON, owner.id)


def _send(actor: Actor, meeting: MeetingView, form: SendForm) -> int:
    given = form.cleaned_data
    sending = actions.Sending(
        called_by=given["called_by"],
        message=given["message"],
        reason=given["reason"],
        guests=tuple(actions.Guest(name, email) for name, email in given["guests"]),
    )
    return actions.send_summons(actor, meeting_id=meeting.id, sending=sending, at=clock.now())


def _sent_text(proofs: list[Proof]) -> str:
    count = sum(bool(one.email) for one in proofs)
    text = ngettext(
        "Kallelsen skickas till %(count)s person.", "Kallelsen skickas till %(count)s personer.", count
    )
    on_paper = len(proofs) - count
    more = ngettext(
        " %(count)s saknar e-postadress och kallas på papper.",
        " %(count)s saknar e-postadress och kallas på papper.",
        on_paper,
    )
    return text % {"count": count} + (more % {"count": on_paper} if on_paper else "")


def _proof(proofs: list[Proof]) -> Listing:
    count = len(proofs)
    caption = ngettext("%(count)s kallad", "%(count)s kallade", count) % {"count": count}
    return Listing(
        caption=caption,
        columns=tuple(map(Column, (_("Namn"), _("Uppdrag"), _("Adress"), _("Kallelsen"), _("Skickad")))),
        rows=tuple(Row(cells=_proof_cells(one)) for one in proofs),
        empty_title=_("Ingen är kallad"),
        empty_text=_("De som kallas visas här när kallelsen är skickad."),
    )


def _proof_cells(one: Proof) -> tuple[Cell, ...]:
    office = ", ".join(filter(None, (one.called_as, one.municipality)))
    if one.state is None:
        state = Cell(_("på papper"), state="wait")
    else:
        words, tone = MAIL_TEXTS[one.state]
        state = Cell(" ".join(filter(None, (str(words), one.reason))), state=tone)
    when = moment_words(one.sent_at) if one.sent_at else "–"
    return (Cell(one.name), Cell(office), Cell(one.email or "–"), state, Cell(when))
