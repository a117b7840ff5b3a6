"""What a signed PDF says of itself: its signatures as judged, and the data that it carries."""

import datetime as dt
from pathlib import Path
from typing import Any

import pikepdf
from cryptography import x509

from tinget.foundation.pdf.verifying import DocumentUnreadable, SignatureReport, verify

LARGEST_DATA = 5_000_000  # bytes of an attachment


def read(path: Path, folder: Path, at: dt.datetime) -> dict[str, Any]:
    """Judge by the issuers in `trusted.pem` of the folder; what is wrong with the file is `unreadable`."""
    trusted = x509.load_pem_x509_certificates((folder / "trusted.pem").read_bytes())
    try:
        reports = verify(path.read_bytes(), trusted=trusted, at=at)
        return {"reports": [_told(one) for one in reports], "data": _data(path), "unreadable": ""}
    except (DocumentUnreadable, pikepdf.PdfError) as problem:
        return {"reports": [], "data": "", "unreadable": str(problem)[:300]}


def _told(report: SignatureReport) -> dict[str, Any]:
    return {
        "field": report.field,
        "signer": report.signer,
        "organisation": report.organisation,
        "issuer": report.issuer,
        "signed_at": report.signed_at.isoformat() if report.signed_at else None,
        "stamped_at": report.stamped_at.isoformat() if report.stamped_at else None,
        "is_stamp": report.is_stamp,
        "intact": report.intact,
        "problem": report.problem.value if report.problem else None,
        "covers_whole_document": report.covers_whole_document,
        "later_changes": report.later_changes.value,
    }


def _data(path: Path) -> str:
    """Return the JSON that lies in the file, or nothing."""
    with pikepdf.open(path) as pdf:
        for name, attached in pdf.attachments.items():
            if name.endswith(".json"):
                content = attached.get_file().read_bytes()
                return content.decode("utf-8", "replace") if len(content) <= LARGEST_DATA else ""
    return ""
