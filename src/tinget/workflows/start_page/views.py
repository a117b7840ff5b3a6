"""The first page: for a visitor the committee's public page, for others what waits for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tinget.disposal import api as disposal
from tinget.foundation import clock
from tinget.foundation.http import actor_of, public
from tinget.foundation.kept_pages import kept_for_visitors
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.preparation import api as preparation
from tinget.registry import api as registry
from tinget.workflows.import_minutes.permissions import IMPORT
from tinget.workflows.operations.views import LOOK
from tinget.workflows.personal_data.extracting import LOOK as LOOK_AT_PROCESSING
from tinget.workflows.public_site.views import render_authority
from tinget.workflows.start_page.approved_at_once import approved_at_once_for
from tinget.workflows.start_page.calling import calling_for
from tinget.workflows.start_page.certified import certified_for
from tinget.workflows.start_page.preparing import preparing_for
from tinget.workflows.start_page.waiting import waiting_for


@public
@kept_for_visitors
def start(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, or the public page to a visitor."""
    actor, known, today = actor_of(request), organisation.authorities(), clock.today()
    authority = next((one for one in known if one.id == actor.authority), known[0] if known else None)
    if authority is None:
        return render(
            request, "workflows/empty_installation.html", {"page_title": _("Välkommen till Tinget")}
        )
    if not actor.is_known:
        return render_authority(request, authority)
    listed = meetings.meetings(authority.id)
    coming = [one for one in listed if not one.is_held and one.day >= today]
    context = {
        "page_title": _("Det här väntar på dig"),
        "authority": authority,
        "waiting": [
            *approved_at_once_for(actor, authority, [one for one in listed if one.is_held]),
            *waiting_for(actor, authority, today=today),
            *certified_for(actor, authority, today=today),
            *preparing_for(actor, authority),
            *(calling_for(actor, authority, coming[-1], today=today) if coming else ()),
        ],
        "may_see_preparation": organisation.permits(actor, preparation.LOOK, authority.id),
        "next_meeting": coming[-1] if coming else None,
        "may_register": organisation.permits(actor, registry.REGISTER, authority.id),
        "may_import_minutes": organisation.permits(actor, IMPORT, authority.id),
        "may_keep_accounts": organisation.permits(actor, organisation.KEEP_ACCOUNTS, authority.id),
        "may_see_jobs": organisation.permits(actor, LOOK, authority.id),
        "may_see_disposal": organisation.permits(actor, disposal.LOOK, authority.id),
        "may_see_processing": organisation.permits(actor, LOOK_AT_PROCESSING, authority.id),
    }
    return render(request, "workflows/start.html", context)
