"""Which documents can be sent out for signing, and as which PDF."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.documents.api import RenditionKind
from tinget.foundation.errors import NotPossible
from tinget.kernel.files import StoredFile
from tinget.kernel.media_types import PDF
from tinget.registry import api as registry
from tinget.signatures import api as signatures

DOCUMENT = "documents.document:"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may be sent out, with its PDF, or why it may not."""

    id: int
    title: str
    paper: signatures.Paper | None
    why_not: str = ""


def candidates(authority: int, chosen: Iterable[int], *, demonstration: bool) -> list[Candidate]:
    """Return the documents that were chosen, and after them the others that lie in the same cases."""
    wanted = list(dict.fromkeys(chosen))
    cases = {
        record.case_id for record in map(registry.record_of_document, wanted) if record and record.case_id
    }
    beside = [
        record.document_id
        for case_id in sorted(cases)
        for record in registry.records_of_case(case_id)
        if record.document_id is not None and record.document_id not in wanted
    ]
    found = documents.documents([*wanted, *beside])
    ours = [found[one] for one in dict.fromkeys([*wanted, *beside]) if one in found]
    waiting = _waiting(authority, [one.id for one in ours])
    return [
        _candidate(one, is_waiting=one.id in waiting)
        for one in ours
        if one.authority_id == authority and one.is_demonstration is demonstration
    ]


def papers_of(found: Iterable[Candidate]) -> list[signatures.Paper]:
    """Return the PDF of each, or NotPossible with what is wrong with the first that has none."""
    papers = []
    for one in found:
        if one.paper is None:
            raise NotPossible(f"{one.title}: {one.why_not}")
        papers.append(one.paper)
    return papers


def _waiting(authority: int, ids: Iterable[int]) -> set[int]:
    """Tell which documents wait for signatures already."""
    asked = signatures.newest_requests(authority, [f"{DOCUMENT}{one}" for one in ids])
    return {
        int(about.removeprefix(DOCUMENT))
        for about, line in asked.items()
        if line.state is signatures.RequestState.WAITING
    }


def _candidate(document: documents.DocumentLine, *, is_waiting: bool) -> Candidate:
    file = _pdf(document.latest) if document.latest else None
    why_not = _why_not(document, file, is_waiting=is_waiting)
    if why_not or file is None or document.latest is None:
        return Candidate(document.id, document.title, None, why_not)
    name = f"{document.latest.name.rpartition('.')[0] or document.latest.name}.pdf"
    paper = signatures.Paper(file, name, document.title, f"{DOCUMENT}{document.id}")
    return Candidate(document.id, document.title, paper)


def _why_not(document: documents.DocumentLine, file: StoredFile | None, *, is_waiting: bool) -> str:
    if document.restriction_id is not None:
        return _("visas bara för några få, och skickas därför inte ut för underskrift")
    if is_waiting:
        return _("väntar redan på underskrift")
    if file is None:
        return _("har ingen PDF än. Beställ en på dokumentets sida och försök igen")
    return ""


def _pdf(version: documents.VersionLine) -> StoredFile | None:
    """Return the version itself where it is a PDF, else the PDF that was made of it."""
    if version.media_type == PDF:
        return StoredFile(version.sha256, version.size, version.media_type)
    made = [
        one.files[0]
        for one in documents.renditions_of([version.id])
        if one.kind is RenditionKind.PDF and one.files
    ]
    return StoredFile(made[0].sha256, made[0].size, made[0].media_type) if made else None
