"""The catalogue of an authority's open data as DCAT-AP-SE in JSON-LD, over the lists' own files."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.organisation.api import Authority

CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
EU = "http://publications.europa.eu/resource/authority"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
FORMATS = {"csv": ("CSV", "text/csv"), "json": ("JSON", "application/json")}


@dataclass(frozen=True, slots=True)
class _Set:
    """A data set: the word of its address, the list it is, and what it is called."""

    word: str
    view: str
    title: str
    description: str


def catalog_of(authority: Authority) -> dict[str, Any]:
    """Describe the authority's data sets: what is published in its register, as CSV and JSON."""
    root = f"{settings.TINGET_ADDRESS}{reverse('open_data:catalog', args=[authority.slug])}"
    publisher = {"@id": f"{root}#publisher"}
    sets = [_data_set(authority, root, publisher, one) for one in _sets()]
    sets += [_oparl_set(authority, root, publisher, one) for one in _oparl_sets()]
    catalog = {
        "@id": root,
        "@type": "dcat:Catalog",
        "dcterms:title": _swedish(_("Öppna data från %(authority)s") % {"authority": authority.name}),
        "dcterms:description": _swedish(
            _("Det som är publicerat ur myndighetens diarium och från dess sammanträden.")
        ),
        "dcterms:publisher": publisher,
        "dcterms:language": {"@id": f"{EU}/language/SWE"},
        "dcterms:license": {"@id": CC0},
        "foaf:homepage": {"@id": f"{settings.TINGET_ADDRESS}/{authority.slug}/"},
        "dcat:dataset": [{"@id": one["@id"]} for one in sets],
    }
    agent = {"@id": publisher["@id"], "@type": "foaf:Agent", "foaf:name": authority.name}
    distributions = [part for one in sets for part in one.pop("distributions")]
    return {"@context": CONTEXT, "@graph": [catalog, agent, *sets, *distributions]}


def _sets() -> tuple[_Set, ...]:
    return (
        _Set("arenden", "registry:cases", _("Ärenden"), _("Nummer, rubrik, klass, läge och dagar.")),
        _Set(
            "handlingar",
            "registry:records",
            _("Handlingar"),
            _("Id, rubrik, hur handlingen kom till och dagar. Privatpersoners namn ingår inte."),
        ),
        _Set("beslut", "registry:decisions", _("Beslut"), _("Paragraf, dag, rubrik och ärendets nummer.")),
    )


def _data_set(authority: Authority, root: str, publisher: dict[str, str], one: _Set) -> dict[str, Any]:
    page = f"{settings.TINGET_ADDRESS}{reverse(one.view, args=[authority.slug])}"
    name = f"{root}#{one.word}"
    distributions = [
        {
            "@id": f"{name}-{word}",
            "@type": "dcat:Distribution",
            "dcterms:title": _swedish(f"{one.title}, {text}"),
            "dcat:accessURL": {"@id": page},
            "dcat:downloadURL": {"@id": f"{page}?format={word}"},
            "dcterms:format": media_type,
            "dcterms:license": {"@id": CC0},
        }
        for word, (text, media_type) in FORMATS.items()
    ]
    described = _described(authority, root, publisher, one, page)
    return {
        **described,
        "dcat:distribution": [{"@id": part["@id"]} for part in distributions],
        "distributions": distributions,
    }


def _described(
    authority: Authority, root: str, publisher: dict[str, str], one: _Set, page: str
) -> dict[str, Any]:
    """Say what every data set says of itself."""
    return {
        "@id": f"{root}#{one.word}",
        "@type": "dcat:Dataset",
        "dcterms:title": _swedish(f"{one.title}, {authority.name}"),
        "dcterms:description": _swedish(one.description),
        "dcterms:publisher": publisher,
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": authority.name,
            "vcard:hasURL": {"@id": f"{settings.TINGET_ADDRESS}/{authority.slug}/"},
        },
        "dcterms:accrualPeriodicity": {"@id": f"{EU}/frequency/CONT"},
        "dcterms:accessRights": {"@id": f"{EU}/access-right/PUBLIC"},
        "dcat:theme": {"@id": f"{EU}/data-theme/GOVE"},
        "dcat:landingPage": {"@id": page},
    }


def _oparl_sets() -> tuple[_Set, ...]:
    """Tell the sets of OParl objects; `view` is the kind of object."""
    return (
        _Set("sammantraden", "meeting", _("Sammanträden"), _("Punkter, beslut, röster och laga kraft.")),
        _Set("fortroendevalda", "person", _("Förtroendevalda"), _("Namn, parti och uppdrag över tid.")),
        _Set("behandlade-arenden", "paper", _("Behandlade ärenden"), _("Ärenden och var de har behandlats.")),
    )


def _oparl_set(authority: Authority, root: str, publisher: dict[str, str], one: _Set) -> dict[str, Any]:
    """Describe a set that is one file, in OParl's form."""
    address = f"{settings.TINGET_ADDRESS}{reverse('open_data:oparl_list', args=[authority.slug, one.view])}"
    page = f"{settings.TINGET_ADDRESS}{reverse('open_data:open_data', args=[authority.slug])}"
    described = _described(authority, root, publisher, one, page)
    file = {
        "@id": f"{described['@id']}-oparl",
        "@type": "dcat:Distribution",
        "dcterms:title": _swedish(f"{one.title}, OParl"),
        "dcterms:conformsTo": {"@id": "https://schema.oparl.org/1.1/"},
        "dcat:accessURL": {"@id": page},
        "dcat:downloadURL": {"@id": address},
        "dcterms:format": "application/json",
        "dcterms:license": {"@id": CC0},
    }
    return {**described, "dcat:distribution": [{"@id": file["@id"]}], "distributions": [file]}


def _swedish(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "sv"}
