"""Documents made by the real actions."""

import datetime as dt

from tinget.documents import api as documents
from tinget.foundation import files
from tinget.organisation.api import Actor

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


def a_pdf(*texts: str, more: str = "", page: str = "") -> bytes:
    """Write a PDF with a page for each text; `more` goes into its catalog, `page` into each page."""
    numbers = range(len(texts))
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in numbers)
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{more}>>",
        f"<</Type/Pages/Count {len(texts)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for n, text in enumerate(texts):
        drawn = f"BT /F 12 Tf 60 700 Td ({text}) Tj ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * n} 0 R"
            f"/Resources<</Font<</F 3 0 R>>>>{page}>>"
        )
        objects.append(f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream")
    written, places = b"%PDF-1.7\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{thing}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + head.encode() + tail.encode()


PDF = a_pdf("Tjänsteskrivelse")


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
