"""What anybody may fetch: the catalogue describes files that are there, the feed holds what is published."""

from xml.etree import ElementTree as ET

import pytest

from tinget.foundation.scoping import PUBLIC, scoped
from tinget.workflows.open_data.catalog import CC0, CONTEXT

pytestmark = pytest.mark.slow
ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/e-namnden/diarium.atom"


@pytest.fixture
def graph(visitor, settings):
    settings.TINGET_ADDRESS = "http://testserver"
    answer = visitor.get("/e-namnden/dcat.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    told = answer.json()
    assert told["@context"] == CONTEXT
    return told["@graph"]


def of_type(graph, name):
    return [node for node in graph if node["@type"] == name]


def test_the_catalogue_has_what_dcat_ap_se_asks_for(graph):
    (catalog,) = of_type(graph, "dcat:Catalog")
    sets = of_type(graph, "dcat:Dataset")
    assert {one["@id"] for one in catalog["dcat:dataset"]} == {one["@id"] for one in sets}
    for node in (catalog, *sets):
        assert node["dcterms:title"]["@language"] == "sv"
        assert node["dcterms:description"]["@value"]
        assert node["dcterms:publisher"] == {"@id": of_type(graph, "foaf:Agent")[0]["@id"]}
    known = {node["@id"] for node in graph}
    for one in sets:
        assert {part["@id"] for part in one["dcat:distribution"]} <= known


def test_each_distribution_is_a_file_that_is_there(graph, visitor):
    distributions = of_type(graph, "dcat:Distribution")
    assert len(distributions) == 6
    for one in distributions:
        answer = visitor.get(one["dcat:downloadURL"]["@id"].removeprefix("http://testserver"))
        assert answer.status_code == 200
        assert answer["Content-Type"].split(";")[0] == one["dcterms:format"]
        assert one["dcterms:license"] == {"@id": CC0}
        assert len(answer.getvalue()) > 100


def test_the_feed_holds_published_records_whoever_asks(visitor, person, authority):
    from tinget.registry.models import Record

    asked = [client.get(FEED).content for client in (visitor, person("Sekreterare"))]
    assert asked[0] == asked[1]
    entries = ET.fromstring(asked[0]).findall(f"{ATOM}entry")  # noqa: S314 -- our own
    with scoped(PUBLIC):
        published = {
            f"/e-namnden/handlingar/{pk}/"
            for pk in Record.objects.filter(authority_id=authority.id).values_list("pk", flat=True)
        }
    assert entries
    for entry in entries:
        assert any(entry.findtext(f"{ATOM}id").endswith(path) for path in published)
        assert entry.findtext(f"{ATOM}title")
        assert entry.findtext(f"{ATOM}updated")


def test_a_reader_that_has_the_feed_gets_it_once(visitor):
    first = visitor.get(FEED)
    again = visitor.get(FEED, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
