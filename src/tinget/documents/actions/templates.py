"""Writes of document templates: laying one in, taking it out of use, and making a document of one."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from tinget.documents.actions.versions import create_document
from tinget.documents.models import DocumentTemplate
from tinget.documents.permissions import KEEP_TEMPLATES, WRITE
from tinget.documents.queries import DocumentNotFound
from tinget.documents.queries.templates import fields_of, fill, template, template_line
from tinget.documents.rules import TITLE_LENGTH, DocumentLine, safe_name
from tinget.documents.rules.templates import TemplateLine
from tinget.foundation import files, ledger
from tinget.foundation.errors import NotPossible
from tinget.foundation.files import StoredFile, open_stored
from tinget.kernel.media_types import DOCX
from tinget.organisation.api import Actor, require


def add_template(
    actor: Actor, *, authority: int, title: str, file: StoredFile, name: str, at: dt.datetime
) -> TemplateLine:
    """Lay in a DOCX as a template; NotPossible where it holds anything but fields."""
    require(actor, KEEP_TEMPLATES, authority=authority)
    title = " ".join(title.split())[:TITLE_LENGTH]
    if not title:
        raise NotPossible(_("Mallen behöver ett namn."))
    if file.media_type != DOCX:
        raise NotPossible(_("En mall är ett Word-dokument (DOCX). Spara den så och välj den igen."))
    with open_stored(authority, file.sha256) as content:
        fields = fields_of(content)
    row = DocumentTemplate.objects.create(
        authority_id=authority,
        title=title,
        sha256=file.sha256,
        size=file.size,
        name=safe_name(name),
        fields=list(fields),
        created_at=at,
        created_by=actor.name,
    )
    changes = {"title": title, "fields": fields, "sha256": file.sha256}
    _tell(actor, "add_template", row, changes)
    return template_line(row)


def retire_template(actor: Actor, *, template_id: int, at: dt.datetime) -> None:
    """Take a template out of use; documents made of it stay as they are. Once is enough."""
    row = DocumentTemplate.objects.select_for_update().filter(pk=template_id).first()
    if row is None:
        raise DocumentNotFound(str(template_id))
    require(actor, KEEP_TEMPLATES, authority=row.authority_id)
    if row.retired_at is not None:
        return
    DocumentTemplate.objects.filter(pk=row.pk).update(retired_at=at)
    _tell(actor, "retire_template", row, {"title": row.title})


def fill_template(
    actor: Actor, *, template_id: int, title: str, values: Mapping[str, str], at: dt.datetime
) -> tuple[DocumentLine, tuple[str, ...]]:
    """Make a document of the template filled with named texts; return it and the fields left empty.

    The job that follows each new document makes its PDF, where LibreOffice is installed.
    """
    chosen = template(template_id)
    require(actor, WRITE, authority=chosen.authority_id)
    content, missing = fill(chosen, values)
    name = safe_name(f"{title}.docx")
    stored = files.store(chosen.authority_id, content, name=name)
    made = create_document(actor, authority=chosen.authority_id, title=title, file=stored, name=name, at=at)
    ledger.append(
        actor,
        "fill_template",
        on=f"documents.document:{made.id}",
        authority=chosen.authority_id,
        changes={"template": chosen.title, "missing": missing},
    )
    return made, missing


def _tell(actor: Actor, action: str, row: DocumentTemplate, changes: Mapping[str, object]) -> None:
    ledger.append(
        actor,
        action,
        on=f"documents.documenttemplate:{row.pk}",
        authority=row.authority_id,
        changes=changes,
    )
