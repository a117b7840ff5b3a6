"""Changing what a case says: title, class, officer, tags, its parties, notes and related cases."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor
from tinget.registry.actions.cases import case_to_change, check_class, described, must_handle_cases
from tinget.registry.actions.changing import must_not_be_marked, told, values_to_change
from tinget.registry.models import Case, CaseNote, CaseParty, CaseTag, RelatedCase
from tinget.registry.permissions import CHANGE
from tinget.registry.queries import name_of_person
from tinget.registry.rules import AS_PRINTED_LENGTH, CaseStatus, WrittenCase, one_line

NAME_LENGTH = 200
PART_LENGTH = 60
CONTACT_LENGTH = 300


def change_case(  # noqa: PLR0913 -- the page of the case's facts
    actor: Actor,
    *,
    case_id: int,
    title: str,
    class_code: str,
    officer_id: int | None,
    unit: str,
    deadline_on: dt.date | None,
    tags: Sequence[str],
    day: dt.date,
    reason: str = "",
) -> bool:
    """Change the case's facts and tell each change as from and to; False when nothing differs.

    Raises NeedsReason for a new class that a complete classification scheme lacks on the day.
    """
    case = _case(actor, case_id)
    changed = values_to_change(case, described(title, class_code, officer_id, unit, deadline_on))
    finding = {}
    if "class_code" in changed:
        finding = check_class(case.authority_id, class_code, day=day, reason=reason)
    if "officer_id" in changed:
        must_handle_cases(actor, case.authority_id, officer_id, day=day)
    changes: dict[str, Any] = dict(told(case, changed))
    if "officer_id" in changes:
        names = {side: name_of_person(person) for side, person in changes["officer_id"].items()}
        changes["officer"] = names
    changes |= _change_tags(case, tags)
    if not changes:
        return False
    if changed:
        Case.objects.filter(pk=case.pk).update(**changed)
    _tell(actor, "change_case", case, changes | finding)
    return True


def add_party(actor: Actor, *, case_id: int, name: str, part: str = "", contact: str = "") -> int:
    """Note somebody whom the case concerns, or who takes part in it."""
    case = _case(actor, case_id)
    must_not_be_marked(case)
    name = one_line(name)[:NAME_LENGTH]
    if not name:
        raise NotPossible(_("Skriv partens namn."))
    row = CaseParty.objects.create(
        authority_id=case.authority_id,
        case_id=case.pk,
        name=name,
        part=one_line(part)[:PART_LENGTH],
        contact=one_line(contact)[:CONTACT_LENGTH],
    )
    _tell(actor, "add_party", case, {"party": row.pk, "name": name, "part": row.part})
    return row.pk


def remove_party(actor: Actor, *, case_id: int, party_id: int) -> None:
    """Take away a party that does not belong to the case; the timeline keeps who it was."""
    case = _case(actor, case_id)
    must_not_be_marked(case)
    row = CaseParty.objects.filter(case_id=case.pk, pk=party_id).first()
    if row is None:
        raise NotPossible(_("Parten finns inte längre i ärendet."))
    row.delete()
    _tell(actor, "remove_party", case, {"party": party_id, "name": row.name, "part": row.part})


def add_note(actor: Actor, *, case_id: int, text: str, at: dt.datetime) -> int:
    """Write a working note; notes are added to, never changed."""
    case = _case(actor, case_id)
    must_not_be_marked(case)
    text = text.strip()
    if not text:
        raise NotPossible(_("Skriv anteckningen."))
    row = CaseNote.objects.create(
        authority_id=case.authority_id, case_id=case.pk, text=text, written_at=at, written_by=actor.name
    )
    _tell(actor, "add_note", case, {"note": row.pk})
    return row.pk


def relate_cases(actor: Actor, *, case_id: int, others: Sequence[WrittenCase]) -> int:
    """Say which cases are about the same matter, ours and other authorities'; return how many were new."""
    case = _case(actor, case_id)
    added: list[str] = []
    for other in others:
        fields: Mapping[str, Any] = {"authority_name": other.authority_name[:NAME_LENGTH],
                                     "number": other.number[:AS_PRINTED_LENGTH]}  # fmt: skip
        if other.ours is not None:
            fields = {"other_id": _ours(case, other)}
        row, is_new = RelatedCase.objects.get_or_create(
            authority_id=case.authority_id, case_id=case.pk, **fields
        )
        if is_new:
            added.append(_words(row, other))
    if added:
        _tell(actor, "relate_cases", case, {"related": added})
    return len(added)


def unrelate_case(actor: Actor, *, case_id: int, related_id: int) -> None:
    """Take away a relation that was wrong."""
    case = _case(actor, case_id)
    row = RelatedCase.objects.select_related("other").filter(case_id=case.pk, pk=related_id).first()
    if row is None:
        raise NotPossible(_("Kopplingen finns inte längre."))
    words = f"{row.other.year}/{row.other.serial}" if row.other else f"{row.authority_name} {row.number}"
    row.delete()
    _tell(actor, "unrelate_case", case, {"related": [words]})


def _case(actor: Actor, case_id: int) -> Case:
    case = case_to_change(actor, case_id, permission=CHANGE)
    if case.status == CaseStatus.VOIDED.value:
        raise NotPossible(_("Ärendet är makulerat och ändras inte."))
    return case


def _change_tags(case: Case, tags: Sequence[str]) -> dict[str, Any]:
    """Put the case under these words and no others."""
    before = list(CaseTag.objects.filter(case_id=case.pk).order_by("pk").values_list("word", flat=True))
    if sorted(before) == sorted(tags):
        return {}
    CaseTag.objects.filter(case_id=case.pk).exclude(word__in=tags).delete()
    CaseTag.objects.bulk_create(
        CaseTag(authority_id=case.authority_id, case_id=case.pk, word=word)
        for word in tags
        if word not in before
    )
    return {"tags": {"from": ", ".join(before), "to": ", ".join(tags)}}


def _ours(case: Case, written: WrittenCase) -> int:
    number = written.ours
    if number is None:
        raise NotPossible(_("Ärendet saknar nummer."))
    found = Case.objects.filter(authority_id=case.authority_id, year=number.year, serial=number.serial)
    other = found.values_list("pk", flat=True).first()
    short = f"{number.year}/{number.serial}"
    if other is None:
        raise NotPossible(_("Det finns inget ärende %(number)s.") % {"number": short})
    if other == case.pk:
        raise NotPossible(_("Ärende %(number)s är det här ärendet.") % {"number": short})
    return other


def _words(row: RelatedCase, written: WrittenCase) -> str:
    if written.ours is not None:
        return f"{written.ours.year}/{written.ours.serial}"
    return f"{row.authority_name} {row.number}"


def _tell(actor: Actor, action: str, case: Case, changes: Mapping[str, Any]) -> None:
    on = f"registry.case:{case.pk}"
    ledger.append(actor, action, on=on, authority=case.authority_id, changes=dict(changes))
