"""Reads of preparations: which there are, who has them, and one whole."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.http import Http404
from django.urls import reverse

from tinget.foundation import need_to_know
from tinget.kernel.stances import Stance
from tinget.organisation.api import Actor, authority_by_id, municipalities
from tinget.preparation import models
from tinget.preparation.rules.lines import OpinionLine, PreparationLine, PreparationView, StayLine
from tinget.preparation.rules.steps import ASKING, OPEN, Step, Way
from tinget.registry.api import CaseLine, cases

WITHHELD = "[…]"  # stands for a text of a matter whose case is marked secret


class PreparationNotFound(Http404):
    """No such preparation, or none that this person may see."""


def preparations(
    authority: int, *, steps: Iterable[Step] | None = None, demonstration: bool | None = None
) -> list[PreparationLine]:
    """List the preparations, newest first; of some steps, and real or made-up ones only, where asked."""
    rows = models.Preparation.objects.filter(authority_id=authority)
    if steps is not None:
        rows = rows.filter(step__in=sorted(step.value for step in steps))
    if demonstration is not None:
        rows = rows.filter(is_demonstration=demonstration)
    return lines_of(authority, list(rows))


def of_case(authority: int, case_id: int) -> list[PreparationLine]:
    """List a case's preparations, newest first."""
    rows = models.Preparation.objects.filter(authority_id=authority, case_id=case_id)
    return lines_of(authority, list(rows))


def unanswered_by(actor: Actor, authority: int) -> list[PreparationLine]:
    """List what the official's municipality is asked about and has not answered, the most urgent first."""
    if actor.municipality is None:
        return []
    rows = models.Preparation.objects.filter(
        authority_id=authority,
        is_demonstration=actor.is_demonstration,
        step__in=sorted(step.value for step in ASKING),
        stays__left_at__isnull=True,
        stays__opinions__municipality_id=actor.municipality,
        stays__opinions__answered_at__isnull=True,
    )
    found = [line for line in lines_of(authority, list(rows.distinct())) if not line.is_secret]
    return sorted(found, key=lambda line: (line.answer_by is None, line.answer_by, line.id))


def secret_to(actor: Actor, authority: int) -> list[PreparationLine]:
    """List the running matters of secret cases that the person is cleared for: where each is, and no more."""
    with need_to_know.opened(actor.person_id):
        return [line for line in preparations(authority, steps=OPEN) if line.is_secret]


def preparation(authority: int, preparation_id: int) -> PreparationView:
    """Find a preparation with all its steps and answers, or PreparationNotFound.

    The texts of a matter whose case is marked secret are withheld from everybody here.
    """
    view = preparation_whole(authority, preparation_id)
    return _withheld(view) if view.line.is_secret else view


def preparation_whole(authority: int, preparation_id: int) -> PreparationView:
    """Find a preparation as it is, for an act that writes down the look at what is secret."""
    row = models.Preparation.objects.filter(authority_id=authority, pk=preparation_id).first()
    if row is None:
        raise PreparationNotFound(str(preparation_id))
    line = lines_of(authority, [row])[0]
    names = {one.id: one.name for one in municipalities()}
    return PreparationView(
        line=line,
        class_code=row.class_code,
        background=row.background,
        rapporteur=row.rapporteur,
        lead=row.lead,
        points=tuple(row.points),
        stays=tuple(_stay(stay, names) for stay in row.stays.prefetch_related("opinions")),
    )


def lines_of(authority: int, rows: Sequence[models.Preparation]) -> list[PreparationLine]:
    """Make the lines of these rows, with the cases' titles as the register shows them."""
    known = cases(row.case_id for row in rows if row.case_id is not None)
    now = {
        stay.preparation_id: stay
        for stay in models.Stay.objects.filter(preparation__in=rows, left_at__isnull=True)
    }
    slug = authority_by_id(authority).slug
    return [_line(row, now[row.pk], known.get(row.case_id or 0), slug) for row in rows]


def _line(row: models.Preparation, now: models.Stay, case: CaseLine | None, slug: str) -> PreparationLine:
    return PreparationLine(
        id=row.pk,
        title=case.title if case else row.title,
        case_id=row.case_id,
        case_number=case.number if case else "",
        case_url=case.url if case else "",
        step=Step(now.step),
        since=now.entered_at,
        answer_by=now.answer_by,
        is_secret=case.is_secret if case else False,
        is_demonstration=row.is_demonstration,
        url=reverse("preparation:preparation", args=[slug, row.pk]),
    )


def _stay(row: models.Stay, names: dict[int, str]) -> StayLine:
    order = list(names)
    opinions = sorted(row.opinions.all(), key=lambda one: order.index(one.municipality_id))
    return StayLine(
        id=row.pk,
        number=row.number,
        step=Step(row.step),
        way=Way(row.way),
        reason=row.reason,
        skipped=tuple(Step(step) for step in row.skipped),
        by_name=row.by_name,
        acting_as=row.acting_as,
        entered_at=row.entered_at,
        left_at=row.left_at,
        answer_by=row.answer_by,
        question=row.question,
        opinions=tuple(_opinion(one, names[one.municipality_id]) for one in opinions),
    )


def _opinion(row: models.Opinion, name: str) -> OpinionLine:
    return OpinionLine(
        municipality_id=row.municipality_id,
        municipality=name,
        stance=Stance(row.stance) if row.stance else None,
        text=row.text,
        answered_at=row.answered_at,
        by_name=row.by_name,
        record_id=row.record_id,
    )


def _withheld(view: PreparationView) -> PreparationView:
    """Take out what could tell of a matter that is secret: its texts, its reasons, its answers."""
    stays = tuple(
        replace(
            stay,
            reason=WITHHELD if stay.reason else "",
            question="",
            opinions=tuple(replace(one, text=WITHHELD if one.text else "") for one in stay.opinions),
        )
        for stay in view.stays
    )
    return replace(view, background="", rapporteur="", lead="", points=(), stays=stays)
