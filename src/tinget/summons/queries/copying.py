"""What a reader's copy for a meeting without a network is made of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from tinget.documents import api as documents
from tinget.summons.queries.summonses import SummonsView


@dataclass(frozen=True, slots=True)
class Kept:
    """A page or a file of the copy."""

    href: str
    title: str
    is_page: bool = False
    source: str = ""  # where it is fetched from, where that is another address


def to_keep(slug: str, address: str, summons: SummonsView) -> list[Kept]:
    """List the reading page, each paper's page and files as the reader may see them now, and the booklet."""
    ids = [one.document_id for one in summons.content.papers() if one.document_id is not None]
    seen = documents.documents(ids)
    sent = {one.document_id: one.version_id for one in summons.content.papers()}
    read = reverse("summons:read", args=[slug, address])
    kept = [Kept(read, "", is_page=True, source=f"{read}?kopia")]
    for document_id in dict.fromkeys(ids):
        document = seen.get(document_id)
        if document is not None and document.restriction_id is None:
            kept.append(Kept(documents.document_url(slug, document_id), document.title, is_page=True))
            kept += _files(slug, document, sent[document_id])
    if summons.sha256:
        kept.append(Kept(reverse("summons:booklet", args=[slug, address, summons.number]), ""))
    return kept


def _files(slug: str, document: documents.DocumentLine, sent: int | None) -> Iterator[Kept]:
    """Give the newest version, the one that was sent where it is another, and their copies as PDF."""
    found = {} if document.latest is None else {document.latest.id: document.latest}
    if sent is not None and sent not in found:
        found[sent] = documents.version(sent)
    for version in found.values():
        yield Kept(documents.version_url(slug, version), version.name)
    yield from (
        Kept(f"{documents.document_url(slug, document.id)}{found[one].number}/kopia/pdf/", document.title)
        for one in _with_pdf(found)
    )


def _with_pdf(versions: Iterable[int]) -> Iterator[int]:
    for line in documents.renditions_of(versions):
        if line.kind is documents.RenditionKind.PDF and line.files:
            yield line.version_id
