"""Documents made by the real actions."""

import datetime as dt

from tinget.documents import api as documents
from tinget.foundation import files
from tinget.organisation.api import Actor

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def a_document(actor: Actor, *, authority: int, title: str = "Tjänsteskrivelse", content: bytes = PDF,
               name: str = "skrivelse.pdf", at: dt.datetime = AT) -> documents.DocumentLine:  # fmt: skip
    stored = files.store(authority, content, name=name)
    return documents.create_document(actor, authority=authority, title=title, file=stored, name=name, at=at)


def a_version(actor: Actor, *, document_id: int, authority: int, content: bytes = PDF + b"%2\n",
              name: str = "skrivelse.pdf", at: dt.datetime = AT) -> documents.VersionLine:  # fmt: skip
    stored = files.store(authority, content, name=name)
    return documents.add_version(
        actor, document_id=document_id, file=stored, name=name, comment="rättad", at=at
    )
