"""Accounts and offices: who can sign in, who is invited, and who stops."""

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.kernel.words import joined
from tinget.organisation import actions, queries
from tinget.organisation.forms import EndOfficeForm, InviteForm, OfficeForm
from tinget.organisation.permissions import ADD_AUTHORITY, GIVE_MANDATE, KEEP_ACCOUNTS, ROLE_TEXTS, require
from tinget.organisation.rules.accounts import ENDED_HERE, STATE_TEXTS, AccountLine, AccountState
from tinget.organisation.rules.offices import Authority, Office
from tinget.organisation.rules.roles import Actor, Role, permits

TONES = {
    AccountState.NONE: "plain",
    AccountState.WAITING: "wait",
    AccountState.LAPSED: "stop",
    AccountState.OPEN: "done",
    AccountState.CLOSED: "stop",
}


@require_GET
def accounts(request: HttpRequest, authority: str) -> HttpResponse:
    """List who has an office, and how far each is from being able to sign in."""
    committee, actor = _keeping(request, authority)
    found = queries.account_lines(
        committee.id, at=clock.now(), on=clock.today(), demonstration=actor.is_demonstration
    )
    context = {
        "page_title": _("Konton och uppdrag"),
        "committee": committee,
        "lines": [(line, _words(line), _offices(line)) for line in found],
        "may_add_authority": permits(actor, ADD_AUTHORITY, committee.id) and not actor.is_demonstration,
        "waiting": sum(line.state is AccountState.WAITING for line in found),
    }
    return render(request, "organisation/accounts.html", context)


@require_GET
def person(request: HttpRequest, authority: str, person_id: int) -> HttpResponse:
    """Show somebody's account and offices, with what may be done."""
    committee, actor = _keeping(request, authority)
    line = queries.account_line(committee.id, person_id, at=clock.now(), on=clock.today())
    may_invite = line.state in {AccountState.NONE, AccountState.WAITING, AccountState.LAPSED}
    context = {
        "page_title": line.person.name,
        "committee": committee,
        "line": line,
        "state": _words(line),
        "offices": [(office, _office(office), office.role in ENDED_HERE) for office in line.offices],
        "may_invite": may_invite and not line.person.is_demonstration,
        "may_change_address": line.state is AccountState.OPEN and not line.person.is_demonstration,
        "may_take_away_steps": line.has_steps and line.person.id != actor.person_id,
        "may_close": line.state not in {AccountState.NONE, AccountState.CLOSED}
        and line.person.id != actor.person_id
        and not line.person.is_demonstration,
        "is_closed": line.state is AccountState.CLOSED,
    }
    return render(request, "organisation/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def give_office(request: HttpRequest, authority: str) -> HttpResponse:
    """Give somebody an office, and an invitation where they have no account in use."""
    committee, actor = _keeping(request, authority)
    require(actor, GIVE_MANDATE, authority=committee.id)
    day = clock.today()
    form = OfficeForm(
        request.POST or None,
        places=[(place.id, place.name) for place in queries.boards(committee.id, on=day)],
        initial={"first": day, "role": Role.MEMBER.value} | _known(request, committee),
    )
    if form.is_valid():
        given = actions.NewOffice(**form.cleaned_data | {"role": Role(form.cleaned_data["role"])})
        made = attempt(
            form,
            lambda: actions.give_office(actor, authority=committee.id, given=given, at=clock.now()),
        )
        if made is not None:
            messages.success(request, _("Uppdraget är infört. Den som inte har ett konto får en inbjudan."))
            return redirect("account", committee.slug, made)
    context = {"page_title": _("Nytt uppdrag"), "committee": committee, "form": form}
    return render(request, "organisation/give_office.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, authority: str, person_id: int) -> HttpResponse:
    """Send somebody a link to their account, to the address that they have told."""
    committee, actor = _keeping(request, authority)
    line = queries.account_line(committee.id, person_id, at=clock.now(), on=clock.today())
    form = InviteForm(request.POST or None, initial={"email": line.email})
    if form.is_valid():
        email = form.cleaned_data["email"]
        act = partial(actions.invite, actor, authority=committee.id, person_id=person_id, at=clock.now())
        if attempt(form, lambda: act(email=email)):
            messages.success(request, _("Inbjudan är på väg till %(email)s.") % {"email": email})
            return redirect("account", committee.slug, person_id)
    context = {
        "page_title": _("Bjud in %(name)s") % {"name": line.person.name},
        "committee": committee,
        "line": line,
        "form": form,
    }
    return render(request, "organisation/invite.html", context)


@require_POST
def close(request: HttpRequest, authority: str, person_id: int) -> HttpResponse:
    """Switch an account off."""
    committee, actor = _keeping(request, authority)
    actions.close_account(actor, authority=committee.id, person_id=person_id, at=clock.now())
    messages.success(request, _("Kontot är avstängt. Den som var inne är ute nu."))
    return redirect("account", committee.slug, person_id)


@require_POST
def reopen(request: HttpRequest, authority: str, person_id: int) -> HttpResponse:
    """Switch an account on again."""
    committee, actor = _keeping(request, authority)
    actions.reopen_account(actor, authority=committee.id, person_id=person_id, at=clock.now())
    messages.success(request, _("Kontot är öppet igen."))
    return redirect("account", committee.slug, person_id)


@require_http_methods(["GET", "HEAD", "POST"])
def end_office(request: HttpRequest, authority: str, mandate_id: int) -> HttpResponse:
    """End an office of the staff on a day."""
    committee, actor = _keeping(request, authority)
    line, office = queries.office_to_end(committee.id, mandate_id, at=clock.now(), on=clock.today())
    form = EndOfficeForm(request.POST or None, initial={"last": clock.today()})
    if form.is_valid() and attempt(form, partial(_end, actor, committee.id, mandate_id, form.cleaned_data)):
        messages.success(request, _("Uppdraget slutar den dagen."))
        return redirect("accounts", committee.slug)
    context = {
        "page_title": _("Avsluta: %(office)s") % {"office": _office(office)},
        "committee": committee,
        "line": line,
        "form": form,
    }
    return render(request, "organisation/end_office.html", context)


def _end(actor: Actor, committee: int, mandate_id: int, given: dict[str, Any]) -> bool:
    actions.end_office(actor, authority=committee, mandate_id=mandate_id, today=clock.today(), **given)
    return True


def _keeping(request: HttpRequest, authority: str) -> tuple[Authority, Actor]:
    committee, actor = queries.authority_by_slug(authority), actor_of(request)
    require(actor, KEEP_ACCOUNTS, authority=committee.id)
    return committee, actor


def _known(request: HttpRequest, committee: Authority) -> dict[str, str]:
    """Take who is to have one more office from the address, as the person's page gives it."""
    number = request.GET.get("person", "")
    if not (number.isascii() and number.isdigit()):
        return {}
    line = queries.account_line(committee.id, int(number), at=clock.now(), on=clock.today())
    return {"name": line.person.name, "email": line.email}


def _words(line: AccountLine) -> tuple[str, str, datetime | None]:
    return _(STATE_TEXTS[line.state]), TONES[line.state], line.invited_until


def _offices(line: AccountLine) -> str:
    return joined("; ", (_office(office) for office in line.offices))


def _office(office: Office) -> str:
    place = f", {office.municipality.name}" if office.municipality else ""
    return str(ROLE_TEXTS[office.role]) + place
