"""Sending a notice out to every board, with a secret link to each registrar, and its certificate."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.noticeboard import models, queries
from tinget.noticeboard.actions.letters import keep_link, send_link
from tinget.noticeboard.permissions import FOLLOW, LOAD, POST
from tinget.noticeboard.queries import NoticeNotFound
from tinget.noticeboard.rules.notices import NoticeFacts, certificate_possible
from tinget.noticeboard.rules.summonses import SUMMONS
from tinget.organisation.api import (
    Actor,
    Municipality,
    addresses,
    board_registrars,
    require,
)


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
    row = create_notice(actor, authority, facts, at=at)
    ask_boards(row, municipalities, at=at)
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
    row = create_notice(actor, authority, facts, at=at)
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


def renew_link(actor: Actor, *, posting_id: int, email: str, at: dt.datetime) -> None:
    """Send a new secret link to this address; the old link stops working."""
    posting = models.Posting.objects.select_for_update().filter(pk=posting_id).first()
    if posting is None:
        raise NoticeNotFound
    require(actor, FOLLOW, authority=posting.authority_id)
    posting.email, posting.sent_at, posting.link_number = email, at, posting.link_number + 1
    keep_link(posting)
    posting.save(update_fields=["email", "token_sha256", "sent_at", "link_number"])
    send_link(posting, day=at.date())
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
    if row.kind == SUMMONS or not certificate_possible(queries.displays_of(row.pk)):
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


def keep_certificate_moment(actor: Actor, *, notice_id: int, drawn_up_at: dt.datetime) -> None:
    """Note when the certificate that is signed now was drawn up: what it tells is of then."""
    row = models.Notice.objects.select_for_update().filter(pk=notice_id).first()
    if row is None:
        raise NoticeNotFound
    require(actor, POST, authority=row.authority_id)
    row.certificate_drawn_up_at = drawn_up_at
    row.save(update_fields=["certificate_drawn_up_at"])
    ledger.append(
        actor,
        "sign_certificate",
        on=f"noticeboard.notice:{row.pk}",
        authority=row.authority_id,
        changes={"drawn_up_at": drawn_up_at.isoformat()},
    )


def create_notice(actor: Actor, authority: int, facts: NoticeFacts, *, at: dt.datetime) -> models.Notice:
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


def ask_boards(notice: models.Notice, municipalities: Sequence[Municipality], *, at: dt.datetime) -> None:
    """Make every board's task, and e-mail each registrar a link."""
    registrars = board_registrars(on=at.date(), demonstration=notice.is_demonstration)
    known = addresses([person.id for people in registrars.values() for person in people])
    for board in municipalities:
        emails = [known[person.id] for person in registrars.get(board.id, []) if person.id in known]
        _add_posting(notice, board, email=emails[0] if emails else "", at=at)


def _add_posting(notice: models.Notice, board: Municipality, *, email: str, at: dt.datetime) -> None:
    posting = models.Posting(
        authority_id=notice.authority_id,
        notice=notice,
        municipality_id=board.id,
        municipality_name=board.name,
        email=email,
        sent_at=at if email else None,
        published_at=at,
    )
    keep_link(posting)
    posting.save(force_insert=True)
    if email:
        send_link(posting, day=at.date())
