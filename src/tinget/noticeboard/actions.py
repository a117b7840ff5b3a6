"""Writes of the noticeboard: send a notice out, and record that it went up and came down on each board."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tinget.foundation import events, ledger, mail
from tinget.foundation.errors import NeedsReason, NotPossible, RuleRefused
from tinget.foundation.ledger.entries import LedgerActor
from tinget.foundation.scoping import scoped, widened
from tinget.kernel.dates import in_words
from tinget.noticeboard import models, queries
from tinget.noticeboard.events import NoticeDownEverywhere, NoticeUpEverywhere
from tinget.noticeboard.permissions import FOLLOW, LOAD, POST, on_behalf, require_board
from tinget.noticeboard.queries import NoticeNotFound, PostingTask
from tinget.noticeboard.rules.appeal_time import Display, clock
from tinget.noticeboard.rules.notices import (
    Finding,
    NoticeFacts,
    WithoutEffect,
    certificate_possible,
    check_down,
    check_up,
)
from tinget.organisation.api import (
    ROLE_TEXTS,
    Actor,
    Municipality,
    Role,
    addresses,
    authority_by_id,
    board_registrars,
    require,
)

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Whoever uses a registrar's secret link: known only by the board that it was sent to."""

    municipality: Municipality

    @property
    def who(self) -> str:
        """The holder as the ledger names them."""
        return f"den som fått länken för {self.municipality.name}"

    @property
    def acting_as(self) -> str:
        """The office that the link stands for."""
        return f"registrator, {self.municipality.org_name}"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What somebody tells about one posting: the day, when it was told, and a reason or note."""

    by: LedgerActor
    by_text: str
    on: dt.date
    at: dt.datetime
    note: str


def post_notice(
    actor: Actor,
    *,
    authority: int,
    facts: NoticeFacts,
    municipalities: Sequence[Municipality],
    at: dt.datetime,
) -> int:
    """Make the notice and every board's task, e-mail each registrar a link, and return the notice's id."""
    require(actor, POST, authority=authority)
    if facts.approved_on is None:
        raise NotPossible(_("Anslaget kan inte skickas: protokollet är inte justerat."))
    if not municipalities:
        raise NotPossible(_("Anslaget kan inte skickas: nämnden har inga kommuner."))
    if models.Notice.objects.filter(authority_id=authority, about=facts.about, kind=facts.kind).exists():
        raise NotPossible(_("Anslaget är redan skickat. Följ det på nämndens anslagstavla."))
    row = _create(actor, authority, facts, at=at)
    registrars = board_registrars(on=at.date(), demonstration=actor.is_demonstration)
    known = addresses([person.id for people in registrars.values() for person in people])
    for board in municipalities:
        emails = [known[person.id] for person in registrars.get(board.id, []) if person.id in known]
        _add_posting(row, board, email=emails[0] if emails else "", at=at)
    ledger.append(
        actor,
        "post_notice",
        on=f"noticeboard.notice:{row.pk}",
        authority=authority,
        changes={"about": facts.about, "boards": [board.name for board in municipalities]},
    )
    return row.pk


def load_published_notice(
    actor: Actor,
    *,
    authority: int,
    facts: NoticeFacts,
    up_on: dt.date | None,
    down_on: dt.date | None,
    at: dt.datetime,
) -> int:
    """Keep what published minutes print of their notice, of no board in particular; again changes nothing."""
    require(actor, LOAD, authority=authority)
    found = models.Notice.objects.filter(authority_id=authority, about=facts.about, kind=facts.kind).first()
    if found is not None:
        return found.pk
    row = _create(actor, authority, facts, at=at)
    row.is_published_fact, row.printed_up_on, row.printed_down_on = True, up_on, down_on
    row.save(update_fields=["is_published_fact", "printed_up_on", "printed_down_on"])
    ledger.append(
        actor,
        "load_published_notice",
        on=f"noticeboard.notice:{row.pk}",
        authority=authority,
        changes={"about": facts.about, "up": up_on, "down": down_on},
    )
    return row.pk


def confirm_up(actor: Actor, *, posting_id: int, on: dt.date, at: dt.datetime, note: str = "") -> PostingTask:
    """Record that the notice is up since that day, told by the board's registrar or entered by the staff."""
    posting = _posting_for(actor, posting_id, note=note)
    return _confirm_up(posting, Confirmation(actor, _role_text(actor, posting), on, at, note.strip()))


def confirm_down(
    actor: Actor, *, posting_id: int, on: dt.date, at: dt.datetime, note: str = ""
) -> PostingTask:
    """Record that the notice is down since that day, told by the registrar or entered by the staff."""
    posting = _posting_for(actor, posting_id, note=note)
    return _confirm_down(posting, Confirmation(actor, _role_text(actor, posting), on, at, note.strip()))


def confirm_up_by_token(token: str, *, on: dt.date, at: dt.datetime, note: str = "") -> PostingTask:
    """Record that the notice is up, as told by whoever has the registrar's secret link."""
    task = queries.task_of_token(token, today=at.date())
    posting = models.Posting.objects.get(pk=task.posting.id)
    holder = LinkHolder(task.posting.municipality)
    return _confirm_up(posting, Confirmation(holder, _role_text(None, posting), on, at, note.strip()))


def confirm_down_by_token(token: str, *, on: dt.date, at: dt.datetime, note: str = "") -> PostingTask:
    """Record that the notice is down, as told by whoever has the registrar's secret link."""
    task = queries.task_of_token(token, today=at.date())
    posting = models.Posting.objects.get(pk=task.posting.id)
    holder = LinkHolder(task.posting.municipality)
    return _confirm_down(posting, Confirmation(holder, _role_text(None, posting), on, at, note.strip()))


def renew_link(actor: Actor, *, posting_id: int, email: str, at: dt.datetime) -> None:
    """Send a new secret link to this address; the old link stops working."""
    posting = models.Posting.objects.select_for_update().filter(pk=posting_id).first()
    if posting is None:
        raise NoticeNotFound
    require(actor, FOLLOW, authority=posting.authority_id)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    posting.email, posting.token_sha256, posting.sent_at = email, queries.digest(token), at
    posting.save(update_fields=["email", "token_sha256", "sent_at"])
    _send(posting, token=token, day=at.date())
    ledger.append(
        actor,
        "renew_link",
        on=f"noticeboard.posting:{posting.pk}",
        authority=posting.authority_id,
        changes={"email": email},
    )


def set_certificate(actor: Actor, *, notice_id: int, document_id: int) -> None:
    """Say which document is the certificate of notice; possible once every board has carried it."""
    row = models.Notice.objects.select_for_update().filter(pk=notice_id).first()
    if row is None:
        raise NoticeNotFound
    require(actor, POST, authority=row.authority_id)
    if not certificate_possible(queries.displays_of(row.pk)):
        raise NotPossible(_("Anslagsbeviset kan göras först när alla kommuner har bekräftat anslaget."))
    row.certificate_document_id = document_id
    row.save(update_fields=["certificate_document"])
    ledger.append(
        actor,
        "set_certificate",
        on=f"noticeboard.notice:{row.pk}",
        authority=row.authority_id,
        changes={"document": document_id},
    )


def _create(actor: Actor, authority: int, facts: NoticeFacts, *, at: dt.datetime) -> models.Notice:
    """Make the notice's row; a notice is public from the moment that it is sent out."""
    return models.Notice.objects.create(
        authority_id=authority,
        about=facts.about,
        kind=facts.kind,
        title=facts.title,
        meeting_date=facts.meeting_date,
        paragraphs=facts.paragraphs,
        approved_on=facts.approved_on,
        minutes_url=facts.minutes_url,
        kept_at=facts.kept_at,
        created_at=at,
        published_at=at,
        is_demonstration=actor.is_demonstration,
    )


def _add_posting(notice: models.Notice, board: Municipality, *, email: str, at: dt.datetime) -> None:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    posting = models.Posting.objects.create(
        authority_id=notice.authority_id,
        notice=notice,
        municipality_id=board.id,
        municipality_name=board.name,
        email=email,
        token_sha256=queries.digest(token),
        sent_at=at if email else None,
        published_at=at,
    )
    if email:
        _send(posting, token=token, day=at.date())


def _send(posting: models.Posting, *, token: str, day: dt.date) -> None:
    """E-mail the link; the message is the only place where the token itself is."""
    view = queries.notice(posting.notice_id, today=day)
    body = render_to_string(
        "noticeboard/mail.txt",
        {
            "notice": view,
            "municipality": posting.municipality_name,
            "authority": authority_by_id(posting.authority_id),
            "link": f"{settings.TINGET_ADDRESS}/anslag/{token}/",
            "day": day,
        },
    )
    subject = _("Anslå senast %(day)s: justerat protokoll från %(authority)s") % {
        "day": in_words(view.latest_up.date if view.latest_up else day),
        "authority": authority_by_id(posting.authority_id).name,
    }
    prefix = "DEMONSTRATION: " if view.is_demonstration else ""
    mail.send_later(authority=posting.authority_id, to=posting.email, subject=f"{prefix}{subject}", body=body)


def _posting_for(actor: Actor, posting_id: int, *, note: str) -> models.Posting:
    """Return a posting that the actor may report on; the staff say how they know."""
    posting = models.Posting.objects.filter(pk=posting_id).first()
    if posting is None:
        raise NoticeNotFound
    require_board(
        actor,
        authority=posting.authority_id,
        municipality=posting.municipality_id,
        municipality_name=posting.municipality_name,
    )
    if on_behalf(actor, authority=posting.authority_id) and not note.strip():
        raise NotPossible(
            _("Skriv hur du vet det, till exempel att registratorn har ringt eller att du har sett anslaget.")
        )
    return posting


def _role_text(actor: Actor | None, posting: models.Posting) -> str:
    """Name the role that told, as the certificate prints it; None is whoever has the registrar's link."""
    if actor is None or actor.role is Role.BOARD_REGISTRAR:
        return _("Registrator, %(board)s") % {"board": posting.municipality_name}
    return str(ROLE_TEXTS[actor.role]).capitalize() if actor.role else actor.name


def _confirm_up(posting: models.Posting, told: Confirmation) -> PostingTask:
    # The one place where a scope is widened. A registrar, or the holder of the secret link, is nobody in
    # the committee and sees only what is public; the callers above have shown that exactly this posting
    # is theirs to report on, and only its own authority is added, for this one act.
    with scoped(widened(posting.authority_id)):
        notice, boards = _locked(posting)
        mine = boards[posting.pk]
        if mine and (mine[-1].down_on is None or mine[-1].up_on == told.on != mine[-1].down_on):
            return queries.task(posting.pk, today=told.at.date())
        if mine and _stayed_long_enough(mine, boards):
            raise NotPossible(_("Anslaget har suttit uppe hela tiden ut och behöver inte sättas upp igen."))
        try:
            finding = check_up(mine, on=told.on, today=told.at.date(), approved_on=notice.approved_on)
        except WithoutEffect as error:
            raise _refused(error) from error
        _check_reason(finding, told)
        models.Display.objects.create(
            authority_id=posting.authority_id,
            posting=posting,
            municipality_id=posting.municipality_id,
            up_on=told.on,
            up_recorded_at=told.at,
            up_by=told.by_text,
            up_note=told.note,
            published_at=told.at,
        )
        if not mine:
            _tell_when_up_everywhere(notice, told)
        _record("confirm_up", posting, told, finding)
        return queries.task(posting.pk, today=told.at.date())


def _confirm_down(posting: models.Posting, told: Confirmation) -> PostingTask:
    with scoped(widened(posting.authority_id)):  # as argued in _confirm_up
        notice, boards = _locked(posting)
        mine = boards[posting.pk]
        if mine and mine[-1].down_on is not None:
            return queries.task(posting.pk, today=told.at.date())
        try:
            finding = check_down(mine, on=told.on, today=told.at.date(), running=clock(boards))
        except WithoutEffect as error:
            raise _refused(error) from error
        _check_reason(finding, told)
        models.Display.objects.filter(posting=posting, down_on__isnull=True).update(
            down_on=told.on, down_recorded_at=told.at, down_by=told.by_text, down_note=told.note
        )
        _tell_when_down_everywhere(notice, told)
        _record("confirm_down", posting, told, finding)
        return queries.task(posting.pk, today=told.at.date())


def _locked(posting: models.Posting) -> tuple[models.Notice, dict[int, list[Display]]]:
    """Let one at a time report on a notice, so that the last board is the last one only once."""
    notice = models.Notice.objects.select_for_update().get(pk=posting.notice_id)
    return notice, queries.displays_of(notice.pk)


def _stayed_long_enough(mine: list[Display], boards: dict[int, list[Display]]) -> bool:
    running = clock(boards)
    down = mine[-1].down_on
    return running is not None and down is not None and down >= running.removal.date


def _check_reason(finding: Finding | None, told: Confirmation) -> None:
    if finding is not None and not told.note:
        message = _("%(finding)s Skriv en orsak, så antecknas avvikelsen.") % {"finding": finding.text}
        raise NeedsReason(rule=finding.rule, source=finding.source, message=message)


def _refused(error: WithoutEffect) -> RuleRefused:
    finding = error.finding
    return RuleRefused(rule=finding.rule, source=finding.source, message=finding.text)


def _tell_when_up_everywhere(notice: models.Notice, told: Confirmation) -> None:
    boards = queries.displays_of(notice.pk)
    if not certificate_possible(boards):
        return
    running = clock(boards)
    events.raise_event(
        NoticeUpEverywhere(
            authority=notice.authority_id,
            notice_id=notice.pk,
            about=notice.about,
            since=running.runs_from if running else None,
            at=told.at,
            is_demonstration=notice.is_demonstration,
        )
    )


def _tell_when_down_everywhere(notice: models.Notice, told: Confirmation) -> None:
    if queries.notice(notice.pk, today=told.at.date()).is_down_everywhere:
        events.raise_event(
            NoticeDownEverywhere(
                authority=notice.authority_id,
                notice_id=notice.pk,
                about=notice.about,
                at=told.at,
                is_demonstration=notice.is_demonstration,
            )
        )


def _record(action: str, posting: models.Posting, told: Confirmation, finding: Finding | None) -> None:
    ledger.append(
        told.by,
        action,
        on=f"noticeboard.posting:{posting.pk}",
        authority=posting.authority_id,
        changes={
            "board": posting.municipality_name,
            "on": told.on.isoformat(),
            "note": told.note,
            "finding": finding.text if finding else None,
        },
    )
