"""Checking one file: nothing of it is kept."""

import datetime as dt
import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography import x509
from django.utils.translation import gettext as _

from tinget.foundation import clock, reading
from tinget.foundation.errors import NotPossible
from tinget.workflows.prove_minutes.rules.packing import PAPER, is_packed
from tinget.workflows.verify_document.bundles import Bundle, judged, opened
from tinget.workflows.verify_document.rules import Signature, Verdict, signature_of, verdict_on

MINUTES = frozenset({"tinget-minutes-1", "tinget-minutes-2"})


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the file's own data say that it is."""

    authority: str
    held_on: dt.date
    paragraphs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A file, and what was found of it."""

    name: str
    sha256: str
    verdict: Verdict
    signatures: tuple[Signature, ...]
    minutes: Minutes | None
    bundle: Bundle | None


def check(content: bytes, *, name: str, trusted: Sequence[x509.Certificate]) -> Checked:
    """Judge a PDF or a proof bundle now; raises NotPossible when it cannot be read."""
    if not is_packed(content):
        return _paper(content, name=name, trusted=trusted)
    files = opened(content)
    paper = _paper(files[PAPER], name=name, trusted=trusted)
    bundle, verdict = judged(files, paper.signatures, paper.verdict, trusted=trusted, at=clock.now())
    return replace(paper, sha256=hashlib.sha256(content).hexdigest(), verdict=verdict, bundle=bundle)


def _paper(content: bytes, *, name: str, trusted: Sequence[x509.Certificate]) -> Checked:
    """Judge a PDF in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        path = folder / "file.pdf"
        path.write_bytes(content)
        try:
            found = reading.signatures(path, folder, trusted=trusted, at=clock.now())
        except reading.ReadingFailed as problem:
            raise NotPossible(
                _("Filen går inte att läsa som PDF. Kontrollera att det är rätt fil och att den är hel.")
            ) from problem
    signatures = tuple(signature_of(one) for one in found.reports)
    return Checked(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        verdict=verdict_on(signatures),
        signatures=signatures,
        minutes=_minutes(found.data),
        bundle=None,
    )


def _minutes(data: str) -> Minutes | None:
    """Read which paragraphs the file holds, where it is minutes made here."""
    try:
        told: Any = json.loads(data) if data else {}
        if told.get("schema") not in MINUTES:
            return None
        items = tuple((str(item["paragraph"]), str(item["title"])) for item in told["items"])
        return Minutes(str(told["authority"]["name"]), dt.date.fromisoformat(told["meeting"]["date"]), items)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
