"""The inbox, a message's page with its files, and what can be done with it besides registering."""

from functools import partial
from pathlib import PurePath

from django.contrib import messages as told
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinget.foundation import clock, files, ledger
from tinget.foundation.http import actor_of
from tinget.foundation.ui import words
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.messages import actions, queries
from tinget.messages.forms import InboxForm, SetAsideForm
from tinget.messages.models import KIND_TEXTS, NOTE_TEXTS, STATE_TEXTS, STATE_TONES, TOO_LARGE
from tinget.messages.permissions import READ, TAKE_CARE
from tinget.messages.rules.lines import (
    INLINE_TYPES,
    AttachmentLine,
    MessageLine,
    MessageView,
    State,
    may_become,
)
from tinget.messages.rules.parsing import Kind
from tinget.organisation.api import Actor, Authority, authority_by_slug, name_of, permits, require

TEXT_SHOWN = 20_000  # signs; a page stays under 100 kB, and the original holds the rest


@require_safe
def inbox(request: HttpRequest, authority: str) -> HttpResponse:
    """List what has come in: from whom, about what, when, and what became of it."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, READ, authority=owner.id)
    form = InboxForm(request.GET)
    shown = form.shown()
    found = queries.messages(
        actor, owner.id, states=InboxForm.SHOWN[shown], after=form.after(), size=queries.PAGE + 1
    )
    context = {
        "page_title": _("Meddelanden"),
        "authority": owner,
        "filters": InboxForm(initial={"visa": shown}),
        "listing": _listing(owner, found, shown, waiting=queries.count_unregistered(actor, owner.id)),
        "goes_on": form.after(),
        "write_url": queries.writing_address(actor, owner),
    }
    return render(request, "messages/inbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_message(request: HttpRequest, authority: str, message_id: int) -> HttpResponse:
    """Show a message as plain text with its files; a post sets it aside, with a reason."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    view = queries.message(actor, owner.id, message_id)
    form = SetAsideForm(request.POST or None)
    if request.method == "POST":
        require(actor, TAKE_CARE, authority=owner.id)
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.set_aside, actor, message_id, reason=form.cleaned_data["reason"], at=clock.now()
        )
        if attempt(form, lambda: act() or True):
            told.success(request, _("Meddelandet är lagt åt sidan. Det kan läggas tillbaka."))
            return redirect("messages:inbox", owner.slug)
    state = view.line.state
    context = {
        "page_title": view.line.title,
        "authority": owner,
        "message": view,
        "state_text": STATE_TEXTS[state],
        "state_tone": STATE_TONES[state],
        "kind_text": KIND_TEXTS[view.line.kind],
        "text": view.text[:TEXT_SHOWN],
        "is_cut": len(view.text) > TEXT_SHOWN,
        "notes": [NOTE_TEXTS[note] for note in view.notes],
        "files": [_file(owner, view, one) for one in view.files],
        "original_url": reverse("messages:original", args=[owner.slug, message_id])
        if view.sha256 and view.line.is_whole
        else "",
        "facts": _facts(view),
        "events": _events(owner, message_id),
        "form": form if may_become(state, State.SET_ASIDE) else None,
        "register_url": _register_url(owner, view),
        "too_large": not view.line.is_whole,
        "answer_url": _answer_url(actor, owner, view.line),
        "may_take_back": permits(actor, TAKE_CARE, owner.id) and may_become(state, State.WAITING),
    }
    return render(request, "messages/message.html", context)


@require_POST
def take_back(request: HttpRequest, authority: str, message_id: int) -> HttpResponse:
    """Let a message that was set aside wait again."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    queries.message(actor, owner.id, message_id)
    actions.take_back(actor, message_id, at=clock.now())
    told.success(request, _("Meddelandet väntar åter på att registreras."))
    return redirect("messages:message", owner.slug, message_id)


@require_safe
def original(request: HttpRequest, authority: str, message_id: int) -> HttpResponseBase:
    """Give the message byte for byte, to be saved and opened in a mail program."""
    owner = authority_by_slug(authority)
    view = queries.message(actor_of(request), owner.id, message_id)
    if not view.sha256:
        raise queries.MessageNotFound(str(message_id))
    return _saved(owner.id, view.sha256, name=f"meddelande-{message_id}.eml", media_type=files.EML)


@require_safe
def attachment(
    request: HttpRequest, authority: str, message_id: int, number: int, name: str
) -> HttpResponseBase:
    """Give a file of the message; `name` only says what a saved copy is called."""
    del name
    owner = authority_by_slug(authority)
    line = queries.attachment(actor_of(request), owner.id, message_id=message_id, number=number)
    return _saved(owner.id, line.sha256, name=line.name, media_type=line.media_type)


def _saved(authority: int, sha256: str, *, name: str, media_type: str) -> FileResponse:
    """Stream a stored file; only what carries no script is shown in the browser."""
    response = FileResponse(
        queries.opened(authority, sha256),
        as_attachment=media_type not in INLINE_TYPES,
        filename=name,
        content_type=media_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _listing(owner: Authority, found: list[MessageLine], shown: str, *, waiting: int) -> Listing:
    more = len(found) > queries.PAGE
    found = found[: queries.PAGE]
    rows = (
        Row(
            href=reverse("messages:message", args=[owner.slug, line.id]),
            cells=(
                Cell(line.title),
                Cell(line.sender or None),
                Cell(words.moment_words(line.received_at)),
                Cell(line.attachments, href=""),
                Cell(_state(line), state=STATE_TONES[line.state]),
            ),
        )
        for line in found
    )
    columns = (
        Column(_("Ämne")),
        Column(_("Från")),
        Column(_("Kom in")),
        Column(_("Bilagor"), numeric=True),
        Column(_("Läge")),
    )
    return Listing(
        caption=_sentence(shown, waiting),
        columns=columns,
        rows=tuple(rows),
        empty_title=_("Inget meddelande att visa"),
        empty_text=_("E-post till myndighetens brevlåda kommer hit av sig själv, inom en minut."),
        more_url=f"?visa={shown}&efter={found[-1].id}" if more else "",
    )


def _state(line: MessageLine) -> str:
    kind = str(KIND_TEXTS[line.kind] if line.is_whole else TOO_LARGE)
    told_state = str(STATE_TEXTS[line.state])
    if line.outcome:
        told_state = f"{told_state}: {line.outcome}"
    return f"{kind}, {told_state}" if kind and line.state is not State.TIED else told_state


def _sentence(shown: str, waiting: int) -> str:
    others = {
        "registrerade": _("Registrerade meddelanden, det senaste först"),
        "ovriga": _("Meddelanden som inte registreras, det senaste först"),
        "alla": _("Alla meddelanden, det senaste först"),
    }
    if shown in others:
        return others[shown]
    if waiting > queries.COUNTED:
        return _("Över %(count)s meddelanden att registrera, det senaste först") % {"count": queries.COUNTED}
    pattern = ngettext(
        "%(count)s meddelande att registrera",
        "%(count)s meddelanden att registrera, det senaste först",
        waiting,
    )
    return pattern % {"count": waiting}


def _file(owner: Authority, view: MessageView, line: AttachmentLine) -> dict[str, object]:
    href = reverse("messages:attachment", args=[owner.slug, view.line.id, line.number, _path(line.name)])
    kind = PurePath(line.name).suffix[1:].upper()
    return {"line": line, "href": href if line.is_kept else "", "kind": kind}


def _path(name: str) -> str:
    return name.replace("/", "_") or "bilaga"


def _facts(view: MessageView) -> list[tuple[str, str | None]]:
    line = view.line
    return [
        (_("Från"), line.sender or None),
        (_("Till"), view.recipients or None),
        (_("Kom in"), words.moment_words(line.received_at)),
        (_("Skickat"), words.moment_words(view.sent_at) if view.sent_at else None),
        (_("Brevlåda"), view.mailbox),
        (_("Storlek i byte"), words.thousands(view.size)),
    ]


def _register_url(owner: Authority, view: MessageView) -> str:
    """Return where the message is registered; of one that was not fetched there is nothing to register."""
    if not view.line.is_whole or not may_become(view.line.state, State.REGISTERED):
        return ""
    return queries.registering_address(owner.slug, view.line.id)


def _answer_url(actor: Actor, owner: Authority, line: MessageLine) -> str:
    """Return where the message is answered, empty where nobody would read it: without address, a return."""
    if not line.sender_address or line.kind is Kind.RETURN:
        return ""
    return queries.writing_address(actor, owner, line.id)


def _events(owner: Authority, message_id: int) -> list[dict[str, object]]:
    return [
        {
            "at": line.at,
            "text": ledger.text_of(line.action or ""),
            "who": name_of(line.who or ""),
            "acting_as": "" if line.who == "system" else line.acting_as,
            "detail": line.changes.get("reason", ""),
        }
        for line in ledger.history(owner.id, f"messages.message:{message_id}")
    ]
