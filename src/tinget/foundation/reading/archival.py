"""PDF/A copies: made by an allow-list validator that approves what it has itself read back, or not made."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import pdfa

FLAVOURS = ("2b", "3b")
TOLD = 5  # reasons


def make(source: Path, target: Path) -> dict[str, Any]:
    """Copy what is PDF/A already, else write it as PDF/A-2b or 3b. An approval may be relied on."""
    for flavour in FLAVOURS:
        if pdfa.validate_written(source, flavour).passed:
            shutil.copyfile(source, target)
            return {"flavour": flavour, "was_already": True, "reasons": []}
    reasons: list[str] = []
    for flavour in FLAVOURS:
        with pikepdf.open(source, suppress_warnings=True) as pdf:
            if "/DocChecksum" in pdf.trailer:
                del pdf.trailer["/DocChecksum"]
            if "/OpenAction" in pdf.Root:
                del pdf.Root["/OpenAction"]
            try:
                pdfa.save(pdf, target, flavour)
            except pdfa.PdfaError as error:
                reasons = reasons or _reasons(error.report.findings)
            else:
                return {"flavour": flavour, "was_already": False, "reasons": []}
    return {"flavour": "", "was_already": False, "reasons": reasons}


def _reasons(findings: Iterable[Any]) -> list[str]:
    """Say the first few things that stand in the way, each once, in the validator's own words."""
    told = dict.fromkeys(str(getattr(finding, "message", finding))[:200] for finding in findings)
    return list(told)[:TOLD]
