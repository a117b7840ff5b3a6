"""A municipality's answer, and the reminders to those who have not given one."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.kernel.stances import STANCE_WORDS, Stance
from tinget.organisation.api import Actor, Municipality, Role, boards, require, system_actor
from tinget.preparation import models
from tinget.preparation.actions.moving import note, preparation_to_change
from tinget.preparation.actions.telling import officials, remind
from tinget.preparation.permissions import ANSWER, REMIND
from tinget.preparation.rules.steps import ASKING, Reminder, Step, reminder_due
from tinget.registry.api import Direction, register_record_with_file


def give_opinion(
    actor: Actor, *, preparation_id: int, municipality_id: int, stance: Stance, text: str, at: dt.datetime
) -> None:
    """Answer for a municipality; in a referral the answer is registered in the case as a record.

    A later answer takes the place of an earlier, whose record stays.
    """
    row = preparation_to_change(actor, ANSWER, preparation_id=preparation_id)
    if actor.role is Role.PREPARATORY_GROUP and actor.municipality != municipality_id:
        raise NotPermitted(_("Du svarar för din egen kommun."))
    if Step(row.step) not in ASKING:
        raise NotPossible(_("Kommunerna är inte tillfrågade nu, så inget svar kan lämnas."))
    if stance is Stance.OBJECTS and not text.strip():
        raise NotPossible(_("Skriv varför kommunen avstyrker."))
    own = models.Opinion.objects.select_for_update().filter(
        stay__preparation=row, stay__left_at__isnull=True, municipality_id=municipality_id
    )
    opinion = own.select_related("stay").first()
    if opinion is None:
        raise NotPossible(_("Kommunen är inte tillfrågad."))
    opinion.stance, opinion.text, opinion.answered_at = stance.value, text.strip(), at
    opinion.by_id, opinion.by_name = actor.person_id, actor.name
    if row.step == Step.REFERRAL.value:
        opinion.record_id = _register(row, opinion, at=at)
    opinion.save()
    note(actor, row, "give_opinion", {"municipality": municipality_id, "stance": stance.value})


def remind_municipalities(actor: Actor, *, authority: int, at: dt.datetime) -> int:
    """Remind those who have not answered a referral, once for each step of it; return the letters sent.

    A secret case's referral too, in a scope that reads it: what its letters tell is as little as it must be.
    """
    require(actor, REMIND, authority=authority)
    today, sent = at.date(), 0
    waiting = models.Stay.objects.filter(
        authority_id=authority, step=Step.REFERRAL.value, left_at__isnull=True, answer_by__isnull=False
    )
    for stay in waiting.select_related("preparation"):
        sent += _remind(actor, stay.preparation, stay, today=today)
    return sent


def _remind(actor: Actor, row: models.Preparation, stay: models.Stay, *, today: dt.date) -> int:
    people = officials(row.authority_id, on=today, demonstration=row.is_demonstration)
    letters = 0
    for opinion in stay.opinions.select_for_update().filter(answered_at__isnull=True).order_by("pk"):
        earlier = Reminder(opinion.reminded) if opinion.reminded else None
        due = reminder_due(stay.answer_by or today, asked_on=stay.entered_at.date(), on=today, sent=earlier)
        if due is None:
            continue
        letters += remind(row, stay, people.get(opinion.municipality_id, []), due)
        opinion.reminded = due.value
        opinion.save(update_fields=["reminded"])
        note(actor, row, "remind_of_referral", {"municipality": opinion.municipality_id, "which": due.value})
    return letters


def _register(row: models.Preparation, opinion: models.Opinion, *, at: dt.datetime) -> int:
    """Register the answer as a record that came in to the case, and return its id."""
    place = _place(row.authority_id, opinion.municipality_id)
    title = _("Yttrande från %(place)s") % {"place": place.org_name}
    content = "\n\n".join(
        part
        for part in (
            "DEMONSTRATION" if row.is_demonstration else "",
            title,
            _("Kommunen %(stance)s.") % {"stance": _(STANCE_WORDS[Stance(opinion.stance)])},
            opinion.text,
            _("Lämnat av %(name)s.") % {"name": opinion.by_name},
        )
        if part
    )
    return register_record_with_file(
        system_actor(row.authority_id, demonstration=row.is_demonstration),
        authority=row.authority_id,
        case_id=row.case_id,
        title=title,
        direction=Direction.RECEIVED,
        dated_on=at.date(),
        counterpart=place.org_name,
        content=content.encode(),
        name=f"yttrande-{place.slug}.txt",
        at=at,
        kind="yttrande",
    )


def _place(authority: int, municipality_id: int) -> Municipality:
    return next(place for place in boards(authority) if place.id == municipality_id)
