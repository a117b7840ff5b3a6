"""Documents made by the real actions."""

import datetime as dt
import uuid
from pathlib import Path

from django.conf import settings

from tinget.documents import api as documents
from tinget.foundation import files
from tinget.organisation.api import Actor, system_actor

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


def a_written_document(authority: int) -> dict[str, str]:
    """Write a staff report, publish it, lay a text aside; return what stands in addresses."""
    from tinget.documents.actions import renditions, staff_reports, templates
    from tinget.documents.queries import staff_reports as written
    from tinget.documents.rules.renditions import RenditionKind
    from tinget.documents.views.writing import _editor

    actor = system_actor(authority, demonstration=True)
    made = staff_reports.begin_staff_report(
        actor, authority=authority, title="Tjänsteskrivelse", body="<p>Hej</p>", at=AT
    )
    version = staff_reports.save_as_version(actor, document_id=made, comment="", at=AT)
    picture = files.store_made(authority, b"a picture", media_type="image/webp")
    kept = renditions.Made(((0, picture), (1, picture)))
    renditions.finish(version_id=version.id, kind=RenditionKind.PREVIEW, made=kept, at=AT)
    documents.publish(actor, document_id=made, at=AT)
    staff_reports.save_staff_report(
        actor, document_id=made, body="<p>Annat</p>", revision=0, writing=uuid.uuid4(), at=AT
    )
    ours = (Path(settings.TINGET_FACTS) / "templates" / "tjansteskrivelse.docx").read_bytes()
    stored = files.store(authority, ours, name="mall.docx")
    template = templates.add_template(
        actor, authority=authority, title="Skrivelse", file=stored, name="mall.docx", at=AT
    )
    return {
        "document_id": str(made),
        "number": "1",
        "name": version.name,
        "page": "1",
        "kind": "docx",
        "digest": _editor()[1],
        "aside_id": str(written.asides(made)[0].id),
        "template_id": str(template.id),
    }
