"""What somebody who is called sees by the link in their letter, without signing in."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tinget.foundation.http import public
from tinget.summons import queries
from tinget.summons.queries import LinkUnknown
from tinget.summons.views.around import around
from tinget.summons.views.summoning import facts_of


@public
@never_cache
@require_safe
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Show the summons to whoever has the link in a letter."""
    try:
        found = queries.called_by_link(token)
    except LinkUnknown:
        unknown = {"page_title": _("Länken fungerar inte")}
        return render(request, "summons/link_unknown.html", unknown, status=HTTPStatus.NOT_FOUND)
    context = {
        **around(found.owner, found.meeting),
        "page_title": _("Kallelse till %(name)s") % {"name": found.owner.name},
        "recipient": found.name,
        "summons": found.summons,
        "facts": facts_of(found.summons.content, found.summons),
    }
    return render(request, "summons/by_link.html", context)
