"""How the paragraphs of a notice stand, for everybody; and logging what comes in, for the staff."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tinget.documents import api as documents
from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.words import short_date
from tinget.noticeboard import actions, queries
from tinget.noticeboard.forms import AppealForm, CourtAnswerForm, RulingForm
from tinget.noticeboard.permissions import APPEALS
from tinget.noticeboard.queries import NoticeView
from tinget.noticeboard.rules.notices import expanded
from tinget.noticeboard.rules.paragraphs import Ruling
from tinget.noticeboard.views.boards import heading_of, marked, minutes_notice_under
from tinget.organisation.api import Authority, authority_by_slug, permits, require

DONE = True


@public
@require_GET
def legal_force(request: HttpRequest, authority: str, notice_id: int) -> HttpResponse:
    """Show each paragraph's standing with its reckoning, the appeals, and the court's answer."""
    found = authority_by_slug(authority)
    notice = minutes_notice_under(found, notice_id)
    force = queries.legal_force_of(notice, today=clock.today())
    context = {
        "page_title": _("Laga kraft: protokollet %(day)s, %(paragraphs)s")
        % {"day": short_date(notice.meeting_date), "paragraphs": notice.paragraphs_text},
        "authority": found,
        "notice": notice,
        "force": force,
        "awards": queries.awards_of(notice.id, today=clock.today()),
        "certificates": _certificates(found, notice),
        "ways": queries.ways_from_force(actor_of(request), force),
        "may_log": permits(actor_of(request), APPEALS, found.id) and bool(notice.postings),
        **marked(notice),
    }
    return render(request, "noticeboard/legal_force.html", context)


@require_http_methods(["GET", "POST"])
def log_appeal(request: HttpRequest, authority: str, notice_id: int) -> HttpResponse:
    """Log an appeal with the day and place where it came in."""
    found, notice = place_of(request, authority, notice_id)
    form = AppealForm(
        request.POST or None,
        initial={"received_on": clock.today()},
        boards=[posting.municipality.org_name for posting in notice.postings],
        paragraphs=expanded(notice.paragraphs),
    )

    def log() -> bool:
        actions.record_appeal(actor_of(request), notice_id=notice.id, at=clock.now(), **form.cleaned_data)
        return DONE

    words = {
        "page_title": _("Anteckna ett överklagande"),
        "button": _("Anteckna överklagandet"),
        "thanks": _("Överklagandet är antecknat."),
    }
    return log_with(request, (found, notice), form, log, words)


@require_http_methods(["GET", "POST"])
def log_ruling(request: HttpRequest, authority: str, notice_id: int, appeal_id: int) -> HttpResponse:
    """Note how an appeal ended."""
    found, notice = place_of(request, authority, notice_id)
    appeal = queries.appeal(notice.id, appeal_id)
    form = RulingForm(request.POST or None, initial={"resolved_on": clock.today()})

    def log() -> bool:
        told = form.cleaned_data
        actions.record_ruling(
            actor_of(request),
            appeal_id=appeal.id,
            resolved_on=told["resolved_on"],
            ruling=Ruling(told["ruling"]),
            at=clock.now(),
        )
        return DONE

    words = {
        "page_title": _("Anteckna hur överklagandet slutade"),
        "button": _("Anteckna avgörandet"),
        "thanks": _("Avgörandet är antecknat."),
        "about": _("Överklagandet kom in %(day)s till %(place)s och gäller § %(paragraphs)s.")
        % {
            "day": short_date(appeal.logged.received_on),
            "place": appeal.logged.at,
            "paragraphs": appeal.logged.paragraphs,
        },
    }
    return log_with(request, (found, notice), form, log, words)


@require_http_methods(["GET", "POST"])
def log_court_answer(request: HttpRequest, authority: str, notice_id: int) -> HttpResponse:
    """Note the day of the court's answer that no appeal is left to try."""
    found, notice = place_of(request, authority, notice_id)
    form = CourtAnswerForm(request.POST or None, initial={"answered_on": clock.today()})

    def log() -> bool:
        actions.record_court_answer(
            actor_of(request), notice_id=notice.id, at=clock.now(), **form.cleaned_data
        )
        return DONE

    words = {
        "page_title": _("Anteckna domstolens svar"),
        "button": _("Anteckna svaret"),
        "thanks": _("Domstolens svar är antecknat."),
    }
    return log_with(request, (found, notice), form, log, words)


def _certificates(
    authority: Authority, notice: NoticeView
) -> list[tuple[str, documents.VersionLine, str, str]]:
    """List the certificates that this person may read: paragraphs, file, address, what is wrong."""
    known = queries.force_certificates(notice.id)
    newest = documents.newest_versions([one.document_id for one in known])
    return [
        (
            one.paragraphs,
            version,
            documents.version_url(authority.slug, version),
            _since(notice, one, version),
        )
        for one in known
        if (version := newest.get(one.document_id)) is not None
    ]


def _since(notice: NoticeView, one: queries.ForceCertificateLine, version: documents.VersionLine) -> str:
    """Tell what has changed since this file was drawn up; nothing where it tells what holds."""
    came = queries.came_since(notice, one, one.drawn_up_at or version.created_at)
    if not came:
        return ""
    return " ".join([*map(_, came), _("Läget för varje paragraf står i tabellen ovan.")])


def place_of(request: HttpRequest, authority: str, notice_id: int) -> tuple[Authority, NoticeView]:
    """Return the authority and its notice, whose legal force the actor may log."""
    found = authority_by_slug(authority)
    notice = minutes_notice_under(found, notice_id)
    require(actor_of(request), APPEALS, authority=found.id)
    if not notice.postings:
        raise NotPossible(_("Anslaget är en publicerad uppgift, så laga kraft kan inte räknas ut."))
    return found, notice


def log_with(
    request: HttpRequest,
    place: tuple[Authority, NoticeView],
    form: forms.Form,
    log: Callable[[], bool],
    words: dict[str, str],
) -> HttpResponse:
    """Show a form, and log what it tells; a rule's refusal stands at its first field, the day."""
    authority, notice = place
    day_field = next(iter(form.fields))
    if request.method == "POST" and form.is_valid() and attempt(form, log, rule_field=day_field):
        messages.success(request, words["thanks"])
        return redirect("noticeboard_legal_force", authority.slug, notice.id)
    context = {"authority": authority, "notice": notice, "notice_heading": heading_of(notice), "form": form}
    return render(request, "noticeboard/log.html", context | words | marked(notice))
