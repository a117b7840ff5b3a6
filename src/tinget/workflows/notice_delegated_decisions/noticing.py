"""Drawing up minutes over delegated decisions, and sending their notice to the boards (KL 6:40, 8:10)."""

import datetime as dt
from collections.abc import Collection, Mapping

from django.conf import settings
from django.utils.translation import gettext as _

from tinget.delegation import api as delegation
from tinget.documents import api as documents
from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.pdf.typesetting import JSON
from tinget.foundation.ui.words import short_date
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.registry import api as registry

RECORD = "registry.record:"
NUMBERS_LENGTH = 100


def notice_decisions(
    actor: organisation.Actor,
    *,
    authority: int,
    delegated_ids: Collection[int],
    approved_on: dt.date,
    is_public: bool,
    at: dt.datetime,
) -> int:
    """Make minutes of these decisions, a record, and send their notice to every board; return the notice.

    `is_public`: visitors may read the minutes at an address; else they are told whom to ask.
    """
    organisation.require(actor, delegation.REPORT, authority=authority)
    lines = _chosen(actor, authority, delegated_ids)
    if not max(line.decided_on for line in lines) <= approved_on <= at.date():
        raise NotPossible(_("Protokollet kan justeras först när besluten är fattade, och senast i dag."))
    owner = organisation.authority_by_id(authority)
    record_id = _record(actor, owner, lines, approved_on=approved_on, at=at)
    delegation.keep_minutes(
        actor, authority=authority, record_id=record_id, delegated_ids=[line.id for line in lines]
    )
    address = _published(actor, authority, record_id, at=at) if is_public else ""
    facts = noticeboard.NoticeFacts(
        about=f"{RECORD}{record_id}",
        title=_("Justerat protokoll över delegationsbeslut: %(committee)s %(day)s")
        % {"committee": owner.name, "day": short_date(approved_on)},
        meeting_date=approved_on,
        paragraphs=numbers(lines),
        approved_on=approved_on,
        minutes_url=address,
        kept_at=_("Hos %(committee)s, fråga sekreteraren") % {"committee": owner.name},
        kind=noticeboard.DELEGATED,
    )
    boards = organisation.boards(authority, on=at.date())
    return noticeboard.post_notice(actor, authority=authority, facts=facts, municipalities=boards, at=at)


def notice_states(authority: int) -> Mapping[int, tuple[str, str]]:
    """Say how far each notice of such minutes has come, by the record of the minutes."""
    return {
        int(one.about.removeprefix(RECORD)): (one.state_text, one.tone)
        for one in noticeboard.notices(authority, today=clock.today())
        if one.is_delegated
    }


def numbers(lines: list[delegation.DelegatedLine]) -> str:
    """Name each decision, since each has its own legal force; more than a notice holds are refused."""
    told = ", ".join(line.label for line in lines)
    if len(told) > NUMBERS_LENGTH:
        raise NotPossible(_("Så många beslut ryms inte i ett anslag. Välj färre åt gången."))
    return told


def _chosen(
    actor: organisation.Actor, authority: int, delegated_ids: Collection[int]
) -> list[delegation.DelegatedLine]:
    waiting = delegation.to_notice(authority, demonstration=actor.is_demonstration)
    lines = [line for line in waiting if line.id in set(delegated_ids)]
    if not lines or len(lines) != len(set(delegated_ids)):
        raise NotPossible(_("Ett av besluten är redan anslaget. Läs om sidan och välj igen."))
    return lines


def _record(
    actor: organisation.Actor,
    owner: organisation.Authority,
    lines: list[delegation.DelegatedLine],
    *,
    approved_on: dt.date,
    at: dt.datetime,
) -> int:
    cases = registry.cases([line.case_id for line in lines if line.case_id is not None])
    content: dict[str, JSON] = {
        "authority": owner.name,
        "approved_on": approved_on.isoformat(),
        "decisions": [_told(line, cases) for line in lines],
        "drawn_up_on": at.date().isoformat(),
        "drawn_up_by": actor.name,
        "demonstration": actor.is_demonstration,
    }
    return registry.register_record_with_file(
        actor,
        authority=owner.id,
        case_id=None,
        title=_("Protokoll över delegationsbeslut %(numbers)s") % {"numbers": numbers(lines)},
        direction=registry.Direction.DRAWN_UP,
        dated_on=approved_on,
        counterpart="",
        content=delegation.render_minutes(content),
        name=f"protokoll-delegationsbeslut-{approved_on.isoformat()}.pdf",
        at=at,
    )


def _told(line: delegation.DelegatedLine, cases: Mapping[int, registry.CaseLine]) -> JSON:
    return {
        "label": line.label,
        "decided_on": line.decided_on.isoformat(),
        "title": line.title,
        "text": line.text,
        "decided_by": line.decided_by,
        "point": line.point.number,
        "case": cases[line.case_id].number if line.case_id is not None and line.case_id in cases else None,
    }


def _published(actor: organisation.Actor, authority: int, record_id: int, *, at: dt.datetime) -> str:
    """Let visitors read the minutes, and return their address."""
    record = registry.records([record_id])[record_id]
    if record.document_id is not None:
        documents.publish(actor, document_id=record.document_id, at=at)
    registry.publish(actor, authority=authority, case_ids=(), record_ids=[record_id], decision_ids=(), at=at)
    return f"{settings.TINGET_ADDRESS}{record.url}"
