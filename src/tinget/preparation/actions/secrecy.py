"""What becomes of preparation when its case is marked secret: a look is an act, letters tell no more."""

import datetime as dt

from tinget.foundation import ledger, need_to_know
from tinget.organisation.api import Actor, require, system_actor
from tinget.preparation import models, queries
from tinget.preparation.actions.telling import withhold_letters
from tinget.preparation.permissions import LOOK
from tinget.preparation.queries import PreparationNotFound, Said
from tinget.preparation.rules.lines import PreparationView
from tinget.registry.api import Marked, look_at_case


def look_at_secret(
    actor: Actor, *, authority: int, preparation_id: int, at: dt.datetime
) -> tuple[PreparationView, Said]:
    """Give a secret case's preparation whole to somebody on its list, and write down that they looked."""
    require(actor, LOOK, authority=authority)
    with need_to_know.opened(actor.person_id):
        case_id = queries.preparation(authority, preparation_id).line.case_id
        if case_id is None:
            raise PreparationNotFound(str(preparation_id))
        look_at_case(actor, case_id=case_id, at=at)
        view = queries.preparation_whole(authority, preparation_id)
        return view, queries.said_whole(preparation_id)


def follow_marking(event: Marked) -> None:
    """Let letters about a case that is marked tell neither its title nor what was asked."""
    if event.case_id is None:
        return
    for row in models.Preparation.objects.filter(authority_id=event.authority, case_id=event.case_id):
        stay = row.stays.get(left_at__isnull=True)
        if count := withhold_letters(row, stay):
            actor = system_actor(event.authority, demonstration=row.is_demonstration)
            on, changes = f"preparation.preparation:{row.pk}", {"letters": count}
            ledger.append(actor, "withhold_letters", on=on, authority=event.authority, changes=changes)
