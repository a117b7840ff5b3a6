"""Reading a file that travels inside a PDF of our own making."""

import io

import pikepdf


def carried(pdf: bytes, name: str) -> bytes | None:
    """Return the attachment with that name, or None where the file carries none."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        attached = opened.attachments.get(name)
        return attached.get_file().read_bytes() if attached is not None else None
