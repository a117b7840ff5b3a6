"""Templates: they fill themselves, and none can do anything else."""

import io

import pytest
from django.conf import settings
from docx import Document

from tests.factories import office
from tests.factories.documents import AT
from tests.factories.registry import an_actor
from tinget.documents.actions import templates as acts
from tinget.documents.api import open_version
from tinget.documents.queries.templates import TemplateRefused, fields_of, templates
from tinget.documents.rules.templates import filled, is_field_name
from tinget.foundation import files
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.organisation.api import Role

OURS = settings.TINGET_FACTS / "templates" / "tjansteskrivelse.docx"


def lay_in(actor, authority, content, *, title="Brev", name="mall.docx"):
    stored = files.store(authority, content, name=name)
    return acts.add_template(actor, authority=authority, title=title, file=stored, name=name, at=AT)


def words(content):
    document = Document(io.BytesIO(content))
    heads = [paragraph.text for paragraph in document.sections[0].header.paragraphs]
    return [*heads, *(paragraph.text for paragraph in document.paragraphs)]


def test_our_template_fills_itself(committee, secretary, inside):
    with inside():
        made = lay_in(secretary, committee.pk, OURS.read_bytes(), title="Tjänsteskrivelse")
        assert made.fields[:2] == ("rubrik", "datum")
        assert "myndighet" in made.fields
        values = {field: f"värde för <{field}> & mer" for field in made.fields} | {"bakgrund": "ett\ntvå"}
        document, missing = acts.fill_template(
            secretary, template_id=made.id, title="Delårsrapport", values=values, at=AT
        )
        with open_version(document.latest.id) as file:
            told = words(file.read())
    assert missing == ()
    assert document.latest.name == "Delårsrapport.docx"
    assert "värde för <myndighet> & mer" in told
    assert "värde för <rubrik> & mer" in told
    assert "ett\ntvå" in told
    assert "Ekonomi" in told
    assert not any("{" in line for line in told)


def test_what_is_missing_is_said_and_a_part_without_words_is_left_out(committee, secretary, inside):
    with inside():
        made = lay_in(secretary, committee.pk, OURS.read_bytes())
        document, missing = acts.fill_template(
            secretary, template_id=made.id, title="A", values={"rubrik": "B", "annat": "C"}, at=AT
        )
        with open_version(document.latest.id) as file:
            told = words(file.read())
    assert "ekonomi" in missing
    assert "rubrik" not in missing
    assert "Datum: uppgift saknas" in told
    assert "Ekonomi" not in told
    assert "C" not in told


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ rubrik.__class__ }}",
        "{{ rubrik | upper }}",
        "{{ 'a' * 1000000000 }}",
        "{{ cycler }} {{ range(9) }}",
        "{% for x in rubrik %}{{ x }}{% endfor %}",
        "{% set x = rubrik %}{{ x }}",
        "{% include 'x' %}{{ rubrik }}",
        "{{ rubrik[0] }}",
        "{{ 7 }}",
        "{{ Rubrik }}",
        "{{ rubrik",
        "{% if rubrik %}",
        "inga fält",
    ],
)
def test_a_template_that_does_anything_else_is_refused(text):
    with pytest.raises(TemplateRefused):
        fields_of(io.BytesIO(office.a_docx(text)))


def test_code_is_refused_in_head_and_properties_too():
    for place in ("header", "property"):
        document, out = Document(), io.BytesIO()
        document.add_paragraph("{{ rubrik }}")
        if place == "header":
            document.sections[0].header.paragraphs[0].text = "{{ rubrik.x }}"
        else:
            document.core_properties.title = "{{ rubrik.x }}"
        document.save(out)
        with pytest.raises(TemplateRefused):
            fields_of(io.BytesIO(out.getvalue()))


def test_a_field_may_be_asked_about():
    content = office.a_docx("{% if rubrik and not datum %}{{ ärende_nr }}{% endif %}")
    assert set(fields_of(io.BytesIO(content))) == {"rubrik", "datum", "ärende_nr"}


def test_rights_and_what_is_no_template(committee, secretary, inside):
    with inside():
        made = lay_in(secretary, committee.pk, OURS.read_bytes())
        member = an_actor(Role.MEMBER, committee.pk)
        with pytest.raises(NotPermitted):
            lay_in(member, committee.pk, OURS.read_bytes())
        with pytest.raises(NotPermitted):
            acts.fill_template(member, template_id=made.id, title="A", values={}, at=AT)
        with pytest.raises(NotPossible, match="Word-dokument"):
            lay_in(secretary, committee.pk, b"text", name="mall.txt")
        with pytest.raises(NotPossible, match="namn"):
            lay_in(secretary, committee.pk, OURS.read_bytes(), title=" ")
        acts.retire_template(secretary, template_id=made.id, at=AT)
        acts.retire_template(secretary, template_id=made.id, at=AT)
        assert templates(committee.pk) == []


def test_values_are_bounded_and_printable():
    given, missing = filled(("a", "b"), {"a": "x\x00\x0b\ny" + "z" * 30_000, "c": "d"})
    assert given["a"].startswith("x\ny")
    assert len(given["a"]) <= 20_000
    assert missing == ("b",)


@pytest.mark.parametrize("name", ["", "Rubrik", "a b", "_a", "1a", "a.b", "a" * 61])
def test_what_is_no_name_of_a_field(name):
    assert not is_field_name(name)
