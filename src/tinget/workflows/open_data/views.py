"""The catalogue, the register's feed and the OParl objects: the same for everybody, whoever asks."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tinget.foundation import atom, clock
from tinget.foundation.http import public
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.organisation.api import authority_by_slug
from tinget.registry import api as registry
from tinget.workflows.open_data import gathering
from tinget.workflows.open_data.catalog import catalog_of
from tinget.workflows.open_data.oparl import context as context_of

IN_THE_FEED = 50
KINDS = (
    ("meeting", gettext_lazy("Sammanträden med punkter, beslut, röster och laga kraft")),
    ("person", gettext_lazy("Förtroendevalda och deras uppdrag över tid")),
    ("paper", gettext_lazy("Ärenden som har behandlats")),
    ("organization", gettext_lazy("Nämnden")),
)


@public
@require_safe
def catalog(_request: HttpRequest, authority: str) -> HttpResponse:
    """Describe the data as DCAT-AP-SE."""
    answer = JsonResponse(catalog_of(authority_by_slug(authority)), json_dumps_params={"ensure_ascii": False})
    answer["Content-Type"] = "application/ld+json"
    return answer


@public
@require_safe
def register_feed(request: HttpRequest, authority: str) -> HttpResponseBase:
    """Give the newest published records as Atom; sender and recipient only where they are opened."""
    owner = authority_by_slug(authority)
    with scoped(PUBLIC):
        page = registry.record_page(owner, size=IN_THE_FEED)
    answer = atom.feed(
        title=_("Diariet, %(authority)s") % {"authority": owner.name},
        path=request.path,
        page=reverse("registry:day_list_today", args=[owner.slug]),
        author=owner.name,
        entries=[_entry(record) for record in page.records],
        now=clock.now(),
    )
    return atom.unless_known(request, answer)


@public
@require_safe
def open_data(request: HttpRequest, authority: str) -> HttpResponse:
    """Tell what can be fetched, in which forms, and for which years."""
    owner = authority_by_slug(authority)
    with scoped(PUBLIC):
        found = gathering.years(owner)
    context = {"authority": owner, "years": found, "kinds": KINDS, "page_title": _("Öppna data")}
    return render(request, "workflows/open_data.html", context)


@public
@require_safe
def oparl_system(request: HttpRequest, authority: str) -> HttpResponse:
    """Give the OParl system object: where everything else begins."""
    return oparl_object(request, authority, "system", "")


@public
@require_safe
def oparl_list(request: HttpRequest, authority: str, object_type: str) -> HttpResponse:
    """Give a list of OParl objects, all of them on one page."""
    owner = authority_by_slug(authority)
    with scoped(PUBLIC):
        found = gathering.objects(owner, object_type)
    place = gathering.place_of(owner)
    pages = {"totalElements": len(found), "elementsPerPage": len(found), "currentPage": 1, "totalPages": 1}
    links = {"first": place.of(object_type), "self": place.of(object_type)}
    return _told(request, {"@context": context_of(place), "data": found, "pagination": pages, "links": links})


@public
@require_safe
def oparl_object(request: HttpRequest, authority: str, object_type: str, key: str) -> HttpResponse:
    """Give one OParl object, which is JSON-LD at once."""
    owner = authority_by_slug(authority)
    with scoped(PUBLIC):
        found = (
            gathering.objects(owner, object_type)[0]
            if object_type == "system"
            else gathering.one_object(owner, object_type, key)
        )
    return _told(request, {"@context": context_of(gathering.place_of(owner)), **found})


@public
@require_safe
def year_dump(request: HttpRequest, authority: str, year: int) -> HttpResponse:
    """Give all of a year in one file."""
    owner = authority_by_slug(authority)
    with scoped(PUBLIC):
        found = gathering.dump(owner, year)
    answer = _told(request, found)
    answer["Content-Disposition"] = f'attachment; filename="{owner.slug}-{year}.json"'
    return answer


def _told(request: HttpRequest, found: dict[str, Any]) -> HttpResponse:
    """Answer as JSON, called JSON-LD for those who ask for it; any page may fetch it."""
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False})
    if "application/ld+json" in request.headers.get("Accept", ""):
        answer["Content-Type"] = "application/ld+json"
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Vary"] = "Accept"
    return answer


def _entry(record: registry.RecordLine) -> atom.FeedEntry:
    day = record.registered_on or record.dated_on or dt.date(2000, 1, 1)
    return atom.FeedEntry(
        path=record.url,
        title=" ".join(part for part in (record.label, record.title) if part),
        updated=timezone.make_aware(dt.datetime.combine(day, dt.time())),
        summary=", ".join(
            filter(None, (str(registry.DIRECTION_TEXTS[record.direction]), record.counterpart))
        ),
        category=("handling", _("handling")),
    )
