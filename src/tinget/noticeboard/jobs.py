"""What the clock asks for: reminding the boards that have not told, and looking at them through the day."""

from django.utils.translation import gettext as _

from tinget.foundation import clock, jobs, outside
from tinget.foundation.scoping import Scope, scoped
from tinget.noticeboard import actions, queries
from tinget.organisation.api import authorities, authority_by_id, system_actor

LOOK, REMIND = "noticeboard.look_for_silence", "noticeboard.remind"
SEE, OBSERVE = "noticeboard.see_to_boards", "noticeboard.observe"
MORNING = "40 5 * * *"  # the queue's clock is UTC
THROUGH_THE_DAY = "10,40 4-20 * * *"


@jobs.by_clock(LOOK, cron=MORNING)
def look_for_silence() -> None:
    """Ask for each authority's reminders, one job each."""
    for authority in authorities():
        with scoped(Scope(authorities=frozenset({authority.id}))):
            jobs.enqueue(REMIND, authority=authority.id)


@jobs.job(REMIND)
def remind(*, authority: int) -> None:
    """Write to the registrars who have something to tell; a second run of the day writes to nobody."""
    actions.remind_registrars(system_actor(authority), authority=authority, at=clock.now())


@jobs.by_clock(SEE, cron=THROUGH_THE_DAY)
def see_to_boards() -> None:
    """Ask for each authority's boards to be looked at, one job each."""
    for authority in authorities():
        with scoped(Scope(authorities=frozenset({authority.id}))):
            jobs.enqueue(OBSERVE, authority=authority.id)


@jobs.job(OBSERVE, stepwise=True)
def observe(*, authority: int) -> None:
    """Read each official board once, outside any transaction, and keep what it shows of each notice."""
    inside = Scope(authorities=frozenset({authority}))
    with scoped(inside):
        owner = authority_by_id(authority)
        to_see = queries.boards_to_see(owner, today=clock.today())
    for board in to_see:
        page, why = _read(board.address)
        with scoped(inside):
            for posting_id, marks in board.marks.items():
                actions.record_look(
                    system_actor(authority),
                    posting_id=posting_id,
                    marks=marks,
                    address=board.address,
                    page=page,
                    why=why,
                    at=clock.now(),
                )


def _read(address: str) -> tuple[outside.Page | None, str]:
    try:
        page = outside.read_page(address)
    except outside.OutsideSilent as silent:
        return None, str(silent)
    return page, "" if page.status == 200 else _("Webbplatsen svarade %(status)s.") % {"status": page.status}  # noqa: PLR2004 -- HTTP's own number
