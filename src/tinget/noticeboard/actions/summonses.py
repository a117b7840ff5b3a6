"""The notice of a summons: whether the authority has chosen it, sending it to the boards, completing it."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.noticeboard import models, queries
from tinget.noticeboard.actions.posting import ask_boards, create_notice
from tinget.noticeboard.permissions import CHOOSE_SUMMONS, POST
from tinget.noticeboard.rules.notices import NoticeFacts
from tinget.noticeboard.rules.summonses import HEADINGS, SUMMONS, SummonsFacts
from tinget.organisation.api import Actor, Municipality, require


def choose_summons_notices(
    actor: Actor, *, authority: int, is_noticed: bool, is_open: bool, decision: str, at: dt.datetime
) -> None:
    """Say whether summonses from now on are put on the boards, and whether the meetings are open to all."""
    require(actor, CHOOSE_SUMMONS, authority=authority)
    row = models.SummonsChoice.objects.create(
        authority_id=authority,
        is_noticed=is_noticed,
        is_open=is_open,
        decision=decision.strip(),
        chosen_at=at,
    )
    ledger.append(
        actor,
        "choose_summons_notices",
        on=f"noticeboard.summonschoice:{row.pk}",
        authority=authority,
        changes={"is_noticed": is_noticed, "is_open": is_open, "decision": row.decision},
    )


def post_summons_notice(
    actor: Actor,
    *,
    authority: int,
    facts: SummonsFacts,
    municipalities: Sequence[Municipality],
    at: dt.datetime,
) -> int:
    """Make the notice and every board's task, e-mail each registrar a link, and return the notice's id.

    An earlier notice of the same meeting is replaced, and may come down at once.
    """
    require(actor, POST, authority=authority)
    if not municipalities:
        raise NotPossible(_("Anslaget kan inte skickas: nämnden har inga kommuner."))
    replaced = [row.notice_id for row in _standing(authority, facts.meeting)]
    models.CalledMeeting.objects.filter(notice_id__in=replaced).update(replaced_on=at.date())
    row = create_notice(actor, authority, _notice_facts(facts), at=at)
    _keep(row, facts)
    ask_boards(row, municipalities, at=at)
    ledger.append(
        actor,
        "post_summons_notice",
        on=f"noticeboard.notice:{row.pk}",
        authority=authority,
        changes={
            "about": facts.about,
            "called": facts.called.value,
            "boards": [board.name for board in municipalities],
            "replaces": replaced,
        },
    )
    return row.pk


def complete_summons_notice(actor: Actor, *, authority: int, meeting: str, at: dt.datetime) -> None:
    """Say in the meeting's standing notice that the agenda, to which it leads, has been completed."""
    require(actor, POST, authority=authority)
    for row in _standing(authority, meeting):
        row.completed_on = at.date()
        row.save(update_fields=["completed_on"])
        ledger.append(
            actor,
            "complete_summons_notice",
            on=f"noticeboard.notice:{row.notice_id}",
            authority=authority,
            changes={"meeting": meeting},
        )


def _standing(authority: int, meeting: str) -> list[models.CalledMeeting]:
    """Lock the meeting's notice that nothing has replaced, if there is one."""
    rows = models.CalledMeeting.objects.select_for_update()
    return list(rows.filter(authority_id=authority, meeting=meeting, replaced_on__isnull=True))


def _keep(notice: models.Notice, facts: SummonsFacts) -> None:
    models.CalledMeeting.objects.create(
        authority_id=notice.authority_id,
        notice=notice,
        meeting=facts.meeting,
        called=facts.called.value,
        hours=facts.hours,
        place=facts.place,
        agenda_url=facts.agenda_url,
        is_open=queries.summons_choice(notice.authority_id).is_open,
        published_at=notice.published_at,
    )


def _notice_facts(facts: SummonsFacts) -> NoticeFacts:
    return NoticeFacts(
        about=facts.about,
        title=str(HEADINGS[facts.called]),
        meeting_date=facts.day,
        paragraphs="",
        approved_on=None,
        minutes_url="",
        kept_at="",
        kind=SUMMONS,
    )
