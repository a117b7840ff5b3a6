"""Telling that a notice is up or down: by the registrar's link, by the registrar, or entered by the staff."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinget.foundation import clock
from tinget.foundation.errors import NeedsReason
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import short_date
from tinget.noticeboard import actions, queries
from tinget.noticeboard.forms import DOWN, UP, AddressForm, ConfirmForm
from tinget.noticeboard.permissions import FOLLOW, on_behalf, require_board
from tinget.noticeboard.queries import Contact, NoticeNotFound, PostingTask
from tinget.noticeboard.rules.notices import early_finding, late_finding
from tinget.noticeboard.views.boards import heading_of, marked, notice_under
from tinget.organisation.api import (
    Authority,
    authority_by_id,
    authority_by_slug,
    municipality_by_slug,
    require,
)

Tell = Callable[[ConfirmForm], PostingTask]


@public
@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the notice to whoever has the registrar's link, and take down what they tell."""
    try:
        task = queries.task_of_token(token, today=clock.today())
    except NoticeNotFound:
        context = {"page_title": _("Länken fungerar inte")}
        return render(request, "noticeboard/link_unknown.html", context, status=HTTPStatus.NOT_FOUND)

    def tell(form: ConfirmForm) -> PostingTask:
        day, note, at = form.cleaned_data["on"], form.cleaned_data.get("note", ""), clock.now()
        if form.cleaned_data["what"] == UP:
            return actions.confirm_up_by_token(token, on=day, at=at, note=note)
        return actions.confirm_down_by_token(token, on=day, at=at, note=note)

    return _report(request, task, tell, entered_for_board=False)


@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """List the notices on the registrar's own board."""
    actor = actor_of(request)
    found = queries.tasks_of(actor, today=clock.today())
    listing = Listing(
        caption=_("Anslag på din kommuns anslagstavla, senaste först."),
        columns=(Column(_("Anslag")), Column(_("Sätts upp senast")), Column(_("Läge"))),
        rows=tuple(
            Row(
                cells=(
                    Cell(heading_of(one.notice)),
                    Cell(_latest_up(one)),
                    Cell(one.posting.state_text, state=one.posting.tone),
                ),
                href=f"/anslagsuppgifter/{one.posting.id}/",
            )
            for one in found
        ),
        empty_title=_("Inga anslag ännu"),
        empty_text=_("När nämnden skickar ett anslag till din kommun visas det här, och du får e-post."),
    )
    context = {
        "page_title": _("Dina anslag"),
        "listing": listing,
        **marked(found[0].notice if found else None),
    }
    return render(request, "noticeboard/tasks.html", context)


def _latest_up(task: PostingTask) -> str | None:
    """Say by when it is to be up; no day is set for a summons, which is to be up now or has been."""
    if task.notice.summons is not None:
        return _("så snart som möjligt") if task.posting.can_go_up else "–"
    return short_date(task.notice.latest_up.date) if task.notice.latest_up else None


@require_http_methods(["GET", "POST"])
def by_registrar(request: HttpRequest, posting_id: int) -> HttpResponse:
    """Show one notice to the board's own registrar, and take down what they tell."""
    task = queries.task(posting_id, today=clock.today())
    _require_board(request, task)
    for_board = on_behalf(actor_of(request), authority=task.notice.authority)
    return _report(request, task, _teller(request, task), entered_for_board=for_board)


@require_http_methods(["GET", "POST"])
def by_staff(request: HttpRequest, authority: str, notice_id: int, municipality: str) -> HttpResponse:
    """Let the staff enter for a board what its registrar told them, or send a new link."""
    found, task = task_under(authority, notice_id, municipality)
    require(actor_of(request), FOLLOW, authority=found.id)
    contacts = queries.contacts(actor_of(request), authority=found.id, notice_id=task.notice.id)
    more = {
        "contact": contacts.get(task.posting.id),
        "told": queries.told_times(actor_of(request), authority=found.id, posting_id=task.posting.id),
    }
    return _report(request, task, _teller(request, task), entered_for_board=True, more=more)


@require_POST
def renew_link(request: HttpRequest, authority: str, notice_id: int, municipality: str) -> HttpResponse:
    """Send the board's registrar a new link."""
    found, task = task_under(authority, notice_id, municipality)
    require(actor_of(request), FOLLOW, authority=found.id)
    form = AddressForm(request.POST)
    if not form.is_valid():
        context = _context(task, entered_for_board=True, more={}) | {"address_form": form}
        return render(request, "noticeboard/report.html", context)
    email = form.cleaned_data["email"]
    actions.renew_link(actor_of(request), posting_id=task.posting.id, email=email, at=clock.now())
    messages.success(
        request, _("En ny länk skickas till %(email)s. Den gamla gäller inte längre.") % {"email": email}
    )
    return redirect("noticeboard_enter", authority, notice_id, municipality)


def _teller(request: HttpRequest, task: PostingTask) -> Tell:
    def tell(form: ConfirmForm) -> PostingTask:
        what = actions.confirm_up if form.cleaned_data["what"] == UP else actions.confirm_down
        return what(
            actor_of(request),
            posting_id=task.posting.id,
            on=form.cleaned_data["on"],
            at=clock.now(),
            note=form.cleaned_data.get("note", ""),
        )

    return tell


def _report(
    request: HttpRequest,
    task: PostingTask,
    tell: Tell,
    *,
    entered_for_board: bool,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    context = _context(task, entered_for_board=entered_for_board, more=more or {})
    if request.method != "POST":
        return render(request, "noticeboard/report.html", context)
    what = DOWN if request.POST.get("what") == DOWN else UP
    form = _form(
        request, task, what=what, entered_for_board=entered_for_board, asks_reason="note" in request.POST
    )
    if form.is_valid():
        try:
            told = attempt(form, partial(tell, form), rule_field="on")
        except NeedsReason as needed:
            told = None
            form = _form(request, task, what=what, entered_for_board=entered_for_board, asks_reason=True)
            form.add_error("note", needed.message)
        if told is not None:
            messages.success(request, _thanks(task, what, form))
            return redirect(request.path)
    return render(request, "noticeboard/report.html", context | {"form": form, "what": what})


def _context(task: PostingTask, *, entered_for_board: bool, more: dict[str, Any]) -> dict[str, object]:
    """Gather what a page of one posting shows, with the form for what can be told now.

    `more`, for the staff: `contact`, where the link went, and `told`, every time that was told.
    """
    contact: Contact | None = more.get("contact")
    authority = authority_by_id(task.notice.authority)
    what = UP if task.posting.can_go_up else DOWN if task.posting.is_up else ""
    form = (
        _form(None, task, what=what, entered_for_board=entered_for_board, asks_reason=False) if what else None
    )
    return {
        "page_title": _("Anslag i %(place)s") % {"place": task.posting.municipality.org_name},
        "notice": task.notice,
        "posting": task.posting,
        "authority": authority,
        "notice_text": render_to_string(
            "noticeboard/notice_text.txt", {"notice": task.notice, "authority": authority}
        ).strip(),
        "entered_for_board": entered_for_board,
        "address_form": AddressForm(initial={"email": contact.email if contact else ""})
        if entered_for_board
        else None,
        **more,
        "too_early": what == DOWN and (_departs(task, DOWN) or _is_wanted(task)),
        "form": form,
        "what": what,
        **marked(task.notice),
    }


def _form(
    request: HttpRequest | None, task: PostingTask, *, what: str, entered_for_board: bool, asks_reason: bool
) -> ConfirmForm:
    today = clock.today()
    return ConfirmForm(
        request.POST if request else None,
        initial={"what": what, "on": today},
        what=what,
        entered_for_board=entered_for_board,
        asks_reason=asks_reason or _departs(task, what),
    )


def _departs(task: PostingTask, what: str) -> bool:
    """Whether telling it with today's date departs from a rule, so that a reason will be asked for."""
    today, approved = clock.today(), task.notice.approved_on
    if task.notice.summons is not None:
        return False
    if what == DOWN:
        return early_finding(today, running=task.notice.clock) is not None
    first = not task.posting.displays
    return first and approved is not None and late_finding(today, approved_on=approved) is not None


def _is_wanted(task: PostingTask) -> bool:
    """Whether it is of a summons and should stay up today."""
    summons = task.notice.summons
    return summons is not None and clock.today() < summons.removal_on


def _thanks(task: PostingTask, what: str, form: ConfirmForm) -> str:
    text = (
        _("Tack. Anslaget i %(place)s är antecknat som uppsatt %(day)s.")
        if what == UP
        else _("Tack. Anslaget i %(place)s är antecknat som nedtaget %(day)s.")
    )
    return text % {"place": task.posting.municipality.name, "day": short_date(form.cleaned_data["on"])}


def _require_board(request: HttpRequest, task: PostingTask) -> None:
    require_board(
        actor_of(request),
        authority=task.notice.authority,
        municipality=task.posting.municipality.id,
        municipality_name=task.posting.municipality.name,
    )


def task_under(authority: str, notice_id: int, municipality: str) -> tuple[Authority, PostingTask]:
    """Return the authority and one board's task of its notice, as the address names them."""
    found = authority_by_slug(authority)
    view = notice_under(found, notice_id)
    place = municipality_by_slug(municipality)
    posting = next((one for one in view.postings if one.municipality.id == place.id), None)
    if posting is None:
        raise NoticeNotFound
    return found, PostingTask(view, posting)
