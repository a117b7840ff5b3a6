"""The pages for whoever asks for a record: the request, and following it by its code."""

from functools import partial
from http import HTTPStatus

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock, files, limits
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of, public
from tinget.foundation.scoping import scoped, widened
from tinget.foundation.ui.forms import attempt, submission_of
from tinget.organisation.api import VISITOR, Authority, authority_by_slug
from tinget.release import actions, queries
from tinget.release.forms import CodeForm, RequestForm
from tinget.release.queries import RequestNotFound, RequestView
from tinget.release.rules import Channel, may_ask_for_decision
from tinget.release.views.words import OUTCOME_TEXTS, PUBLIC_STATE_TEXTS

MOST_REQUESTS = 10  # a minute
MOST_CODES = 40  # a minute: a code is given for each file that is fetched, too
ENDINGS = {"application/pdf": "pdf", "text/plain": "txt", "image/png": "png", "image/jpeg": "jpg"}


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limits.for_visitors(each_minute=MOST_REQUESTS, of="request", method="POST")
def ask(request: HttpRequest, authority: str) -> HttpResponse:
    """Take in a request from anybody, and show the code that only they have."""
    owner = authority_by_slug(authority)
    form = RequestForm(request.POST or None)
    context = {"owner": owner, "follow_url": reverse("release:follow", args=[authority])}
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        act = partial(
            actions.receive_request,
            VISITOR,  # whoever is signed in asks like anybody else
            authority=owner.id,
            text=told["text"],
            way=told["way"],
            channel=Channel.FORM,
            received_on=clock.today(),
            name=told["name"],
            email=told["email"],
            submission=submission_of(form),
        )
        received = attempt(form, act)
        if received is not None:
            return render(
                request,
                "release/received.html",
                context | {"page_title": _("Din begäran är mottagen"), "received": received},
            )
    return render(
        request, "release/ask.html", context | {"page_title": _("Begär ut en handling"), "form": form}
    )


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limits.for_visitors(each_minute=MOST_CODES, of="code", method="POST")
def follow(request: HttpRequest, authority: str) -> HttpResponseBase:
    """Show a request to whoever has its code; fetch what is released, or ask for a written decision."""
    owner = authority_by_slug(authority)
    form = CodeForm(request.POST or None)
    context = {
        "page_title": _("Följ din begäran"),
        "form": form,
        "ask_url": reverse("release:ask", args=[authority]),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "release/follow.html", context)
    code = form.cleaned_data["code"]
    try:
        if (position := request.POST.get("fetch", "")).isdecimal():
            return _file(owner, code, int(position))
        if "decision" in request.POST:
            actions.ask_for_decision(actor_of(request), authority=owner.id, code=code, on=clock.today())
        with scoped(widened(owner.id)):  # the code proves the right to exactly this request
            view = queries.request_of_code(owner.id, code, today=clock.today())
    except RequestNotFound:
        form.add_error(
            "code", _("Koden känns inte igen, eller så finns filen inte att hämta. Skriv den igen.")
        )
        return render(request, "release/follow.html", context, status=HTTPStatus.NOT_FOUND)
    except NotPossible as refused:
        form.add_error(None, refused.message)
        return render(request, "release/follow.html", context)
    return render(request, "release/follow.html", context | _shown(view, code))


def _shown(view: RequestView, code: str) -> dict[str, object]:
    return {
        "view": view,
        "code": code,
        "state_text": PUBLIC_STATE_TEXTS[view.state],
        "records": [
            (one, OUTCOME_TEXTS[one.outcome], one.can_be_fetched and bool(view.deliveries))
            for one in view.records
        ],
        "may_ask_for_decision": may_ask_for_decision(view.done),
        **({"demonstration": True} if view.is_demonstration else {}),
    }


def _file(owner: Authority, code: str, position: int) -> FileResponse:
    found = actions.fetch(authority=owner.id, code=code, position=position, today=clock.today())
    name = f"handling-{position}.{ENDINGS.get(found.media_type, 'bin')}"
    response = FileResponse(
        files.open_stored(owner.id, found.sha256),
        as_attachment=True,
        filename=name,
        content_type=found.media_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
