"""A letter that came back is noticed in its case: somebody has to look at it again."""

from django.utils.translation import gettext as _

from tinget.foundation import clock
from tinget.messages import api as messages
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.receive_mail.registering import case_about


def follow_return(event: messages.MailReturned) -> None:
    """Ask for the case to be looked at today; where that cannot be, the list of mailings tells of it."""
    case = case_about(event.about)
    if case is not None:
        ask_to_look(event.authority, case, _("Ett brev i ärendet kom i retur. Se vilket under Utskick."))


def ask_to_look(authority: int, case: registry.CaseLine, text: str) -> None:
    """Put a follow-up of today in an open case, once until it is done."""
    if case.is_secret or case.status is not registry.CaseStatus.OPEN:
        return
    waiting = registry.case_details(case.id).follow_ups
    if any(one.text == text and not one.is_done for one in waiting):
        return  # fifty letters that come back are one thing to look at
    actor, day = organisation.system_actor(authority, demonstration=case.is_demonstration), clock.today()
    registry.add_follow_up(actor, case_id=case.id, due_on=day, text=text, person_id=None, day=day)
