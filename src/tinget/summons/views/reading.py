"""Reading before a meeting: the agenda with one's own notes, and a search within its papers."""

from dataclasses import asdict, dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import require
from tinget.summons import actions, queries
from tinget.summons.forms import NoteForm
from tinget.summons.permissions import READ
from tinget.summons.queries import NoteLine
from tinget.summons.rules.content import AgendaItem, Content
from tinget.summons.rules.marking import Piece, marked
from tinget.summons.views.around import around, find, find_summons

ASKED_LENGTH = 200


@dataclass(frozen=True, slots=True)
class ItemToRead:
    """An item with the reader's notes and the form for another."""

    item: AgendaItem
    notes: list[NoteLine]
    form: NoteForm

    @property
    def summary(self) -> list[list[Piece]]:
        """What the matter is about, with the reader's highlights in place."""
        return marked(self.item.summary, [one.quote for one in self.notes])

    @property
    def proposal(self) -> list[list[Piece]]:
        """The proposal for decision, with the reader's highlights in place."""
        return marked(self.item.proposal, [one.quote for one in self.notes])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show the agenda with the reader's own notes, find words in the papers, and keep a note."""
    owner, meeting, summons = find_summons(request, authority, address)
    actor = actor_of(request)
    posted = NoteForm(request.POST, auto_id="id_%s") if request.method == "POST" else None
    if posted is not None and posted.is_valid():
        given = posted.cleaned_data
        made = attempt(
            posted,
            lambda: actions.keep_note(
                actor, meeting_id=meeting.id, item_id=given["item"], text=given["text"],
                quote=given["quote"], at=clock.now(),
            ),
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("Anteckningen är sparad. Bara du kan läsa den."))
            return redirect(f"{request.path}#punkt-{_number(summons.content.items, given['item'])}")
    asked = request.GET.get("sok", "")[:ASKED_LENGTH].strip()
    notes = queries.notes_of(meeting.id, actor.person_id)
    context = {
        **around(owner, meeting),
        "page_title": _("Läs inför sammanträdet"),
        "summons": summons,
        "asked": asked,
        "found": queries.search(owner.slug, summons.content, asked) if asked else [],
        "words": _words(request, owner.slug, summons.content),
        "items": [_to_read(item, notes.get(item.item_id, []), posted) for item in summons.content.items],
        "form": posted,
        "back": reverse("summons:summons", args=[owner.slug, meeting.address]),
    }
    return render(request, "summons/read.html", context)


@require_POST
def remove(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Take away one of the reader's own notes."""
    owner, meeting = find(authority, address)
    actor = actor_of(request)
    require(actor, READ, authority=owner.id)
    note = request.POST.get("note", "")
    if not note.isascii() or not note.isdigit():
        raise Http404(note)
    actions.remove_note(actor, note_id=int(note))
    messages.success(request, _("Anteckningen är borttagen."))
    return redirect("summons:read", owner.slug, meeting.address)


def _words(request: HttpRequest, slug: str, content: Content) -> list[dict[str, str]] | None:
    """Give the papers' words along with a copy, so that they are searched without a network."""
    if "kopia" not in request.GET:
        return None
    return [asdict(one) for one in queries.places_to_search(slug, content)]


def _to_read(item: AgendaItem, notes: list[NoteLine], posted: NoteForm | None) -> ItemToRead:
    """Give the item's form: the one just sent where it was for this item, else an empty one."""
    if posted is not None and posted.data.get("item") == str(item.item_id):
        return ItemToRead(item, notes, posted)
    form = NoteForm(initial={"item": item.item_id}, auto_id=f"id_{item.item_id}_%s")
    return ItemToRead(item, notes, form)


def _number(items: tuple[AgendaItem, ...], item_id: int) -> int:
    return next((one.number for one in items if one.item_id == item_id), 1)
