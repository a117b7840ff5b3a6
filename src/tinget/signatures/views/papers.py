"""What the pages of insiders and outsiders share: the papers to read, what was read, the file."""

from dataclasses import dataclass

from django.http import FileResponse, HttpRequest, HttpResponseBase, QueryDict
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from tinget.foundation.files import open_stored
from tinget.signatures import queries
from tinget.signatures.forms import SignForm


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A paper to read, and the name of the field that carries what was read of it."""

    line: queries.SigningLine
    signer: queries.SignerLine
    is_to_sign: bool
    field: str


def papers_of(line: queries.SigningLine, signer: queries.SignerLine) -> list[PaperShown]:
    """Return the papers that were asked for at once, and which of them can be signed now."""
    return [
        PaperShown(
            one,
            place,
            is_to_sign=place.id in one.turn_ids,
            field="read" if place.id == signer.id else f"read-{place.id}",
        )
        for one, place in queries.together(line, signer)
    ]


def sign_form(data: QueryDict, line: queries.SigningLine, signer: queries.SignerLine) -> SignForm:
    """Read what was read of the paper and of those signed together with it."""
    others = [
        one.signer.id for one in papers_of(line, signer) if one.is_to_sign and one.signer.id != signer.id
    ]
    return SignForm(data, own=signer.id, others=others)


def signed_words(line: queries.SigningLine, form: SignForm) -> str:
    """Tell the signer what they have signed."""
    if not form.others:
        return _("Du har skrivit under %(thing)s.") % {"thing": line.thing}
    return _("Du har skrivit under %(count)s handlingar.") % {"count": len(form.reads)}


def file_response(request: HttpRequest, line: queries.SigningLine) -> HttpResponseBase:
    """Stream the newest file of a request."""
    etag = f'"{line.file.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    response = FileResponse(
        open_stored(line.authority, line.file.sha256), content_type=line.file.media_type, filename=line.name
    )
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response
