"""The organisation's pages: municipalities, who holds which office on a day, and the role one acts in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinget.foundation import clock
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt
from tinget.organisation import actions, queries
from tinget.organisation.forms import AssignmentForm, DayForm, EndForm, ReplaceForm, RoleForm
from tinget.organisation.permissions import (
    CHOSEN_MANDATE,
    GIVE_MANDATE,
    KEEP_ASSIGNMENTS,
    ROLE_TEXTS,
    require,
)
from tinget.organisation.rules.assignments import AssignmentKind, AssignmentState
from tinget.organisation.rules.offices import Municipality, Office, PopulationYear, SizeClass
from tinget.organisation.rules.replacing import Ending, Successor
from tinget.organisation.rules.roles import SEAT_ROLES, Actor, Role, permits

WIDTH_OF_BARS = 100
PRESIDIUM = (Role.CHAIR, Role.VICE_CHAIR)
STAFF = (Role.SECRETARY, Role.COORDINATOR, Role.PREPARATORY_GROUP)


@dataclass(frozen=True)
class MunicipalityLine:
    """A municipality's line in the table: figures per known year, None where unknown, and a bar's length."""

    municipality: Municipality
    size_class: str
    figures: list[int | None]
    change: int | None
    bar: int


@dataclass(frozen=True)
class SeatLine:
    """A municipality's line: those who for certain held its seats."""

    name: str
    members: list[Office]
    substitutes: list[Office]


@public
@require_GET
def municipalities(request: HttpRequest) -> HttpResponse:
    """Show the municipalities with their inhabitants at each known date."""
    years = queries.populations()
    lines = _municipality_lines(queries.municipalities(), years)
    context = {
        "page_title": _("Kommuner"),
        "years": years,
        "lines": lines,
        "totals": [year.total for year in years],
        "total_change": years[-1].total - years[0].total if years else None,
        "sources": sorted({year.source for year in years}),
        "width": WIDTH_OF_BARS,
    }
    return render(request, "organisation/municipalities.html", context)


def _municipality_lines(
    places: Iterable[Municipality], years: list[PopulationYear]
) -> list[MunicipalityLine]:
    size_classes = {
        SizeClass.LARGER: _("större kommun"),
        SizeClass.SMALLER: _("mindre kommun"),
        SizeClass.RURAL: _("landsortskommun"),
    }
    most = max(years[-1].inhabitants.values(), default=1) if years else 1
    lines = []
    for place in places:
        figures = [year.inhabitants.get(place.id) for year in years]
        first, last = (figures[0], figures[-1]) if figures else (None, None)
        lines.append(
            MunicipalityLine(
                municipality=place,
                size_class=size_classes[place.size_class],
                figures=figures,
                change=last - first if first is not None and last is not None else None,
                bar=round(WIDTH_OF_BARS * (last or 0) / most),
            )
        )
    return lines


@public
@require_GET
def offices(request: HttpRequest, authority: str) -> HttpResponse:
    """Show who held which office on the day asked for; what no document tells is shown as unknown."""
    committee = queries.authority_by_slug(authority)
    form = DayForm(request.GET) if "dag" in request.GET else DayForm(initial={"dag": clock.today()})
    day = clock.today() if not form.is_bound else form.cleaned_data["dag"] if form.is_valid() else None
    context = {"page_title": _("Förtroendevalda"), "committee": committee, "form": form, "day": day}
    if day is not None:
        found = queries.offices_on(committee.id, on=day)
        certain = [office for office in found if office.certain]
        context |= {
            "presidium": _by_role(certain, PRESIDIUM),
            "staff": _by_role(certain, STAFF),
            "seats": _seat_lines(queries.boards(committee.id, on=day), certain),
            "possible": [(ROLE_TEXTS[o.role], o, _documents(o)) for o in found if not o.certain],
            "ended": [(ROLE_TEXTS[one.role], one) for one in queries.ended_early(committee.id)],
            "may_replace": permits(actor_of(request), GIVE_MANDATE, committee.id),
            "sources": sorted({source for office in certain for source in office.sources}),
        }
    return render(request, "organisation/offices.html", context)


def _by_role(offices: Iterable[Office], roles: Iterable[Role]) -> list[tuple[object, list[Office]]]:
    offices = list(offices)
    return [(ROLE_TEXTS[role], [office for office in offices if office.role is role]) for role in roles]


def _seat_lines(places: Iterable[Municipality], certain: list[Office]) -> list[SeatLine]:
    def seated(role: Role, place: int | None) -> list[Office]:
        return [
            office
            for office in certain
            if office.role is role and (office.municipality.id if office.municipality else None) == place
        ]

    lines = [
        SeatLine(place.name, seated(Role.MEMBER, place.id), seated(Role.SUBSTITUTE, place.id))
        for place in places
    ]
    if any(office.role in SEAT_ROLES and office.municipality is None for office in certain):
        unknown = _("Kommunen är inte känd")
        lines.append(SeatLine(unknown, seated(Role.MEMBER, None), seated(Role.SUBSTITUTE, None)))
    return lines


def _documents(office: Office) -> list[tuple[date, str]]:
    return [(evidence.on, evidence.source) for evidence in office.term.evidence]


@require_http_methods(["GET", "HEAD", "POST"])
def replace_holder(request: HttpRequest, authority: str) -> HttpResponse:
    """End an office in mid-term, and let another take it over."""
    committee, actor = queries.authority_by_slug(authority), actor_of(request)
    require(actor, GIVE_MANDATE, authority=committee.id)
    day = clock.today()
    held = queries.replaceable(committee.id, on=day, demonstration=actor.is_demonstration)
    form = ReplaceForm(
        request.POST or None,
        offices=[(one.mandate_id, _office_text(one)) for one in held],
        initial={"last": day, "mandate_id": request.GET.get("uppdrag", "")},
    )
    if form.is_valid() and attempt(form, partial(_replace, actor, committee.id, form.cleaned_data)):
        messages.success(request, _("Bytet är fört in. Den som ska kallas till kommande möten följer dagen."))
        return redirect("offices", committee.slug)
    context = {"page_title": _("Byt ledamot eller ersättare"), "committee": committee, "form": form}
    return render(request, "organisation/replace_holder.html", context)


def _replace(actor: Actor, committee: int, given: dict[str, Any]) -> bool:
    successor = Successor(given["name"], given["email"], given["party"]) if given["name"] else None
    actions.replace_holder(
        actor,
        authority=committee,
        mandate_id=given["mandate_id"],
        ending=Ending(given["last"], given["reason"], given["decision"]),
        successor=successor,
        at=clock.now(),
    )
    return True


def _office_text(office: Office) -> str:
    place = f", {office.municipality.name}" if office.municipality else ""
    return str(ROLE_TEXTS[office.role]).capitalize() + f"{place}: {office.person.with_party}"


@public
@require_GET
def assignments(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the working groups and functions: those that go on, and those that are over."""
    committee, day = queries.authority_by_slug(authority), clock.today()
    lines = [(one, one.state_on(day)) for one in queries.assignments(committee.id)]
    context = {
        "page_title": _("Arbetsgrupper och funktioner"),
        "committee": committee,
        "current": [one for one, state in lines if state is not AssignmentState.OVER],
        "coming": [one for one, state in lines if state is AssignmentState.COMING],
        "earlier": [one for one, state in lines if state is AssignmentState.OVER],
        "may_keep": permits(actor_of(request), KEEP_ASSIGNMENTS, committee.id),
    }
    return render(request, "organisation/assignments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin_assignment(request: HttpRequest, authority: str) -> HttpResponse:
    """Note a working group or a function."""
    committee, actor = queries.authority_by_slug(authority), actor_of(request)
    require(actor, KEEP_ASSIGNMENTS, authority=committee.id)
    form = AssignmentForm(request.POST or None, initial={"first": clock.today()})
    if form.is_valid():
        told = form.cleaned_data | {"kind": AssignmentKind(form.cleaned_data["kind"])}
        given, now = actions.NewAssignment(**told), clock.now()
        made = attempt(
            form, lambda: actions.begin_assignment(actor, authority=committee.id, given=given, at=now)
        )
        if made is not None:
            return redirect("assignments", committee.slug)
    context = {"page_title": _("Ny arbetsgrupp eller funktion"), "committee": committee, "form": form}
    return render(request, "organisation/assignment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_assignment(request: HttpRequest, authority: str, assignment_id: int) -> HttpResponse:
    """End a working group or a function, with the reason."""
    committee, actor = queries.authority_by_slug(authority), actor_of(request)
    require(actor, KEEP_ASSIGNMENTS, authority=committee.id)
    found = next((one for one in queries.assignments(committee.id) if one.id == assignment_id), None)
    if found is None:
        raise queries.AssignmentNotFound(str(assignment_id))
    form = EndForm(request.POST or None, initial={"last": clock.today()})
    if form.is_valid():

        def act() -> bool:
            actions.end_assignment(actor, authority=committee.id, assignment_id=found.id, **form.cleaned_data)
            return True

        if attempt(form, act):
            return redirect("assignments", committee.slug)
    context = {
        "page_title": _("Avsluta: %(title)s") % {"title": found.title},
        "committee": committee,
        "form": form,
    }
    return render(request, "organisation/assignment.html", context)


@require_http_methods(["GET", "POST"])
def change_role(request: HttpRequest) -> HttpResponse:
    """Let a person with several mandates choose the one to act in; in a demonstration, any role."""
    account = request.user if request.user.is_authenticated else None
    standing = queries.standing_of(account, chosen=request.session.get(CHOSEN_MANDATE), on=clock.today())
    initial = {"mandate": standing.actor.mandate_id}
    data = request.POST if request.method == "POST" else None
    form = RoleForm(data, choices=standing.choices, initial=initial)
    if form.is_valid():
        request.session[CHOSEN_MANDATE] = form.cleaned_data["mandate"]
        chosen = next(c for c in standing.choices if c.id == form.cleaned_data["mandate"])
        words = {"role": ROLE_TEXTS[chosen.role], "place": chosen.place_name}
        messages.success(request, _("Du arbetar nu som %(role)s, %(place)s.") % words)
        return redirect("/")
    roles = queries.demonstration_roles(on=clock.today()) if settings.TINGET_DEMO else []
    context = {
        "page_title": _("Byt roll"),
        "form": form,
        "standing": standing,
        "demonstration_roles": [role for role in roles if role.id != actor_of(request).person_id],
    }
    return render(request, "organisation/change_role.html", context)


@public
@require_POST
def choose_demonstration_role(request: HttpRequest) -> HttpResponse:
    """Sign in as a made-up person, without a password; not found unless this is a demonstration."""
    chosen = request.POST.get("person", "")
    account = None
    if settings.TINGET_DEMO and chosen.isascii() and chosen.isdigit():
        account = queries.demonstration_account(int(chosen))
    if account is None:
        raise Http404
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.pop(CHOSEN_MANDATE, None)
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(onward if safe else "/")
