"""What anybody may fetch: the catalogue describes files that are there, the feed holds what is published."""

from xml.etree import ElementTree as ET

import pytest

from tinget.foundation.scoping import PUBLIC, scoped
from tinget.organisation.models import Authority
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
    assert len(distributions) == 9
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


def references(told, found=None):
    """Gather every address of ours that an object names, anywhere inside it."""
    found = set() if found is None else found
    if isinstance(told, dict):
        for value in told.values():
            references(value, found)
    elif isinstance(told, list):
        for value in told:
            references(value, found)
    elif isinstance(told, str) and told.startswith("http://testserver/e-namnden/oparl/") and "#" not in told:
        found.add(told.removeprefix("http://testserver"))
    return found


@pytest.fixture(params=["{year}/{serial}-{class_code}", "MN {year}-{serial}"])
def numbered(request, authority):
    """Let the authority print its case numbers by one pattern, then by another."""
    own = Authority.objects.filter(pk=authority.id)
    before = own.get().case_number_pattern
    own.update(case_number_pattern=request.param)
    yield
    own.update(case_number_pattern=before)


@pytest.mark.usefixtures("numbered")
def test_every_oparl_address_that_is_named_leads_to_its_object(visitor, settings):
    settings.TINGET_ADDRESS = "http://testserver"
    waiting, seen, kinds = ["/e-namnden/oparl/"], set(), set()
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > 120:
            continue
        seen.add(address)
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        told = answer.json()
        if not address.endswith("/"):
            assert told["id"].removeprefix("http://testserver") == address
        kinds |= {told.get("type", "list").rpartition("/")[2]}
        waiting += sorted(references(told) - seen)
    assert {"System", "list", "Meeting", "AgendaItem", "Person", "Paper", "Organization"} <= kinds


def test_a_decision_is_told_with_its_legal_force_and_only_what_is_published(
    visitor, person, authority, settings
):
    settings.TINGET_ADDRESS = "http://testserver"
    place = "/e-namnden/oparl/meeting/"
    asked = [client.get(place).json() for client in (visitor, person("Sekreterare"))]
    assert asked[0] == asked[1]
    played = next(one for one in asked[0]["data"] if one["tinget:demonstration"] and one["resultsProtocol"])
    decided = [one for one in played["agendaItem"] if one["resolutionText"]]
    assert any("godkänna utbildningsplanen" in one["resolutionText"] for one in decided)
    assert all(one["tinget:legalForce"]["tinget:lastDayToAppeal"] for one in decided)
    assert len(played["participant"]) >= 8
    answer = visitor.get(place, headers={"accept": "application/ld+json"})
    assert answer["Content-Type"] == "application/ld+json"
    assert answer.json()["@context"]["id"] == "@id"


def test_a_year_is_one_file_with_votes_people_and_cases(visitor):
    told = visitor.get("/e-namnden/oparl/2023.json").json()
    assert all(one["start"].startswith("2023") for one in told["meeting"])
    assert {one["reference"] for one in told["paper"]} >= {"2023/15-2.2.0.2"}
    assert any(one["membership"] for one in told["person"])
    assert visitor.get("/e-namnden/oparl/1900.json").status_code == 404
    page = visitor.get("/e-namnden/oppna-data/").content.decode()
    assert "/e-namnden/oparl/2023.json" in page


def test_a_municipality_finds_what_concerns_it_on_a_page_and_as_a_feed(visitor):
    page = visitor.get("/e-namnden/kommuner/pajala/").content.decode()
    assert "skickas till alla kommuner" in page
    played = [
        item
        for meeting in visitor.get("/e-namnden/oparl/meeting/").json()["data"]
        for item in meeting["agendaItem"]
        if "godkänna utbildningsplanen" in (item["resolutionText"] or "")
    ]
    assert played
    assert played[0]["name"] in page  # it is sent to all of them
    feed = visitor.get("/e-namnden/protokollsbeslut.atom?kommun=pajala").content.decode()
    everything = visitor.get("/e-namnden/protokollsbeslut.atom").content.decode()
    assert 0 < feed.count("<entry>") <= everything.count("<entry>")
    assert visitor.get("/e-namnden/kommuner/stockholm/").status_code == 404


def test_statistics_say_what_is_known_of_each_year(visitor):
    page = visitor.get("/e-namnden/statistik/").content.decode()
    assert "uppgift saknas" in page  # the published minutes do not tell who served
    assert "Påhittade sammanträden" in page
    assert "/e-namnden/kommuner/pajala/" in page
