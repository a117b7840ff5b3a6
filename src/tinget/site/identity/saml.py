"""SAML 2.0: what we are to an identity provider, what we ask it, and which of its answers hold."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from cryptography import x509
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from lxml import etree
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.constants import OneLogin_Saml2_Constants
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings
from onelogin.saml2.utils import OneLogin_Saml2_Utils
from requests import RequestException
from xmlsec import Error as XmlSecurityError

from tinget.site.identity.people import Told

PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
ADDRESS = "urn:oid:0.9.2342.19200300.100.1.3"  # mail, as federations name it
MOST_BYTES = 500_000
FRESH, KEPT = (
    4 * 60 * 60,
    7 * 24 * 60 * 60,
)  # seconds: when metadata is fetched anew, and how long the last does
UNREADABLE = (
    OneLogin_Saml2_Error,
    OneLogin_Saml2_ValidationError,
    XmlSecurityError,
    etree.LxmlError,
    ValueError,
)


class NotBelieved(Exception):
    """The answer, or what the provider says of itself, does not hold; the message is for who runs this."""


class NarrowResponse(OneLogin_Saml2_Response):
    """An answer that names us, our address, its end and our question, as the standard's profile demands."""

    def why_not(self, here: dict[str, str]) -> str:
        """Return what does not hold, by the library and by what it leaves open; empty where all does."""
        if not self.is_valid(here):
            return str(self.get_error())
        place = OneLogin_Saml2_Utils.get_self_url_no_query(here)
        told = self._query_assertion("/saml:Subject/saml:SubjectConfirmation/saml:SubjectConfirmationData")
        asked = self.get_in_response_to()
        is_bound = len(told) == 1 and told[0].get("Recipient") == place and bool(told[0].get("NotOnOrAfter"))
        if not self.get_audiences() or not asked or not is_bound or told[0].get("InResponseTo") != asked:
            return "the assertion does not name its audience, recipient, end and question"
        return ""

    def proved_at(self) -> int:
        """Return when the person proved who they are, in seconds since 1970."""
        told = self._query_assertion("/saml:AuthnStatement")[0].get("AuthnInstant", "")
        return int(OneLogin_Saml2_Utils.parse_SAML_to_time(told))


def judged(app: SocialApp, answer: str) -> Told:
    """Return what a signed answer tells; NotBelieved says why it does not hold."""
    if len(answer) > MOST_BYTES:
        raise NotBelieved("the answer is too large")
    ours = settings_of(app)
    try:
        response = NarrowResponse(ours, answer)
        if reason := response.why_not(_here(app)):
            raise NotBelieved(reason)
        return _told(response, app)
    except UNREADABLE as error:
        raise NotBelieved(str(error)) from error


def certificates() -> Iterator[tuple[str, dt.datetime | None]]:
    """Yield what each provider signs by, and what we sign by there, with its end; None where it is not had.

    Where a provider names several, so as to change them, the one that lasts longest counts.
    """
    for told in settings.SOCIALACCOUNT_PROVIDERS["saml"]["APPS"]:
        app = SocialApp(provider="saml", **told)
        try:
            theirs = _provider(app)
            named = theirs.get("x509certMulti", {}).get("signing") or [theirs["x509cert"]]
            yield app.name, max(map(_ends_at, named))
        except (NotBelieved, *UNREADABLE):
            yield app.name, None
        if app.settings["certificate"]:
            yield f"Tinget, {app.name}", _ends_at(Path(app.settings["certificate"]).read_text("utf-8"))


def _ends_at(certificate: str) -> dt.datetime:
    pem = OneLogin_Saml2_Utils.format_cert(certificate)
    return x509.load_pem_x509_certificate(pem.encode()).not_valid_after_utc


def _told(response: NarrowResponse, app: SocialApp) -> Told:
    said, names = response.get_attributes(), app.settings["attributes"]
    if "number" in names:
        numbers = said.get(names["number"], [])
    else:
        numbers = [response.get_nameid()] if response.get_nameid_format() == PERSISTENT else []
    addresses = said.get(names.get("address", ADDRESS), [])
    return Told(
        number=str(numbers[0]) if len(numbers) == 1 else "",
        address=str(addresses[0]) if len(addresses) == 1 else "",
        groups=frozenset(map(str, said.get(names.get("groups", "groups"), []))),
        levels=frozenset(one.strip() for one in response.get_authn_contexts()),
        answers=response.get_in_response_to(),
        proved_at=response.proved_at(),
    )


def question(app: SocialApp, *, anew: bool) -> tuple[str, str]:
    """Return the address to send the browser to, and the number that the answer must repeat."""
    asking = OneLogin_Saml2_Auth(_here(app), settings_of(app))
    wants_number = "number" not in app.settings["attributes"]
    leads = asking.login(return_to="", force_authn=anew, set_nameid_policy=wants_number)
    return leads, asking.get_last_request_id()


def own_metadata(app: SocialApp) -> bytes:
    """Return what we tell the identity provider about ourselves."""
    lasting = {"metadataValidUntil": "", "metadataCacheDuration": ""}
    opens = {"wantAssertionsEncrypted": bool(app.settings["key"])}
    told = {"strict": True, "sp": _ourselves(app), "security": _security(app) | lasting | opens}
    metadata = OneLogin_Saml2_Settings(settings=told, sp_validation_only=True).get_sp_metadata()
    return metadata if isinstance(metadata, bytes) else metadata.encode()


def settings_of(app: SocialApp) -> OneLogin_Saml2_Settings:
    """Return both sides as the library has them; NotBelieved if the provider's metadata cannot be used."""
    told = {"strict": True, "sp": _ourselves(app), "idp": _provider(app), "security": _security(app)}
    return OneLogin_Saml2_Settings(told)


def _here(app: SocialApp) -> dict[str, str]:
    """Return the address where answers come, as the library reads a request, whatever was asked for."""
    parts = urlsplit(_address("saml_acs", app))
    return {
        "https": "on" if parts.scheme == "https" else "off",
        "http_host": parts.netloc,
        "script_name": "",
        "path_info": parts.path,
    }


def _address(name: str, app: SocialApp) -> str:
    return settings.TINGET_ADDRESS + reverse(name, args=[app.provider_id])


def _ourselves(app: SocialApp) -> dict[str, Any]:
    place = {
        "url": _address("saml_acs", app),
        "binding": OneLogin_Saml2_Constants.BINDING_HTTP_POST,
    }
    told = {"entityId": _address("saml_metadata", app), "assertionConsumerService": place}
    if "number" not in app.settings["attributes"]:
        told["NameIDFormat"] = PERSISTENT
    if app.settings["key"]:
        told["x509cert"] = Path(app.settings["certificate"]).read_text("utf-8")
        told["privateKey"] = Path(app.settings["key"]).read_text("utf-8")
    return told


def _security(app: SocialApp) -> dict[str, Any]:
    return {
        "authnRequestsSigned": bool(app.settings["key"]),
        "requestedAuthnContext": False,
        "wantNameId": "number" not in app.settings["attributes"],
        "wantAttributeStatement": False,
        "allowRepeatAttributeName": True,
        "rejectDeprecatedAlgorithm": True,
        "signatureAlgorithm": OneLogin_Saml2_Constants.RSA_SHA256,
        "digestAlgorithm": OneLogin_Saml2_Constants.SHA256,
    }


def _provider(app: SocialApp) -> dict[str, Any]:
    source = app.settings["metadata"]
    try:
        is_far = urlsplit(source).scheme in {"http", "https"}
        xml = _fetched(source) if is_far else Path(source).read_text("utf-8")
        found = OneLogin_Saml2_IdPMetadataParser.parse(xml, entity_id=app.settings["entity"]).get("idp", {})
    except (*UNREADABLE, OSError) as error:
        raise NotBelieved(f"the metadata cannot be read: {error}") from error
    if not {"entityId", "singleSignOnService"} <= set(found) or not {"x509cert", "x509certMulti"} & set(
        found
    ):
        raise NotBelieved("the metadata names no identity provider with its address and certificate")
    return dict(found)


def _fetched(source: str) -> str:
    """Fetch the metadata, at most each fourth hour; while its server is silent the last does for a week."""
    name = hashlib.sha256(source.encode()).hexdigest()
    last: str = cache.get(f"saml:{name}", "")
    if last and cache.get(f"saml-fresh:{name}"):
        return last
    try:
        with get_adapter().get_requests_session() as session:
            answer = session.get(source)
            answer.raise_for_status()
    except RequestException as error:
        if last:
            return last
        raise NotBelieved(f"the metadata cannot be fetched: {error}") from error
    cache.set(f"saml:{name}", answer.text, KEPT)
    cache.set(f"saml-fresh:{name}", "yes", FRESH)
    return str(answer.text)
