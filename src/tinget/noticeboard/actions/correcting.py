"""Putting right what was told wrongly of a board: the clock follows, and nothing is erased."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible, RuleRefused
from tinget.kernel.findings import WithoutEffect
from tinget.noticeboard import models, queries
from tinget.noticeboard.permissions import CORRECT
from tinget.noticeboard.queries import DisplayNotFound
from tinget.noticeboard.rules.appeal_time import Display
from tinget.noticeboard.rules.corrections import corrected
from tinget.organisation.api import ROLE_TEXTS, Actor, require


def correct_display(
    actor: Actor, *, display_id: int, right: Display | None, reason: str, at: dt.datetime
) -> None:
    """Put a board's wrongly told time right; None: the notice was never up then. A reason is always asked.

    What was told stays, marked; the time to appeal follows at the next reading.
    """
    row = models.Display.objects.filter(pk=display_id).first()
    if row is None:
        raise DisplayNotFound
    require(actor, CORRECT, authority=row.authority_id)
    if not reason.strip():
        raise NotPossible(_("Skriv varför uppgiften rättas, och hur du vet vad som är rätt."))
    posting = models.Posting.objects.get(pk=row.posting_id)
    notice = models.Notice.objects.select_for_update().get(pk=posting.notice_id)
    row.refresh_from_db()  # the notice is locked now: another may have been faster
    if row.corrected_at is not None:
        raise NotPossible(_("Uppgiften är redan rättad. Öppna kommunen igen och se vad som gäller."))
    _check(row, right, approved_on=notice.approved_on, today=at.date())
    row.corrected_at, row.corrected_note = at, reason.strip()
    row.save(update_fields=["corrected_at", "corrected_note"])
    if right is not None:
        _put_in_its_place(actor, row, right, reason=reason.strip(), at=at)
    ledger.append(
        actor,
        "correct_display",
        on=f"noticeboard.posting:{posting.pk}",
        authority=row.authority_id,
        changes={
            "board": posting.municipality_name,
            "told": _days(Display(row.up_on, row.down_on)),
            "right": _days(right),
            "note": reason.strip(),
        },
    )


def _check(
    row: models.Display, right: Display | None, *, approved_on: dt.date | None, today: dt.date
) -> None:
    told = list(queries.told_now().filter(posting_id=row.posting_id))
    number = next(index for index, one in enumerate(told) if one.pk == row.pk)
    days = [Display(one.up_on, one.down_on) for one in told]
    if right == days[number]:
        raise NotPossible(_("Dagarna är desamma som förut, så det finns inget att rätta."))
    try:
        corrected(days, number, right, today=today, approved_on=approved_on)
    except WithoutEffect as error:
        finding = error.finding
        raise RuleRefused(rule=finding.rule, source=finding.source, message=finding.text) from error


def _put_in_its_place(
    actor: Actor, row: models.Display, right: Display, *, reason: str, at: dt.datetime
) -> None:
    """Add the right days; whose word they were stays where the day did."""
    by = str(ROLE_TEXTS[actor.role]).capitalize() if actor.role else actor.name
    up_stays = right.up_on == row.up_on
    down_stays = right.down_on == row.down_on
    down = (row.down_recorded_at, row.down_by, row.down_note) if down_stays else (at, by, reason)
    models.Display.objects.create(
        authority_id=row.authority_id,
        posting_id=row.posting_id,
        municipality_id=row.municipality_id,
        up_on=right.up_on,
        up_recorded_at=row.up_recorded_at if up_stays else at,
        up_by=row.up_by if up_stays else by,
        up_note=row.up_note if up_stays else reason,
        down_on=right.down_on,
        down_recorded_at=down[0] if right.down_on else None,
        down_by=down[1] if right.down_on else "",
        down_note=down[2] if right.down_on else "",
        published_at=at,
    )


def _days(told: Display | None) -> str:
    if told is None:
        return _("aldrig uppsatt")
    if told.down_on is None:
        return _("uppe från %(up)s") % {"up": told.up_on.isoformat()}
    return _("uppe från %(up)s till %(down)s") % {
        "up": told.up_on.isoformat(),
        "down": told.down_on.isoformat(),
    }
