"""Looking at the official boards: what was seen is kept, and what follows of it is recorded at once."""

import datetime as dt
import hashlib
from collections.abc import Mapping

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tinget.foundation import files, ledger
from tinget.foundation.outside import Page
from tinget.foundation.ui.words import moment_words
from tinget.noticeboard import models, queries
from tinget.noticeboard.actions.confirming import Confirmation, tell_down, tell_up
from tinget.noticeboard.actions.letters import remind_of_removal
from tinget.noticeboard.permissions import FOLLOW, OBSERVE
from tinget.noticeboard.queries.observing import board_addresses, sightings_of
from tinget.noticeboard.rules.notices import PostingState
from tinget.noticeboard.rules.observing import Marks, Seen, Sighting, Verdict, carries, judge
from tinget.organisation.api import Actor, require

BY = "Iakttagelse av anslagstavlan"


def set_board_addresses(actor: Actor, *, authority: int, addresses: Mapping[int, str]) -> None:
    """Say where each municipality's official board is; an empty address ends the looking."""
    require(actor, FOLLOW, authority=authority)
    known, changes = board_addresses(authority), {}
    for municipality, address in addresses.items():
        if known.get(municipality, "") == address:
            continue
        rows = models.BoardAddress.objects.filter(authority_id=authority, municipality_id=municipality)
        if not address:
            rows.delete()
        elif not rows.update(address=address):
            models.BoardAddress.objects.create(
                authority_id=authority, municipality_id=municipality, address=address
            )
        changes[str(municipality)] = [known.get(municipality), address or None]
    if changes:
        ledger.append(
            actor, "set_board_addresses", on=f"organisation.authority:{authority}", authority=authority,
            changes=changes,
        )  # fmt: skip


def record_look(
    actor: Actor, *, posting_id: int, marks: Marks, address: str, page: Page | None, why: str, at: dt.datetime
) -> None:
    """Keep what a look at the board found for one notice, and record what follows of it.

    Found: it is up. Gone in two looks: it is down, and where that is too early the time to appeal stops.
    """
    posting = models.Posting.objects.get(pk=posting_id)
    require(actor, OBSERVE, authority=posting.authority_id)
    models.Notice.objects.select_for_update().get(pk=posting.notice_id)
    earlier = sightings_of(posting_id)
    now = Sighting(at, _seen(page, marks))
    _keep(posting, now, earlier, address=address, page=page, why=why)
    displays = queries.displays_of(posting.notice_id)[posting_id]
    verdict = judge(earlier, now, displays)
    if verdict.is_up:
        _tell_up(actor, posting, address=address, at=at)
    elif verdict.gone_since is not None:
        _tell_gone(actor, posting, verdict, address=address, at=at, up_on=displays[-1].up_on)


def _seen(page: Page | None, marks: Marks) -> Seen:
    if page is None or page.status != 200:  # noqa: PLR2004 -- HTTP's own number
        return Seen.UNREACHABLE
    text = page.content.decode("utf-8", "replace")
    return Seen.FOUND if carries(text, marks) else Seen.ABSENT


def _keep(
    posting: models.Posting,
    now: Sighting,
    earlier: list[Sighting],
    *,
    address: str,
    page: Page | None,
    why: str,
) -> None:
    """Keep the look; and the page itself, as evidence, when it shows something else than the last."""
    shows_something_new = not earlier or earlier[-1].seen is not now.seen
    is_kept = page is not None and bool(page.content) and shows_something_new
    if page is not None and is_kept:
        files.store_made(posting.authority_id, page.content, media_type="text/html")
    models.Observation.objects.create(
        authority_id=posting.authority_id,
        posting=posting,
        at=now.at,
        seen=now.seen.value,
        address=page.address[: models.ADDRESS_LENGTH] if page else address,
        status=page.status if page else None,
        sha256=hashlib.sha256(page.content).hexdigest() if page else "",
        is_kept=is_kept,
        why=why,
        published_at=posting.published_at,
    )


def _tell_up(actor: Actor, posting: models.Posting, *, address: str, at: dt.datetime) -> None:
    note = _("Anslaget fanns på %(address)s %(at)s.") % {"address": address, "at": moment_words(at)}
    tell_up(posting, Confirmation(actor, BY, localtime(at).date(), at, note))


def _tell_gone(
    actor: Actor,
    posting: models.Posting,
    verdict: Verdict,
    *,
    address: str,
    at: dt.datetime,
    up_on: dt.date,
) -> None:
    since = verdict.gone_since or at
    note = _("Anslaget fanns inte på %(address)s %(first)s, och inte heller %(at)s.") % {
        "address": address,
        "first": moment_words(since),
        "at": moment_words(at),
    }
    gone_on = max(localtime(since).date(), up_on)
    task = tell_down(posting, Confirmation(actor, BY, gone_on, at, note))
    if task.posting.state is PostingState.DOWN_TOO_EARLY:
        remind_of_removal(actor, posting_id=posting.pk, at=at)
