"""The catalogue and the register's feed: the same for everybody, whoever asks."""

import datetime as dt

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinget.foundation import atom, clock
from tinget.foundation.http import public
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.organisation.api import authority_by_slug
from tinget.registry import api as registry
from tinget.workflows.open_data.catalog import catalog_of

IN_THE_FEED = 50


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
