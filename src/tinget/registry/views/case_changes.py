"""Changing a case: its facts, parties, related cases, notes and follow-ups; closing, reopening, voiding."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import Actor, Authority, PersonName, authority_by_slug, require
from tinget.registry import actions, queries
from tinget.registry.forms.cases import (
    CLASS_LIST,
    TAG_LIST,
    CaseFactsForm,
    FollowUpForm,
    NoteForm,
    PartyForm,
    RelatedForm,
    VoidForm,
)
from tinget.registry.permissions import CHANGE, VOID
from tinget.registry.rules import CaseLine
from tinget.registry.views import shapes
from tinget.registry.views.case_lists import class_choices
from tinget.registry.views.cases import class_is_needed

FACTS = "uppgifter"
PARTS = ("parter", "hor-ihop", "bevakning", "anteckning")


@require_http_methods(["GET", "HEAD", "POST"])
def change_case(request: HttpRequest, authority: str, year: int, serial: int) -> HttpResponse:
    """Change what a case says; each part of the page is a form of its own, named by `del`."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, CHANGE, authority=owner.id)
    case = queries.case_of(owner, year=year, serial=serial)
    page = reverse("registry:change_case", args=[authority, year, serial])
    if request.method == "POST" and request.POST.get("ta_bort"):
        _take_away(actor, case, request.POST["ta_bort"])
        messages.success(request, _("Uppgiften är borttagen. Händelserna berättar att den fanns."))
        return redirect(page)
    part = request.POST.get("del", "") if request.method == "POST" else ""
    shown = _forms(actor, owner, case, part=part, data=request.POST)
    form = shown.get(part)
    if form is not None and form.is_valid():
        done = attempt(form, partial(_do, actor, case, part, form.cleaned_data))
        if done is not None:
            messages.success(request, done)
            return redirect(case.url if part == FACTS else f"{page}#{part}")
    context = _context(owner, case, shown, form)
    return render(request, "registry/change_case.html", context)


@require_POST
def close_case(request: HttpRequest, authority: str, year: int, serial: int) -> HttpResponse:
    """Close a case; where drafts or follow-ups are left, say so and ask once."""
    actor = actor_of(request)
    case = queries.case_of(authority_by_slug(authority), year=year, serial=serial)
    left = _left_open(case)
    if left and not request.POST.get("sett"):
        require(actor, CHANGE, authority=case.authority_id)
        context = {
            "page_title": _("Avsluta ärendet %(number)s?") % {"number": case.number},
            "left": left,
            "case": case,
            "close_url": request.path,
        }
        return render(request, "registry/close_case.html", context)
    actions.close_case(actor, case_id=case.id, day=clock.today())
    messages.success(request, _("Ärendet är avslutat. Det kan öppnas igen."))
    return redirect(case.url)


@require_POST
def reopen_case(request: HttpRequest, authority: str, year: int, serial: int) -> HttpResponse:
    """Open a closed case again."""
    case = queries.case_of(authority_by_slug(authority), year=year, serial=serial)
    actions.reopen_case(actor_of(request), case_id=case.id)
    messages.success(request, _("Ärendet är öppet igen."))
    return redirect(case.url)


@require_http_methods(["GET", "HEAD", "POST"])
def void_case(request: HttpRequest, authority: str, year: int, serial: int) -> HttpResponse:
    """Void a wrong registration, with the reason; its number stays."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, VOID, authority=owner.id)
    case = queries.case_of(owner, year=year, serial=serial)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.void_case, actor, case_id=case.id, reason=form.cleaned_data["reason"])
        if attempt(form, lambda: act() is None):
            messages.success(request, _("Ärendet är makulerat. Numret står kvar i diariet."))
            return redirect(case.url)
    context = {
        "page_title": _("Makulera ärendet %(number)s") % {"number": case.number},
        "consequence": _(
            "Ärendet står kvar i diariet med sitt nummer, synligt makulerat, och tar inte emot något mer."
        ),
        "facts": [(_("Ärendenummer"), case.number), (_("Rubrik"), case.title)],
        "form": form,
        "button": _("Makulera ärendet"),
        "back_href": case.url,
    }
    return render(request, "ui/confirm.html", context)


def _context(
    owner: Authority, case: CaseLine, shown: dict[str, forms.Form], form: forms.Form | None
) -> dict[str, Any]:
    return {
        "page_title": _("Ändra ärendet %(number)s") % {"number": case.number},
        "case": case,
        **shapes.demonstration_of(case),
        "form": form if form is not None and form.errors else shown[FACTS],
        "facts_form": shown[FACTS],
        "forms": shown,
        "related_form": shown["hor-ihop"],
        "details": queries.case_details(case.id),
        "class_list": CLASS_LIST,
        "class_choices": class_choices(owner),
        "tag_list": TAG_LIST,
        "tag_words": queries.tag_words(owner.id),
        "cases_url": reverse("registry:cases", args=[owner.slug]),
    }


def _left_open(case: CaseLine) -> list[str]:
    """Say what is left in the case that somebody may want to see to first."""
    drafts = queries.count_drafts(case.id)
    follow_ups = queries.case_details(case.id).open_follow_ups
    left = []
    if drafts:
        words = ngettext(
            "%(n)s utkast som inte är allmän handling", "%(n)s utkast som inte är allmänna handlingar", drafts
        )
        left.append(words % {"n": drafts})
    if follow_ups:
        words = ngettext(
            "%(n)s bevakning som inte är klar", "%(n)s bevakningar som inte är klara", follow_ups
        )
        left.append(words % {"n": follow_ups})
    return left


def _forms(actor: Actor, owner: Authority, case: CaseLine, *, part: str, data: Any) -> dict[str, forms.Form]:
    """Make each part's form, the one that was sent with what was written."""
    able = queries.officers(owner, on=clock.today(), demonstration=actor.is_demonstration)
    sent = {name: data if name == part else None for name in (FACTS, *PARTS)}
    initial = {
        "title": case.title,
        "class_code": case.class_code,
        "officer_id": case.officer_id,
        "unit": case.unit,
        "deadline_on": case.deadline_on,
        "tags": ", ".join(queries.tags_of(case.id)),
    }
    facts = CaseFactsForm(
        sent[FACTS],
        initial=initial,
        officers=_with_present(able, case),
        class_is_needed=class_is_needed(owner) and bool(case.class_code),
    )
    return {
        FACTS: facts,
        "parter": PartyForm(sent["parter"], auto_id="id_part_%s"),
        "hor-ihop": RelatedForm(sent["hor-ihop"], pattern=owner.case_number_pattern, auto_id="id_related_%s"),
        "bevakning": FollowUpForm(sent["bevakning"], officers=able, auto_id="id_follow_%s"),
        "anteckning": NoteForm(sent["anteckning"], auto_id="id_note_%s"),
    }


def _with_present(able: list[PersonName], case: CaseLine) -> list[PersonName]:
    """Keep the present officer among the choices, also one whose office has ended."""
    if case.officer_id is None or case.officer_id in {person.id for person in able}:
        return able
    name = queries.name_of_person(case.officer_id)
    present = PersonName(
        id=case.officer_id,
        name=name,
        party=None,
        is_demonstration=False,
        municipality_id=None,
        municipality=None,
    )
    return [present, *able]


def _do(actor: Actor, case: CaseLine, part: str, given: dict[str, Any]) -> str:
    """Do what the form of this part is for, and say that it is done."""
    to_do: dict[str, tuple[Callable[[], Any], str]] = {
        FACTS: (
            lambda: actions.change_case(actor, case_id=case.id, day=clock.today(), **given),
            _("Ärendet är ändrat."),
        ),
        "parter": (
            lambda: actions.add_party(actor, case_id=case.id, **given),
            _("Parten är antecknad."),
        ),
        "hor-ihop": (
            lambda: actions.relate_cases(actor, case_id=case.id, others=given["others"]),
            _("Ärendena är angivna."),
        ),
        "bevakning": (
            lambda: actions.add_follow_up(actor, case_id=case.id, day=clock.today(), **given),
            _("Bevakningen är tillagd."),
        ),
        "anteckning": (
            lambda: actions.add_note(actor, case_id=case.id, text=given["text"], at=clock.now()),
            _("Anteckningen är skriven."),
        ),
    }
    act, words = to_do[part]
    act()
    return words


def _take_away(actor: Actor, case: CaseLine, what: str) -> None:
    kind, _colon, number = what.partition(":")
    if not number.isdecimal():
        raise NotPossible(_("Det gick inte att läsa vad som skulle tas bort. Läs in sidan på nytt."))
    if kind == "part":
        actions.remove_party(actor, case_id=case.id, party_id=int(number))
    elif kind == "hor-ihop":
        actions.unrelate_case(actor, case_id=case.id, related_id=int(number))
    else:
        raise NotPossible(_("Det gick inte att läsa vad som skulle tas bort. Läs in sidan på nytt."))
