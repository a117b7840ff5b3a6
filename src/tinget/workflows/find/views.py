"""The pages of searching: the search itself, saved searches, and feeds."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinget.foundation import clock, search
from tinget.foundation.http import actor_of, public
from tinget.foundation.scoping import PUBLIC, Scope, current_scope, scoped
from tinget.foundation.search import CANDIDATES, Found
from tinget.foundation.ui.forms import attempt
from tinget.organisation import api as organisation
from tinget.organisation.api import Actor, Authority, authority_by_slug, permits
from tinget.workflows.find import feeds, saving
from tinget.workflows.find.asked import Asked, place, read
from tinget.workflows.find.forms import SaveForm
from tinget.workflows.find.kinds import KIND_TEXTS, Kind
from tinget.workflows.find.permissions import SAVE
from tinget.workflows.find.scopes import scope_of


@public
@require_safe
def find(request: HttpRequest, authority: str) -> HttpResponse:
    """Show what was found, or what can be looked for."""
    owner, asked = authority_by_slug(authority), read(request.GET)
    found = None
    if not asked.is_empty:
        found = search.find(owner.id, asked.text, asked.filters, search.Wish(after=asked.after))
    actor = actor_of(request)
    context = {
        "page_title": _("Sök: %(text)s") % {"text": asked.text} if asked.text else _("Sök"),
        "authority": owner,
        "asked": asked,
        "search_url": "",  # the page has a larger box of its own
        "found": found,
        "kinds": KIND_TEXTS.items(),
        "municipalities": organisation.municipalities(),
        "wrong": [WRONG[name] for name in asked.wrong],
        "sees_all": owner.id in current_scope().authorities,
        "candidates": CANDIDATES,
        **(_results(request, asked, found) if found is not None else {}),
        **_saving(actor, owner, asked, found),
    }
    return render(request, "workflows/find/find.html", context)


WRONG = {
    "ar": gettext_lazy("Året skrivs med fyra siffror, som 2023. Det begränsar inte träffarna nu."),
    "klass": gettext_lazy("En klass skrivs med siffror och punkter, som 2.2.0. Nu visas alla klasser."),
    "slag": gettext_lazy("Det slaget finns inte. Alla slag visas."),
}


def _results(request: HttpRequest, asked: Asked, found: Found) -> dict[str, Any]:
    """Group the page's hits by kind, the kind of the best hit first."""
    by_kind: dict[str, list[search.Hit]] = {}
    for hit in found.hits:
        by_kind.setdefault(hit.kind, []).append(hit)
    groups = [
        {"text": KIND_TEXTS[Kind(kind)], "total": _counted(found.by_kind.get(kind, 0)), "hits": hits}
        for kind, hits in by_kind.items()
    ]
    others = [
        {
            "text": KIND_TEXTS[kind],
            "count": _counted(found.by_kind[kind]),
            "href": f"?{asked.address(slag=kind)}",
        }
        for kind in Kind
        if kind in found.by_kind and len(found.by_kind) > 1
    ]
    more = asked.address(efter=place(found.after)) if found.after else ""
    return {
        "sentence": _sentence(found),
        "groups": groups,
        "others": others,
        "more_url": f"?{more}" if more else "",
        "goes_on": asked.after is not None,
        "first_page": f"{request.path}?{asked.address()}",
        "widened_url": f"?{asked.address(slag='', ar='', klass='', person='', kommun='')}",
        "meant_url": f"?{asked.address(q=found.meant)}" if found.meant else "",
        "feed_url": f"{reverse('find:feed', args=[_slug(request)])}?{asked.address()}",
    }


def _sentence(found: Found) -> str:
    if not found.number:
        return _("Inga träffar")
    pattern = ngettext("%(count)s träff", "%(count)s träffar, de som passar bäst först", found.number)
    return pattern % {"count": found.count}


def _counted(number: int) -> str:
    return f"{search.COUNTED}+" if number > search.COUNTED else str(number)


def _slug(request: HttpRequest) -> str:
    match = request.resolver_match
    return str(match.kwargs["authority"]) if match else ""


def _saving(actor: Actor, owner: Authority, asked: Asked, found: Found | None) -> dict[str, Any]:
    """Offer to keep the search to whoever may."""
    if not permits(actor, SAVE, owner.id):
        return {"may_save": False}
    return {
        "may_save": found is not None,
        "has_saved": True,
        "saved_url": reverse("find:saved", args=[owner.slug]),
        "save_form": SaveForm(initial={"query": asked.address(), "name": asked.text[: saving.NAME_LENGTH]}),
    }


def saved_searches(request: HttpRequest, authority: str) -> HttpResponse:
    """List the person's saved searches with what is new; a post saves one more."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    organisation.require(actor, SAVE, authority=owner.id)
    form = SaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _save(actor, owner, form))
        if made is not None:
            messages.success(request, _("Sökningen är sparad. Här ser du vad som är nytt i den."))
            return redirect("find:saved", authority)
    context = {
        "page_title": _("Sparade sökningar"),
        "authority": owner,
        "form": form,
        "saved": [_shown(owner, one) for one in saving.saved(owner.id, actor.person_id)],
        "find_url": reverse("find:find", args=[authority]),
    }
    return render(request, "workflows/find/saved.html", context)


def _save(actor: Actor, owner: Authority, form: SaveForm) -> int:
    query = read(form.query_of()).values
    return saving.save(actor, authority=owner.id, name=form.cleaned_data["name"], query=query, at=clock.now())


def _shown(owner: Authority, saved: saving.Saved) -> dict[str, Any]:
    asked = read(saved.query)
    wish = search.Wish(size=1, by_date=True, since=saved.seen_at)
    new = search.find(owner.id, asked.text, asked.filters, wish)
    return {
        "saved": saved,
        "new": new.number,
        "count": new.count,
        "open_url": reverse("find:open_saved", args=[owner.slug, saved.id]),
        "change_url": reverse("find:change_saved", args=[owner.slug, saved.id]),
    }


def open_saved(request: HttpRequest, authority: str, search_id: int) -> HttpResponse:
    """Lead to the search itself, and count what is there as seen."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    saved = saving.saved_by_id(actor, authority=owner.id, search_id=search_id)
    saving.see(actor, authority=owner.id, search_id=search_id, at=clock.now())
    return redirect(f"{reverse('find:find', args=[authority])}?{read(saved.query).address()}")


@require_POST
def change_saved(request: HttpRequest, authority: str, search_id: int) -> HttpResponse:
    """Remove a saved search, or begin or end its mail or feed."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    given = {"authority": owner.id, "search_id": search_id}
    match request.POST.get("do"):
        case "remove":
            saving.remove(actor, **given)
            messages.success(request, _("Sökningen är borttagen, och det du fick genom den har upphört."))
        case "mail":
            saving.follow_by_mail(actor, **given, wanted=True, at=clock.now())
            messages.success(request, _("Du får det som är nytt med e-post, högst en gång om dagen."))
        case "no_mail":
            saving.follow_by_mail(actor, **given, wanted=False, at=clock.now())
            messages.success(request, _("Du får inga fler brev om den här sökningen."))
        case "feed":
            return _with_feed(request, owner, saving.open_feed(actor, **given))
        case "no_feed":
            saving.close_feed(actor, **given)
            messages.success(request, _("Flödets adress gäller inte längre."))
        case _:
            raise Http404
    return redirect("find:saved", authority)


def _with_feed(request: HttpRequest, owner: Authority, token: str) -> HttpResponse:
    """Show the secret address, this once."""
    address = request.build_absolute_uri(reverse("find:own_feed", args=[owner.slug, token]))
    context = {"page_title": _("Flödets adress"), "authority": owner, "address": address}
    answer = render(request, "workflows/find/feed.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@public
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, authority: str, token: str) -> HttpResponse:
    """End the letters about a saved search by the link in them; only the button does it, not opening."""
    owner = authority_by_slug(authority)
    search_id = saving.search_of_link(owner.id, token)
    with scoped(Scope(authorities=frozenset({owner.id}), unrestricted=True)):
        if request.method == "POST":
            saving.stop_mail(authority=owner.id, search_id=search_id)
        saved = saving.row_of(search_id)
    if saved is None:
        raise saving.SearchNotSaved
    context = {
        "page_title": _("Brev om sökningen %(name)s") % {"name": saved.name},
        "authority": owner,
        "comes": saved.by_mail,
    }
    answer = render(request, "workflows/find/stop_mail.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@public
@require_safe
def feed(request: HttpRequest, authority: str) -> HttpResponse:
    """Give the newest published hits as Atom, the same to everybody."""
    owner, asked = authority_by_slug(authority), read(request.GET)
    with scoped(PUBLIC):
        return _feed(request, owner, asked, title=asked.text or owner.name)


@public
@require_safe
def own_feed(request: HttpRequest, authority: str, token: str) -> HttpResponse:
    """Give a saved search's newest hits as Atom, as its owner may be sent them at this moment."""
    owner = authority_by_slug(authority)
    place_id, person, search_id = saving.owner_of_feed(token)
    scope = scope_of(person, place_id) if place_id == owner.id else None
    if scope is None:
        raise saving.SearchNotSaved
    with scoped(Scope(authorities=frozenset({owner.id}), unrestricted=True)):
        saved = saving.row_of(search_id)
    if saved is None:
        raise saving.SearchNotSaved
    with scoped(scope):
        return _feed(request, owner, read(saved.query), title=saved.name)


def _feed(request: HttpRequest, owner: Authority, asked: Asked, *, title: str) -> HttpResponse:
    wish = search.Wish(size=feeds.SHOWN, by_date=True)
    found = search.find(owner.id, asked.text, asked.filters, wish)
    page = f"{reverse('find:find', args=[owner.slug])}?{asked.address()}"
    path = request.path if request.resolver_match and "token" in request.resolver_match.kwargs else ""
    return feeds.feed(
        title=title,
        path=path or f"{request.path}?{asked.address()}",
        page=page,
        hits=found.hits,
        now=clock.now(),
    )
