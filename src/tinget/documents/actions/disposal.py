"""Disposal of documents: every version and all that was made of it, for good."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from tinget.documents.models import Document, Version
from tinget.documents.permissions import DISPOSE
from tinget.documents.rules import TITLE_LENGTH
from tinget.foundation import ledger, search
from tinget.organisation.api import Actor, require


def dispose(actor: Actor, *, authority: int, told: Mapping[int, str]) -> set[str]:
    """Empty documents for good, each under a text that says why, and return the hashes of files to remove.

    Every table of this module that hangs on a version or document goes with it: texts, renditions, locks.
    """
    require(actor, DISPOSE, authority=authority)
    rows = Document.objects.select_for_update().filter(authority_id=authority, pk__in=list(told))
    found = list(rows.order_by("pk"))
    hashes = _delete_what_hangs_on(Version.objects.filter(document__in=found))
    hashes |= _delete_what_hangs_on(rows, itself=False)
    for row in found:
        reason = told[row.pk]
        Document.objects.filter(pk=row.pk).update(
            title=reason[:TITLE_LENGTH], published_at=None, restriction_id=None
        )
        on = f"documents.document:{row.pk}"
        search.remove(authority, on)
        ledger.dispose_about(actor, authority=authority, on=[on], reason=reason)
        ledger.append(actor, "dispose_document", on=on, authority=authority, changes={"reason": reason})
    return hashes


def _delete_what_hangs_on(rows: "QuerySet[Any]", *, itself: bool = True) -> set[str]:
    """Delete this module's rows that refer to these, then (`itself`) these; return the files they named."""
    hashes: set[str] = set()
    for relation in rows.model._meta.get_fields(include_hidden=True):  # noqa: SLF001 -- the documented way to ask
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)):
            continue
        if relation.related_model._meta.app_label == "documents":  # noqa: SLF001 -- the same
            targets = list(rows.values_list("pk", flat=True))
            hanging = relation.related_model.objects.filter(**{f"{relation.field.attname}__in": targets})
            hashes |= _delete_what_hangs_on(hanging)
    if itself:
        if any(field.name == "sha256" for field in rows.model._meta.concrete_fields):  # noqa: SLF001 -- the same
            hashes |= set(rows.values_list("sha256", flat=True))
        rows.delete()
    return hashes
