"""Papers sent out for signing by the real actions."""

from functools import cache

from tests.factories.committee import AT, acting
from tinget.foundation import files
from tinget.foundation.pdf.typesetting import typeset
from tinget.signatures import api as signatures
from tinget.signatures.models import SigningRequest


@cache
def a_pdf(text: str = "Protokoll") -> bytes:
    """Return a small real PDF/A."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "paper.typ"
        template.write_text('#set document(title: "Protokoll")\n#set text(lang: "sv")\n= ' + text)
        return typeset(template, {})


def a_stored_pdf(authority: int, text: str = "Protokoll") -> files.StoredFile:
    return files.store(authority, a_pdf(text), name="protokoll.pdf")


def a_request(authority: int, *, names: tuple[str, ...] = ("Sekreterare", "Ordförande"), at=AT) -> int:
    """Ask these role accounts to sign, as the secretary does."""
    people = [acting(name) for name in names]
    return signatures.request_signatures(
        acting("Sekreterare"),
        authority=authority,
        paper=signatures.Paper(
            a_stored_pdf(authority),
            "protokoll-2026-11-23.pdf",
            "Protokoll 23 november 2026",
            "documents.document:7",
        ),
        signers=[
            signatures.SignerSpec(person_id=one.person_id or 0, name=one.name, capacity=name)
            for one, name in zip(people, names, strict=True)
        ],
        purpose=signatures.Purpose.MINUTES,
        at=at,
    )


OUTSIDER = signatures.SignerSpec(None, "Kim Partner", "Avtalspart", "kim@exempel.se", "Exempel AB")


def a_request_outside(
    authority: int,
    *,
    titles: tuple[str, ...] = ("Avtal",),
    inside: tuple[str, ...] = ("Sekreterare",),
    terms: signatures.Terms | None = None,
) -> list[int]:
    """Ask role accounts and after them somebody outside to sign papers in one go."""
    people = [acting(name) for name in inside]
    return signatures.request_for_papers(
        acting("Handläggare"),
        authority=authority,
        papers=[
            signatures.Paper(
                a_stored_pdf(authority, title), f"{title}.pdf", title, f"documents.document:{number}"
            )
            for number, title in enumerate(titles, start=1)
        ],
        signers=[
            *(
                signatures.SignerSpec(one.person_id, one.name, name)
                for one, name in zip(people, inside, strict=True)
            ),
            OUTSIDER,
        ],
        purpose=signatures.Purpose.OTHER,
        at=AT,
        terms=terms or signatures.Terms(),
    )


def a_real_request(authority: int, **terms) -> int:
    """Ask a chair named Kim Partner and somebody outside with the same name to sign, in earnest."""
    chair = signatures.SignerSpec(acting("Ordförande").person_id, "Kim Partner", "Ordförande")
    asked = signatures.request_signatures(
        acting("Sekreterare"),
        authority=authority,
        paper=signatures.Paper(
            a_stored_pdf(authority), "avtal.pdf", "Avtal om drift", "documents.document:7"
        ),
        signers=[chair, OUTSIDER],
        purpose=signatures.Purpose.OTHER,
        at=AT,
        terms=signatures.Terms(**terms),
    )
    SigningRequest.objects.filter(pk=asked).update(is_demonstration=False)
    return asked
