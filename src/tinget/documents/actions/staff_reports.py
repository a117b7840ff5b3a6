"""Writes of texts that are written here: beginning one, saving it, keeping two apart, making a version."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import nh3
from django.utils.translation import gettext as _

from tinget.documents.actions import renditions
from tinget.documents.actions.carrying import document_to_change, refused_as_frozen
from tinget.documents.actions.check_outs import must_take_a_version
from tinget.documents.actions.versions import add_version
from tinget.documents.models import Document, StaffReport, StaffReportAside, Version
from tinget.documents.permissions import WRITE
from tinget.documents.queries import DocumentNotFound
from tinget.documents.queries.staff_report_files import Paper, as_docx, as_pdf
from tinget.documents.queries.staff_reports import Report, report_line
from tinget.documents.rules import TITLE_LENGTH, VersionLine, safe_name
from tinget.documents.rules.renditions import RenditionKind
from tinget.documents.rules.writing import BODY_LENGTH, Block, plain_text
from tinget.documents.rules.writing_html import from_html, to_html
from tinget.documents.rules.writing_marks import from_marks
from tinget.foundation import files, jobs, ledger
from tinget.foundation.errors import NotPossible
from tinget.kernel.media_types import DOCX
from tinget.organisation.api import Actor, authority_by_id, require

TAGS = {"p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th",
        "strong", "b", "em", "i", "a", "small", "br"}  # fmt: skip
FACT_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a saving: the text now in force, and whether one's own was laid aside instead."""

    report: Report
    was_laid_aside: bool


def cleaned(body: str, *, marks: bool) -> str:
    """Give our own HTML of what was sent in, as HTML from the editor or as text with marks."""
    if len(body) > BODY_LENGTH:
        raise NotPossible(_("Texten är för lång för att sparas här. Dela den, eller lägg in den som en fil."))
    return to_html(_blocks(body, marks=marks))


def _blocks(body: str, *, marks: bool) -> tuple[Block, ...]:
    if marks:
        return from_marks(body)
    kept = nh3.clean(
        body, tags=TAGS, attributes={"a": {"href"}}, link_rel=None, url_schemes={"http", "https", "mailto"}
    )
    return from_html(kept)


def begin_staff_report(
    actor: Actor,
    *,
    authority: int,
    title: str,
    facts: Iterable[tuple[str, str]] = (),
    body: str = "",
    at: dt.datetime,
) -> int:
    """Begin a staff report and return its document; `facts` stand under the title (case, officer, day)."""
    require(actor, WRITE, authority=authority)
    title = " ".join(title.split())[:TITLE_LENGTH]
    if not title:
        raise NotPossible(_("Tjänsteskrivelsen behöver en rubrik. Skriv en och försök igen."))
    row = Document.objects.create(
        authority_id=authority, title=title, is_demonstration=actor.is_demonstration
    )
    StaffReport.objects.create(
        authority_id=authority,
        document=row,
        body=cleaned(body, marks=False),
        facts=[[term[:FACT_LENGTH], value[:FACT_LENGTH]] for term, value in facts],
        revision=1,
        saved_at=at,
        saved_by=actor.name,
        saved_by_id=actor.person_id,
    )
    _tell(actor, "begin_staff_report", row, {"title": title})
    return row.pk


def save_staff_report(
    actor: Actor,
    *,
    document_id: int,
    body: str,
    revision: int,
    writing: uuid.UUID,
    marks: bool = False,
    at: dt.datetime,
) -> Saved:
    """Save what was written upon that revision; what another has saved meanwhile stays, this is laid aside.

    `writing` names the writer's open page: what it lays aside again replaces what it laid aside before. The
    ledger tells of versions and of texts laid aside, not of every pause in somebody's writing.
    """
    row, written = _written(document_id)
    require(actor, WRITE, authority=row.authority_id)
    if row.frozen_at is not None:
        raise refused_as_frozen()
    told = cleaned(body, marks=marks)
    if revision != written.revision:
        if told == written.body:
            return Saved(report_line(written), was_laid_aside=False)
        _lay_aside(actor, row, written, told, revision=revision, writing=writing, at=at)
        return Saved(report_line(written), was_laid_aside=True)
    if told != written.body:
        written.body, written.revision = told, written.revision + 1
        written.saved_at, written.saved_by, written.saved_by_id = at, actor.name, actor.person_id
        written.save(update_fields=["body", "revision", "saved_at", "saved_by", "saved_by_id"])
    return Saved(report_line(written), was_laid_aside=False)


def settle_aside(actor: Actor, *, document_id: int, aside_id: int, at: dt.datetime) -> None:
    """Say that what lay aside has been taken in, or is not needed. Once is enough."""
    aside = StaffReportAside.objects.filter(pk=aside_id, report__document_id=document_id).first()
    if aside is None:
        raise DocumentNotFound(str(aside_id))
    row = document_to_change(document_id)
    require(actor, WRITE, authority=row.authority_id)
    if aside.settled_at is not None:
        return
    StaffReportAside.objects.filter(pk=aside.pk).update(settled_at=at)
    _tell(actor, "settle_aside", row, {"written_by": aside.written_by})


def save_as_version(actor: Actor, *, document_id: int, comment: str, at: dt.datetime) -> VersionLine:
    """Make a version of the text as last saved: a PDF, with a DOCX beside it as a rendition."""
    row, written = _written(document_id)
    require(actor, WRITE, authority=row.authority_id)
    must_take_a_version(actor, row, token="", at=at)
    blocks = from_html(written.body)
    if not blocks:
        raise NotPossible(_("Det finns ingen text att spara som version. Skriv något först."))
    number = Version.objects.filter(document_id=row.pk).count() + 1
    paper = Paper(
        authority=authority_by_id(row.authority_id).name,
        title=row.title,
        facts=report_line(written).facts,
        day=at.date(),
        version=number,
        demonstration=row.is_demonstration,
    )
    name = safe_name(f"{row.title}.pdf")
    stored = files.store(row.authority_id, as_pdf(paper, blocks), name=name)
    added = add_version(
        actor, document_id=row.pk, file=stored, name=name, comment=comment, at=at, prepare=False
    )
    docx = files.store_made(row.authority_id, as_docx(paper, blocks), media_type=DOCX)
    made = {
        RenditionKind.DOCX: renditions.Made(((0, docx),)),
        RenditionKind.TEXT: renditions.Made(text=plain_text(blocks)),
    }
    for kind, one in made.items():
        renditions.finish(version_id=added.id, kind=kind, made=one, at=at)
    jobs.enqueue(
        renditions.PREPARE,
        authority=row.authority_id,
        version_id=added.id,
        kinds=[RenditionKind.PREVIEW],
    )
    _tell(actor, "save_staff_report_version", row, {"version": added.number, "revision": written.revision})
    return added


def _written(document_id: int) -> tuple[Document, StaffReport]:
    row = document_to_change(document_id)
    written = StaffReport.objects.select_for_update().filter(document_id=row.pk).first()
    if written is None:
        raise DocumentNotFound(str(document_id))
    return row, written


def _lay_aside(
    actor: Actor,
    row: Document,
    written: StaffReport,
    body: str,
    *,
    revision: int,
    writing: uuid.UUID,
    at: dt.datetime,
) -> None:
    kept = {
        "authority_id": row.authority_id,
        "body": body or f"<p>{escape(_('(tom text)'))}</p>",
        "revision": revision,
        "written_at": at,
        "written_by": actor.name,
        "written_by_id": actor.person_id,
        "settled_at": None,
        "restriction_id": row.restriction_id,
    }
    _aside, is_new = StaffReportAside.objects.update_or_create(report=written, writing=writing, defaults=kept)
    if is_new:
        _tell(actor, "save_staff_report_aside", row, {"saved_by": written.saved_by, "revision": revision})


def _tell(actor: Actor, action: str, row: Document, changes: dict[str, object]) -> None:
    ledger.append(
        actor,
        action,
        on=f"documents.document:{row.pk}",
        authority=row.authority_id,
        changes=changes,
        restriction=row.restriction_id,
    )
