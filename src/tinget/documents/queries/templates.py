"""Reads of document templates: which there are, what fields a file asks for, and the file filled."""

import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from tinget.documents.models import DocumentTemplate
from tinget.documents.queries.versions import DocumentNotFound
from tinget.documents.rules.templates import MISSING, TemplateLine, filled, is_field_name
from tinget.foundation.errors import NotPossible
from tinget.foundation.files import open_stored

LISTED = 200
# A template may show a field, and leave words out where one is empty. It may not calculate, call or loop.
_PERMITTED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
)


class TemplateRefused(NotPossible):
    """The file cannot be a template; the sentence says why."""


def templates(authority: int) -> list[TemplateLine]:
    """List the authority's templates that are in use, by title, at most 200."""
    rows = DocumentTemplate.objects.filter(authority_id=authority, retired_at=None)
    return [template_line(row) for row in rows.order_by("title", "pk")[:LISTED]]


def template(template_id: int) -> TemplateLine:
    """Find a template, or DocumentNotFound."""
    row = DocumentTemplate.objects.filter(pk=template_id).first()
    if row is None:
        raise DocumentNotFound(str(template_id))
    return template_line(row)


def template_line(row: DocumentTemplate) -> TemplateLine:
    """Make the value of a template's row."""
    return TemplateLine(
        id=row.pk,
        authority_id=row.authority_id,
        title=row.title,
        name=row.name,
        sha256=row.sha256,
        size=row.size,
        fields=tuple(row.fields),
        created_by=row.created_by,
    )


def fields_of(file: BinaryIO) -> tuple[str, ...]:
    """Name the fields that a DOCX asks for, in their order; TemplateRefused where it holds anything else."""
    environment = _environment()
    names: dict[str, None] = {}
    try:
        for part in _parts(DocxTemplate(file)):
            names |= dict.fromkeys(_checked(environment.parse(part)))
    except TemplateError as error:
        raise TemplateRefused(
            _("Mallens fält går inte att läsa: %(what)s. Skriv fälten som {{ rubrik }}.") % {"what": error}
        ) from error
    except (KeyError, ValueError, PackageNotFoundError, etree.XMLSyntaxError) as error:
        raise TemplateRefused(_("Filen går inte att läsa som ett Word-dokument.")) from error
    if not names:
        raise TemplateRefused(_("Mallen har inga fält. Skriv fälten som {{ rubrik }} där de ska stå."))
    return tuple(names)


def fill(template: TemplateLine, values: Mapping[str, str]) -> tuple[bytes, tuple[str, ...]]:
    """Fill the template, and name the fields that were left without a value."""
    given, missing = filled(template.fields, values)
    with open_stored(template.authority_id, template.sha256) as file:
        document, out = DocxTemplate(file), io.BytesIO()
        document.render(
            {field: value or _Missing(MISSING) for field, value in given.items()},
            jinja_env=_environment(),
            autoescape=True,
        )
        document.save(out)
    return out.getvalue(), missing


class _Missing(str):
    """What stands where there is no value; for `{% if field %}` it is as nothing."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=True)
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    return environment


def _parts(document: Any) -> Iterator[str]:
    """Yield what docxtpl will read as a template: the body, heads and feet, foot notes."""
    document.init_docx()
    yield document.patch_xml(document.get_xml())
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _key, part in document.get_headers_footers(uri):
            yield document.patch_xml(document.xml_to_string(_parsed(part)))
    for part in document.docx.part.package.parts:
        if "footnotes" in str(part.partname):
            yield document.patch_xml(part.blob.decode("utf-8"))
    core = document.docx.core_properties
    yield " ".join(str(getattr(core, name) or "") for name in _PROPERTIES)


_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")


def _parsed(part: Any) -> Any:
    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))


def _checked(parsed: nodes.Template) -> Iterator[str]:
    for node in parsed.find_all(nodes.Node):
        if not isinstance(node, _PERMITTED):
            raise TemplateRefused(
                _(
                    "Mallen innehåller något annat än fält (%(what)s). Tillåtet är {{ fält }} och"
                    " {%% if fält %%} … {%% endif %%}."
                )
                % {"what": type(node).__name__}
            )
        if isinstance(node, nodes.Name):
            if not is_field_name(node.name):
                raise TemplateRefused(
                    _("Fältet ”%(name)s” heter något som inte går. Använd små bokstäver, siffror och _.")
                    % {"name": node.name}
                )
            yield node.name
