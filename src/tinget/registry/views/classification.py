"""The pages of the classification scheme: what is valid on a day, its versions, and keeping one."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import Actor, Authority, authority_by_slug, permits, require
from tinget.registry import actions, queries
from tinget.registry.forms.classification import SchemeForm
from tinget.registry.forms.lists import day_in
from tinget.registry.permissions import KEEP_SCHEME
from tinget.registry.rules import ClassLine, Scheme, valid_on
from tinget.registry.views import shapes


@require_safe
def classification(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the classes as a tree, as they are valid today or on another day (?dag=2023-10-12)."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    day = day_in(request.GET.get("dag", "")) or clock.today()
    versions = queries.schemes(owner.id)
    valid = valid_on(versions, day)
    context = {
        "page_title": _("Klassificeringsstruktur"),
        "day": day,
        "versions": versions,
        "valid": valid,
        "classes": queries.classes_of(valid.id) if valid else [],
        "may_keep": permits(actor, KEEP_SCHEME, owner.id),
        "keep_url": reverse("registry:new_scheme", args=[authority]),
        "cases_url": reverse("registry:cases", args=[authority]),
        "authority_slug": authority,
        "sees_all": queries.sees_all(owner.id),
    }
    return render(request, "registry/classification.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def keep_scheme(request: HttpRequest, authority: str, scheme_id: int | None = None) -> HttpResponse:
    """Write a version of the scheme, new or known, with its classes from the box or a file."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, KEEP_SCHEME, authority=owner.id)
    known = queries.scheme(owner.id, scheme_id) if scheme_id is not None else None
    form = SchemeForm(
        request.POST or None,
        request.FILES or None,
        initial=_initial(known, queries.classes_of(known.id)) if known else {"is_complete": True},
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(_keep, actor, owner, form, known))
        if made is not None:
            count = len(form.cleaned_data["read"])
            messages.success(request, _("Strukturen är sparad med %(count)s klasser.") % {"count": count})
            return redirect(reverse("registry:classification", args=[authority]))
    context = {
        "page_title": _("Ändra klassificeringsstrukturen") if known else _("Ny klassificeringsstruktur"),
        "form": form,
        "classification_url": reverse("registry:classification", args=[authority]),
        **shapes.demonstration_of(actor),
    }
    return render(request, "registry/keep_scheme.html", context)


def _initial(known: Scheme, classes: list[ClassLine]) -> dict[str, object]:
    return {
        "name": known.name,
        "valid_from": known.valid_from,
        "valid_to": known.valid_to,
        "source": known.source,
        "is_complete": known.is_complete,
        "classes": "\n".join(f"{one.code};{one.title}" if one.title else one.code for one in classes),
    }


def _keep(actor: Actor, owner: Authority, form: SchemeForm, known: Scheme | None) -> int:
    fields = ("name", "valid_from", "valid_to", "source", "is_complete")
    facts = {field: form.cleaned_data[field] for field in fields}
    return actions.keep_scheme(
        actor,
        authority=owner.id,
        classes=form.cleaned_data["read"],
        scheme_id=known.id if known else None,
        **facts,
    )
