"""One readable list: who listens to which event, and what lower pages are filled with."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tinget.delegation import api as delegation
from tinget.disposal import api as disposal
from tinget.documents import api as documents
from tinget.economy import api as economy
from tinget.foundation import clock, events, ledger, mail, personal_data
from tinget.foundation.scoping import Scope
from tinget.foundation.ui.context import Frame, NavigationLink, provide_frame
from tinget.meetings import api as meetings
from tinget.messages import api as messages
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.preparation import api as preparation
from tinget.registry import api as registry
from tinget.release import api as release
from tinget.signatures import api as signatures
from tinget.site import accounts, second_step
from tinget.site.identity import saml
from tinget.site.identity.people import sign_ins
from tinget.solutions import api as solutions
from tinget.summons import api as summons
from tinget.workflows import notice_summons, plan_year
from tinget.workflows.ask_signatures import following as asked_following
from tinget.workflows.ask_signatures.views import way_to_ask
from tinget.workflows.case_file.views import case_file_panel
from tinget.workflows.dispatch_decisions import following as dispatch_following
from tinget.workflows.dispatch_decisions import permissions as dispatch_decisions
from tinget.workflows.dispatch_decisions import views as dispatch_views
from tinget.workflows.find import indexing
from tinget.workflows.follow_by_mail import permissions as follow_by_mail
from tinget.workflows.follow_by_mail import subscribing
from tinget.workflows.import_minutes import permissions as import_minutes
from tinget.workflows.moving_in import steps as moving_in
from tinget.workflows.notice_delegated_decisions import noticing
from tinget.workflows.notice_delegated_decisions import views as notice_views
from tinget.workflows.operations import measuring
from tinget.workflows.operations import views as operations
from tinget.workflows.personal_data import extracting
from tinget.workflows.place_prepared.views import prepared_panel, way_to_agenda
from tinget.workflows.propose_allocation.views import way_to_propose
from tinget.workflows.prove_minutes import jobs as prove_minutes
from tinget.workflows.publish_minutes import (
    addenda,
    at_once,
    certificate,
    changes,
    extracts,
    legal_force,
    minutes,
    panels,
    reading,
    standstill,
)
from tinget.workflows.publish_minutes import permissions as publish_minutes
from tinget.workflows.publish_minutes.approving_views import way_to_changes
from tinget.workflows.receive_mail.views import register_address
from tinget.workflows.report_delegated_decisions import reporting
from tinget.workflows.report_delegated_decisions import views as report_views
from tinget.workflows.write_mail import views as write_mail
from tinget.workflows.write_mail.returns import follow_return

SECTIONS = (
    (_("Ärenden"), "arenden"),
    (_("Handlingar"), "handlingar"),
    (_("Sammanträden"), "sammantraden"),
    (ngettext_lazy("Beslut", "Beslut", 2), "beslut"),  # many, in languages that tell
    (_("Anslagstavla"), "anslagstavla"),
    (_("Ekonomi"), "ekonomi"),
    (_("Lösningar"), "losningar"),
)
SHOWING = frozenset({"GET", "HEAD", "OPTIONS"})


def wire() -> None:
    """Connect the modules; called once, when Django is ready."""
    provide_frame(frame)
    personal_data.add_source(organisation.personal_hits)
    for module in (
        organisation,
        documents,
        messages,
        signatures,
        registry,
        meetings,
        summons,
        noticeboard,
        solutions,
        economy,
        delegation,
        disposal,
        release,
        preparation,
        operations,
        import_minutes,
        publish_minutes,
        dispatch_decisions,
        follow_by_mail,
        extracting,
        moving_in,
    ):
        ledger.describe(module.ACTION_TEXTS)
    events.listen(documents.RestrictedFileOpened, registry.note_file_look)
    events.listen(registry.Marked, meetings.follow_marking)
    _fill_pages()
    _follow_committee()
    _fill_letters()
    _follow_meetings()
    _follow_ledger()
    events.listen(messages.MailReturned, follow_return)
    events.listen(messages.MailReturned, dispatch_following.follow_return)
    events.listen(messages.MailReturned, subscribing.follow_return)
    events.listen(documents.TextExtracted, indexing.follow_text)
    _follow_signatures()


def _follow_ledger() -> None:
    """Let what is done to a thing be found, and be told to municipalities' systems, in the same act."""
    for prefix in indexing.PREFIXES:
        ledger.listen(prefix, indexing.follow)
    for prefix in ("noticeboard.notice:", "noticeboard.posting:"):
        ledger.listen(prefix, noticeboard.follow_notices)


def _follow_signatures() -> None:
    """Say whose papers each signature is told to."""
    events.listen(signatures.DocumentSigned, minutes.follow_signature)
    events.listen(signatures.DocumentSigned, at_once.follow_signature)
    events.listen(signatures.DocumentSigned, legal_force.follow_signature)
    events.listen(signatures.DocumentSigned, certificate.follow_signature)
    events.listen(signatures.DocumentSigned, extracts.follow_signature)
    events.listen(signatures.DocumentSigned, addenda.follow_signature)
    events.listen(signatures.DocumentSigned, asked_following.follow_signature)
    events.listen(signatures.DocumentSigned, prove_minutes.follow_signature)
    events.listen(signatures.StampRenewed, asked_following.follow_renewal)
    events.listen(noticeboard.NoticeUpEverywhere, minutes.follow_notice)


def _follow_committee() -> None:
    """Let what the committee does lead to what comes after it."""
    events.listen(meetings.MeetingClosed, reporting.follow_meeting)
    events.listen(meetings.ReservationExplained, changes.follow_reasons)
    events.listen(registry.Marked, preparation.follow_marking)
    events.listen(preparation.YearPlanDecided, plan_year.plan_meetings)


def _follow_meetings() -> None:
    """Let those who are called be told of what happens to a meeting."""
    events.listen(registry.Marked, summons.follow_marking)
    events.listen(meetings.MeetingMoved, summons.follow_move)
    events.listen(meetings.MeetingCancelled, summons.follow_cancellation)
    events.listen(organisation.HolderReplaced, summons.follow_replacement)
    events.listen(summons.CommitteeCalled, notice_summons.follow_summons)


def _fill_letters() -> None:
    """Say where letters are registered and written, and how their secret links are found."""
    messages.provide_registering(register_address)
    messages.provide_writing(write_mail.writing_address)
    messages.provide_marked(dispatch_following.marked_among)
    mail.provide_link(organisation.INVITED, organisation.link_of_invitation)
    mail.provide_link(organisation.TO_CONFIRM, organisation.link_of_address)
    mail.provide_link(organisation.TO_STOP, organisation.link_of_address)
    mail.provide_link(organisation.RENEWAL, accounts.password_link)
    mail.provide_link("noticeboard.posting", noticeboard.link_of)
    mail.provide_link(signatures.INVITED, signatures.link_of)
    mail.provide_link(signatures.CODE, signatures.code_in_letter)
    mail.provide_link(summons.ABOUT, summons.link_of)
    mail.provide_link(summons.CALL, summons.link_of_call)
    mail.provide_link(subscribing.WAITING, subscribing.link_to_confirm)
    mail.provide_stop(subscribing.FOLLOWED, subscribing.link_to_end)


def _fill_pages() -> None:
    """Let the higher modules show themselves on the pages of lower ones."""
    registry.add_case_panel(meetings.case_panel)
    registry.add_case_panel(case_file_panel)
    registry.add_case_panel(delegation.case_panel)
    registry.add_actor_case_panel(preparation.case_panel)
    registry.add_actor_case_panel(dispatch_views.case_panel)
    registry.add_actor_case_panel(write_mail.case_panel)
    registry.add_decision_panel(delegation.decision_panel)
    registry.add_decision_panel(panels.legal_force_panel)
    documents.add_document_way(way_to_ask)
    signatures.add_paper_way(way_to_changes)
    signatures.add_paper_notice(legal_force.told_before_signing)
    noticeboard.add_force_way(legal_force.way_to_certify)
    economy.add_allocation_way(way_to_propose)
    solutions.add_solution_ways(economy.ways_to_agreements)
    delegation.add_register_way(report_views.way_to_report)
    delegation.add_register_way(notice_views.way_to_notice)
    delegation.provide_notice_states(noticing.notice_states)
    meetings.provide_web_version(reading.as_on_the_web)
    meetings.provide_standstill(standstill.standstill_of)
    meetings.add_meeting_panel(summons.meeting_panel)
    meetings.add_meeting_panel(panels.minutes_panel)
    meetings.add_agenda_panel(prepared_panel)
    preparation.add_preparation_way(way_to_agenda)
    measuring.add_certificates(saml.certificates)


def scope_of_request(request: HttpRequest) -> Scope:
    """Find who asks and in which office, and what they may see; everybody sees what is published."""
    account = request.user if request.user.is_authenticated else None
    chosen = request.session.get(organisation.CHOSEN_MANDATE) if account else None
    standing = organisation.standing_of(account, chosen=chosen, on=clock.today())
    if standing.actor.is_demonstration and not settings.TINGET_DEMO:
        logout(request)  # a session from when this was a demonstration: nobody ever gave a password for it
        standing = organisation.standing_of(None, chosen=None, on=clock.today())
    if standing.needs_second_step and not second_step.is_taken(request):
        second_step.hold_back(request)
        standing = standing.without_rights()
    request.actor = standing.actor  # type: ignore[attr-defined] # read by foundation.http.actor_of
    return Scope(
        authorities=standing.authorities,
        boards=standing.boards,
        public=True,
        person=None if request.method in SHOWING else standing.actor.person_id,  # decision 0018
    )


def frame(request: HttpRequest) -> Frame:
    """Say what stands around a page: the authority it is under, and the nouns to go by."""
    authority = _authority_of(request)
    extra = {
        "demonstration_roles": _demonstration_roles(request),
        "sign_ins": sign_ins(request),
        "is_held_back": second_step.is_held_back(request),
    }
    if authority is None:
        return Frame(extra=extra)
    return Frame(
        navigation=tuple(NavigationLink(str(text), f"/{authority.slug}/{path}/") for text, path in SECTIONS),
        authority_name=authority.name,
        authority_href=f"/{authority.slug}/",
        search_url=f"/{authority.slug}/sok/",
        accent=authority.accent,
        extra=extra,
    )


def _authority_of(request: HttpRequest) -> "organisation.Authority | None":
    """Return the authority named in the address, else the only one there is."""
    try:
        slug = resolve(request.path_info).kwargs.get("authority")
        if slug is not None:
            return organisation.authority_by_slug(slug)
    except (Resolver404, organisation.AuthorityNotFound):
        pass  # an address of nothing, which the page then says
    known = organisation.authorities()
    return known[0] if len(known) == 1 else None


def _demonstration_roles(request: HttpRequest) -> list[organisation.DemonstrationRole]:
    """Offer the made-up roles where one signs in, and nowhere unless this is a demonstration."""
    if not settings.TINGET_DEMO or request.path_info != reverse("account_login"):
        return []
    return organisation.demonstration_roles(on=clock.today())
