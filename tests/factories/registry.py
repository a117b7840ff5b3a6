"""Authorities with a register, and what stands in it, made by the real actions."""

import datetime as dt
import uuid

from tinget.organisation.api import Actor, Role
from tinget.organisation.models import Authority, Municipality
from tinget.registry import api as registry

DAY = dt.date(2026, 11, 20)


def an_authority(slug: str = "e-namnden", name: str = "Norrbottens e-nämnd") -> Authority:
    host, _made = Municipality.objects.get_or_create(
        number=1,
        defaults={"name": "Luleå", "slug": "lulea", "org_name": "Luleå kommun", "size_class": "larger"},
    )
    return Authority.objects.create(
        slug=slug, name=name, kind="joint_committee", host=host, record_id_prefix="E-NÄMND"
    )


def a_secretary(authority: int, *, demonstration: bool = False) -> Actor:
    return an_actor(Role.SECRETARY, authority, demonstration=demonstration)


def an_actor(role: Role, authority: int, *, demonstration: bool = False) -> Actor:
    return Actor(
        person_id=7, name="Lisa Nilsson", role=role, authority=authority, is_demonstration=demonstration
    )


def a_case(actor: Actor, *, authority: int, title: str = "Delårsrapport 2", class_code: str = "2.2.0.2",
           day: dt.date = DAY, submission: uuid.UUID | None = None) -> int:  # fmt: skip
    return registry.register_case(
        actor, authority=authority, title=title, class_code=class_code, day=day, submission=submission
    )


def a_record(actor: Actor, *, authority: int, case_id: int | None, title: str = "Tjänsteskrivelse",
             document_id: int | None = None, day: dt.date = DAY) -> int:  # fmt: skip
    return registry.register_record(
        actor,
        authority=authority,
        case_id=case_id,
        title=title,
        direction=registry.Direction.DRAWN_UP,
        dated_on=day,
        counterpart="",
        document_id=document_id,
        day=day,
    )


def a_decision(actor: Actor, *, authority: int, case_id: int | None, paragraph: int = 15,
               day: dt.date = DAY) -> int:  # fmt: skip
    return registry.record_decision(
        actor,
        authority=authority,
        case_id=case_id,
        paragraph=paragraph,
        year=day.year,
        decided_on=day,
        title="Delårsrapport 2",
        text="Nämnden beslutar att",
        points=["godkänna rapporten.", "lägga den till handlingarna."],
        kind="decision",
        source_on="meetings.item:5",
    )
