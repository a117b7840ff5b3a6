"""Documents over HTTP: what they are and where their files lie, under /api/<authority>/."""

import datetime as dt

from django.http import HttpRequest
from ninja import Router, Schema

from tinget.documents import queries
from tinget.documents.rules import version_url
from tinget.foundation import clock
from tinget.organisation.api import authority_by_slug

router = Router(tags=["Dokument"])


class VersionOut(Schema):
    """En version: filens SHA-256, storlek i byte, medietyp och adress."""

    number: int
    sha256: str
    size: int
    media_type: str
    name: str
    created_at: dt.datetime
    created_by: str
    comment: str
    published: bool
    url: str


class DocumentOut(Schema):
    """Ett dokument med sina versioner, den senaste först."""

    id: int
    title: str
    is_demonstration: bool
    published: bool
    frozen: bool
    checked_out_by: str | None
    versions: list[VersionOut]


class TextOut(Schema):
    """En versions text, som den lästes ur filen; utan text är den inte läst än."""

    number: int
    text: str | None


@router.get("/{authority}/documents/{document_id}", response=DocumentOut, summary="Ett dokument")
def show_document(request: HttpRequest, authority: str, document_id: int) -> DocumentOut:
    """Show a document with the versions that the asker may see."""
    del request
    owner = authority_by_slug(authority)
    document = queries.document(owner.id, document_id)
    lock = queries.lock_of(document_id)
    return DocumentOut(
        id=document.id,
        title=document.title,
        is_demonstration=document.is_demonstration,
        published=document.published,
        frozen=document.frozen_at is not None,
        checked_out_by=lock.name if lock is not None and lock.in_force(clock.now()) else None,
        versions=[
            VersionOut(
                number=line.number,
                sha256=line.sha256,
                size=line.size,
                media_type=line.media_type,
                name=line.name,
                created_at=line.created_at,
                created_by=line.created_by,
                comment=line.comment,
                published=line.published,
                url=version_url(owner.slug, line),
            )
            for line in queries.versions(document_id)
        ],
    )


@router.get(
    "/{authority}/documents/{document_id}/versions/{number}/text",
    response=TextOut,
    summary="En versions text",
)
def show_text(request: HttpRequest, authority: str, document_id: int, number: int) -> TextOut:
    """Show the text of a version that the asker may see."""
    del request
    owner = authority_by_slug(authority)
    version = queries.numbered_version(owner.id, document_id=document_id, number=number)
    return TextOut(number=version.number, text=queries.text_of([version.id]).get(version.id))
