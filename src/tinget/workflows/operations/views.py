"""The page of background work, for the secretary, the coordinator and the administrator."""

from django.contrib import messages as told
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tinget.disposal import api as disposal
from tinget.documents import api as documents
from tinget.foundation import jobs, ledger, mail
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.foundation.jobs import JobState
from tinget.messages import api as messages
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.find.jobs import MAIL
from tinget.workflows.moving_in import steps as moving_in
from tinget.workflows.operations import measuring
from tinget.workflows.operations.rules import Tone

LOOK = organisation.Permission(
    "operations.look",
    frozenset({organisation.Role.SECRETARY, organisation.Role.COORDINATOR, organisation.Role.ADMINISTRATOR}),
    "se bakgrundsarbetet",
)
ACTION_TEXTS = {"retry_job": "Ett bakgrundsarbete sattes i kö igen"}
JOB_TEXTS = {
    mail.SEND_MAIL: gettext_lazy("Skicka e-post"),
    MAIL: gettext_lazy("Skriva om det som är nytt i en bevakning"),
    documents.PREPARE: gettext_lazy("Läsa ett dokuments text och göra bilder och kopior"),
    disposal.PROPOSE_JOB: gettext_lazy("Ta fram gallringsförslag"),
    disposal.DISPOSE_JOB: gettext_lazy("Gallra"),
    moving_in.MOVE_IN: gettext_lazy("Flytta in från ett annat system"),
}
TONE_TEXTS = {
    Tone.WELL: gettext_lazy("fungerar"),
    Tone.LOOK: gettext_lazy("se över"),
    Tone.BROKEN: gettext_lazy("fel"),
}
STATE_TEXTS: dict[str, tuple[str | Promise, str]] = {
    JobState.WAITING: (gettext_lazy("väntar"), "wait"),
    JobState.RUNNING: (gettext_lazy("pågår"), "now"),
    JobState.DONE: (gettext_lazy("klart"), "done"),
    JobState.FAILED: (gettext_lazy("misslyckades"), "stop"),
}


def health_page(request: HttpRequest, authority: str) -> HttpResponse:
    """Show how the installation and the authority's own connections fare."""
    place, actor = organisation.authority_by_slug(authority), actor_of(request)
    organisation.require(actor, LOOK, authority=place.id)
    lines = measuring.measured(actor, place)
    context = {
        "page_title": _("Drift"),
        "authority": place,
        "lines": [(line, TONE_TEXTS[line.tone]) for line in lines],
        "broken": sum(line.tone is Tone.BROKEN for line in lines),
        "to_look_at": sum(line.tone is Tone.LOOK for line in lines),
    }
    return render(request, "workflows/health.html", context)


def jobs_page(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the newest jobs and mails of the authority."""
    place = organisation.authority_by_slug(authority)
    organisation.require(actor_of(request), LOOK, authority=place.id)
    listed = [_shown(job, place) for job in jobs.jobs_of(place.id)]
    counts = {state: sum(job["state"] == state for job in listed) for state in JobState}
    context = {
        "page_title": _("Bakgrundsarbete"),
        "authority": place,
        "jobs": listed,
        "waiting": counts[JobState.WAITING],
        "running": counts[JobState.RUNNING],
        "failed": counts[JobState.FAILED],
        "mails": mail.newest(place.id),
        "may_move_in": organisation.permits(actor_of(request), registry.MOVE_IN, place.id),
        "mailboxes": messages.mailboxes(actor_of(request), place),
    }
    return render(request, "workflows/jobs.html", context)


@require_POST
def retry_job(request: HttpRequest, authority: str, job_id: int) -> HttpResponse:
    """Put a failed job back in the queue."""
    place, actor = organisation.authority_by_slug(authority), actor_of(request)
    organisation.require(actor, LOOK, authority=place.id)
    if not jobs.retry(place.id, job_id):
        raise NotPossible(_("Arbetet har inte misslyckats, eller finns inte längre. Läs om sidan."))
    ledger.append(actor, "retry_job", on=f"foundation.job:{job_id}", authority=place.id)
    told.success(request, _("Arbetet står i kö igen."))
    return redirect("operations:jobs", authority)


def _shown(job: jobs.JobLine, place: organisation.Authority) -> dict[str, object]:
    text, tone = STATE_TEXTS.get(job.state, (job.state, "plain"))
    retry_url = reverse("operations:retry", args=[place.slug, job.id]) if job.state == JobState.FAILED else ""
    return {
        "text": JOB_TEXTS.get(job.name, job.name),
        "state": job.state,
        "state_text": text,
        "tone": tone,
        "attempts": job.attempts,
        "next_at": job.next_at,
        "retry_url": retry_url,
    }
