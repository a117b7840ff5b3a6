"""Downloading a whole case, and the links to it on the case's page."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinget.foundation import clock
from tinget.foundation.http import public
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.case_file.contents import CaseFile, case_file
from tinget.workflows.case_file.rendering import as_pdf, as_zip

MOST_BYTES_IN_PDF = 100_000_000  # a PDF is made in memory, a ZIP on disk
MOST_BYTES_IN_ZIP = 2_000_000_000


@public
@require_safe
def case_as_pdf(_request: HttpRequest, authority: str, year: int, serial: int) -> HttpResponse:
    """Send the case as one PDF/A; visitors get what is published."""
    file = _file(authority, year, serial, most_bytes=MOST_BYTES_IN_PDF)
    response = HttpResponse(as_pdf(file), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}.pdf"'
    return response


@public
@require_safe
def case_as_zip(_request: HttpRequest, authority: str, year: int, serial: int) -> HttpResponseBase:
    """Send the case as a ZIP with an index; visitors get what is published."""
    file = _file(authority, year, serial, most_bytes=MOST_BYTES_IN_ZIP)
    packed = as_zip(file)
    return FileResponse(packed, as_attachment=True, filename=f"{file.name}.zip")


def case_file_panel(case: registry.CaseLine) -> list[registry.Panel]:
    """Offer the whole case on its page."""
    place = [organisation.authority_by_id(case.authority_id).slug, case.year, case.serial]
    context = {
        "pdf": reverse("case_file:pdf", args=place),
        "zip": reverse("case_file:zip", args=place),
    }
    return [registry.Panel(_("Hela ärendet som en fil"), "workflows/case_file_panel.html", context)]


def _file(authority: str, year: int, serial: int, *, most_bytes: int) -> CaseFile:
    owner = organisation.authority_by_slug(authority)
    case = registry.case_by_number(owner.id, year, serial)
    if case is None:
        raise Http404(_("Ärendet finns inte."))
    return case_file(owner, case, day=clock.today(), most_bytes=most_bytes)
