"""Making the case's file: the PDF/A with everything inside, and the ZIP with its index."""

import csv
import io
import tempfile
import zipfile
from pathlib import Path
from typing import IO

from tinget.documents import api as documents
from tinget.foundation.pdf.typesetting import Attachment, typeset
from tinget.workflows.case_file.contents import (
    CaseFile,
    index_as_json,
    index_of,
    read,
    record_of,
    versions_of,
)

TEMPLATE = Path(__file__).parents[1] / "templates" / "workflows" / "case_file.typ"
KEPT_IN_MEMORY = 10_000_000
COLUMNS = ("id", "title", "direction", "dated_on", "counterpart", "file", "sha256", "size")


def as_pdf(file: CaseFile) -> bytes:
    """Typeset contents, records and decisions as PDF/A-3a, with the records' files and the index inside."""
    attachments = [
        Attachment(name, read(version), version.media_type, title)
        for name, version, title in versions_of(file)
    ]
    attachments.append(Attachment("index.json", index_as_json(file), "application/json", "Index", "data"))
    return typeset(TEMPLATE, index_of(file), attachments=attachments)


def as_zip(file: CaseFile) -> IO[bytes]:
    """Write the records' files with an index as JSON and CSV; a large one lies on disk until it is closed."""
    packed = tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 -- the answer closes it
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.json", index_as_json(file))
        archive.writestr("index.csv", _index_as_csv(file))
        for name, version, _title in versions_of(file):
            with documents.open_version(version.id) as stream, archive.open(name, "w") as inside:
                while chunk := stream.read(1_000_000):
                    inside.write(chunk)
    packed.seek(0)
    return packed


def _index_as_csv(file: CaseFile) -> str:
    """Write the records as a spreadsheet reads them: with a mark of the encoding, and semicolons."""
    written = io.StringIO()
    rows = csv.DictWriter(written, COLUMNS, delimiter=";")
    rows.writeheader()
    rows.writerows(record_of(one) for one in file.records)
    return "\ufeff" + written.getvalue()
