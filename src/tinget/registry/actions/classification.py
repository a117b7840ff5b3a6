"""Keeping the classification scheme: a version with its days, and the classes of it, as a whole."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, require
from tinget.registry.models import ClassificationScheme, SchemeClass
from tinget.registry.permissions import KEEP_SCHEME
from tinget.registry.queries import SchemeNotFound
from tinget.registry.rules import TITLE_LENGTH, is_class_code, one_line


def keep_scheme(  # noqa: PLR0913 -- a version is told by this many facts
    actor: Actor,
    *,
    authority: int,
    name: str,
    valid_from: dt.date,
    valid_to: dt.date | None,
    source: str,
    is_complete: bool,
    classes: Mapping[str, str],
    scheme_id: int | None = None,
) -> int:
    """Write a version of the scheme, new or known, with exactly these classes, and return its id."""
    require(actor, KEEP_SCHEME, authority=authority)
    facts = {
        "name": one_line(name)[:TITLE_LENGTH],
        "valid_from": valid_from,
        "valid_to": valid_to,
        "source": one_line(source)[:TITLE_LENGTH],
        "is_complete": is_complete,
    }
    _must_be_whole(authority, facts, classes, scheme_id)
    row = _scheme_to_write(actor, authority, facts, scheme_id)
    changes = facts | _write_classes(row, classes)
    on = f"registry.classificationscheme:{row.pk}"
    ledger.append(actor, "keep_scheme", on=on, authority=authority, changes=changes)
    return row.pk


def _scheme_to_write(
    actor: Actor, authority: int, facts: Mapping[str, Any], scheme_id: int | None
) -> ClassificationScheme:
    """Make the version, or lock the one to change; a demonstration changes only its own."""
    if scheme_id is None:
        return ClassificationScheme.objects.create(
            authority_id=authority, is_demonstration=actor.is_demonstration, **facts
        )
    rows = ClassificationScheme.objects.select_for_update().filter(authority_id=authority, pk=scheme_id)
    row = rows.first()
    if row is None:
        raise SchemeNotFound(str(scheme_id))
    if actor.is_demonstration and not row.is_demonstration:
        raise NotPossible(_("Strukturen är verklig och ändras inte i en demonstration. Gör en egen version."))
    rows.update(**facts)
    return row


def _must_be_whole(
    authority: int, facts: Mapping[str, Any], classes: Mapping[str, str], scheme_id: int | None
) -> None:
    if not facts["name"]:
        raise NotPossible(_("Skriv vad strukturen heter."))
    if facts["valid_to"] is not None and facts["valid_to"] < facts["valid_from"]:
        raise NotPossible(_("Den sista dagen ligger före den första."))
    wrong = [code for code in classes if not is_class_code(code)]
    if wrong:
        raise NotPossible(_("%(code)s är ingen klass: skriv siffror och punkter.") % {"code": wrong[0]})
    same_day = ClassificationScheme.objects.filter(authority_id=authority, valid_from=facts["valid_from"])
    if same_day.exclude(pk=scheme_id or 0).exists():
        raise NotPossible(
            _("En annan version gäller redan från samma dag. Ändra den, eller välj en annan dag.")
        )


def _write_classes(row: ClassificationScheme, classes: Mapping[str, str]) -> dict[str, Any]:
    """Add, retitle and remove so that the version has exactly these, and say what that was."""
    before = dict(SchemeClass.objects.filter(scheme_id=row.pk).values_list("code", "title"))
    after = {code: one_line(title)[:TITLE_LENGTH] for code, title in classes.items()}
    gone = sorted(set(before) - set(after))
    retitled = sorted(code for code in set(before) & set(after) if before[code] != after[code])
    SchemeClass.objects.filter(scheme_id=row.pk, code__in=gone + retitled).delete()
    new = sorted(set(after) - set(before))
    SchemeClass.objects.bulk_create(
        SchemeClass(authority_id=row.authority_id, scheme_id=row.pk, code=code, title=after[code])
        for code in new + retitled
    )
    return {"added": new, "removed": gone, "retitled": retitled}
