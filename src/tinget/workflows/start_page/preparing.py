"""What waits in the preparation: for a municipality's official, the chair, and the staff."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinget.foundation.ui.words import short_date
from tinget.organisation import api as organisation
from tinget.preparation import api as preparation
from tinget.preparation.api import PreparationLine, Step
from tinget.workflows.start_page.waiting import STAFF, Waiting

PRESIDING = frozenset({organisation.Role.CHAIR, organisation.Role.VICE_CHAIR})
STAFFS = frozenset({Step.COORDINATOR, Step.READY})


def preparing_for(actor: organisation.Actor, authority: organisation.Authority) -> Iterator[Waiting]:
    """Tell what the person has in the preparation, in the office they act in."""
    if actor.authority != authority.id:
        return
    if actor.role is organisation.Role.PREPARATORY_GROUP:
        for line in preparation.unanswered_by(actor, authority.id):
            yield _to_answer(line, authority)
    elif actor.role in PRESIDING:
        for line in _lines(actor, authority, {Step.CHAIR}):
            yield Waiting(
                1, _("Ärende att godkänna för dagordningen: %(title)s") % {"title": line.title}, line.url
            )
    elif actor.role in STAFF:
        yield from _of_the_staff(actor, authority)


def _to_answer(line: PreparationLine, authority: organisation.Authority) -> Waiting:
    day = line.answer_by
    return Waiting(
        1,
        _("Svara för din kommun: %(title)s") % {"title": line.title},
        reverse("preparation:answer", args=[authority.slug, line.id]),
        _("Svara senast %(day)s.") % {"day": short_date(day)} if day else "",
    )


def _of_the_staff(actor: organisation.Actor, authority: organisation.Authority) -> Iterator[Waiting]:
    lines = _lines(actor, authority, STAFFS)
    for step, said in ((Step.COORDINATOR, _to_prepare), (Step.READY, _to_place)):
        here = [line for line in lines if line.step is step]
        if here:
            href = (
                here[0].url if len(here) == 1 else reverse("preparation:preparations", args=[authority.slug])
            )
            yield Waiting(len(here), said(len(here)), href)


def _to_prepare(count: int) -> str:
    return ngettext("ärende att bereda", "ärenden att bereda", count)


def _to_place(count: int) -> str:
    return ngettext(
        "berett ärende att sätta upp på en dagordning",
        "beredda ärenden att sätta upp på en dagordning",
        count,
    )


def _lines(
    actor: organisation.Actor, authority: organisation.Authority, steps: set[Step] | frozenset[Step]
) -> list[PreparationLine]:
    return preparation.preparations(authority.id, steps=steps, demonstration=actor.is_demonstration)
