"""Signing a hundred papers from the first field to the last time stamp, and judging them afterwards."""

import datetime as dt
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.measuring import heading, line, percentile, timed
from tinget.foundation.pdf.certificates import certificate_for
from tinget.foundation.pdf.evidence import Evidence, evidence_for
from tinget.foundation.pdf.signing import prepare_fields, preserve, renew, sign
from tinget.foundation.pdf.typesetting import typeset
from tinget.foundation.pdf.verifying import verify

Made = TypeVar("Made")
PAPERS = 100
PAGES = (2, 60)
SIGNERS, SEAL = ("Sekreterare", "Ordförande", "Justerare"), "Stämpel"
AT = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
STEPS = ("fields made", "one signature", "seal and preserve", "all of it", "judged", "stamp renewed")
TEMPLATE = """#set document(title: "Prov")
#set text(lang: "sv")
= Prov
#for page in range(PAGES) [ #lorem(300) #pagebreak(weak: true) ]
"""


def run(sizes: tuple[int, ...] = (PAPERS,)) -> None:
    """Print, for papers of few and of many pages, how long each step takes."""
    for papers in sizes:
        heading(f"Signing {papers} papers by {len(SIGNERS)}, milliseconds (p50 / p95)")
        line("pages", *STEPS)
        for pages in PAGES:
            with tempfile.TemporaryDirectory() as folder:
                _measure(Path(folder), papers, pages)


def _measure(folder: Path, papers: int, pages: int) -> None:
    template = folder / "paper.typ"
    template.write_text(TEMPLATE.replace("PAGES", str(pages)))
    paper, evidence = typeset(template, {}), evidence_for(folder / "keys", address="", at=AT)
    taken: dict[str, list[float]] = {step: [] for step in STEPS}
    for _number in range(papers):
        make = partial(_signed, paper, folder / "keys", evidence, taken)
        signed = _timed(taken["all of it"], make)
        _timed(taken["judged"], partial(verify, signed, trusted=evidence.trusted, at=AT))
        again = partial(renew, signed, field="Tidsstämpel 2", evidence=evidence, at=AT)
        _timed(taken["stamp renewed"], again)
    told = [f"{percentile(taken[step], 0.5):.0f} / {percentile(taken[step], 0.95):.0f}" for step in STEPS]
    line(str(pages), *told)


def _signed(paper: bytes, keys: Path, evidence: Evidence, taken: dict[str, list[float]]) -> bytes:
    """Sign as the minutes are: three persons, the authority's seal, the evidence and a stamp over it all."""
    paper = _timed(taken["fields made"], partial(prepare_fields, paper, [*SIGNERS, SEAL]))
    for signer in SIGNERS:
        paper = _timed(taken["one signature"], partial(_sign, paper, keys, evidence, signer))

    def end() -> bytes:
        sealed = _sign(paper, keys, evidence, SEAL)
        return preserve(sealed, field="Tidsstämpel", evidence=evidence, at=AT)

    return _timed(taken["seal and preserve"], end)


def _sign(paper: bytes, keys: Path, evidence: Evidence, name: str) -> bytes:
    owner = f"field:{[*SIGNERS, SEAL].index(name)}"
    identity = certificate_for(keys, subject=name, organisation="Prov", serial_owner=owner, at=AT)
    return sign(
        paper,
        field=name,
        identity=identity,
        reason="Prov",
        location="Prov",
        at=AT,
        timestamper=evidence.timestamper,
    )


def _timed(taken: list[float], act: Callable[[], Made]) -> Made:
    made: list[Made] = []
    taken.append(timed(lambda: made.append(act())))
    return made[0]
