"""Small documents and the identities that sign them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tinget.foundation.pdf import certificates, signing, typesetting

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FIELDS = ("sekreterare", "ordforande", "justerare")

PLAIN = """\
#import "/look.typ": *
#let data = json(bytes(sys.inputs.data))
#show: paper.with(title: "Prov", date: "2026-11-20", left-head: "Nämnden", middle-head: "PROV")
= Prov
#block(width: 100%, text(hyphenate: false, data.text))
"""


@pytest.fixture(scope="session")
def plain(tmp_path_factory) -> Path:
    """Return a template that prints `text`."""
    template = tmp_path_factory.mktemp("templates") / "plain.typ"
    template.write_text(PLAIN, encoding="utf-8")
    return template


@pytest.fixture(scope="session")
def keys(tmp_path_factory) -> Path:
    """Return a folder of keys that all tests here share: making one takes a tenth of a second."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="session")
def signed(plain, keys) -> bytes:
    """Return a document with three signatures."""
    attachment = typesetting.Attachment(
        name="protokoll.json", data=b"{}", media_type="application/json", description="Uppgifterna"
    )
    pdf = typesetting.typeset(plain, {"text": "Beslutet."}, attachments=[attachment])
    pdf = signing.prepare_fields(pdf, FIELDS)
    for number, field in enumerate(FIELDS):
        identity = certificates.certificate_for(
            keys,
            subject=field.capitalize(),
            organisation="Norrbottens e-nämnd",
            serial_owner=f"person:{number}",
            at=AT,
            demonstration=True,
        )
        pdf = signing.sign(pdf, field=field, identity=identity, reason="Prov", location="Luleå", at=AT)
    return pdf
