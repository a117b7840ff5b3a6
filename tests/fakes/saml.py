"""An identity provider on loopback: SAML 2.0 with metadata, questions by redirect, signed answers by form."""

import base64
import copy
import datetime as dt
import html
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree

from tests.fakes.serving import serving

SAML, PROTOCOL = "urn:oasis:names:tc:SAML:2.0:assertion", "urn:oasis:names:tc:SAML:2.0:protocol"
NAMES = {"saml": SAML, "samlp": PROTOCOL, "md": "urn:oasis:names:tc:SAML:2.0:metadata"}
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
MAIL = "urn:oid:0.9.2342.19200300.100.1.3"
PEM = serialization.Encoding.PEM


@cache
def a_pair(name):
    """Return a key and its certificate as PEM, the same for the same name."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder(who, who, key.public_key(), 1, now, now + dt.timedelta(days=2))
    written = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(PEM, *written), made.sign(key, hashes.SHA256()).public_bytes(PEM)


@dataclass
class Person:
    """Who is signed in there, and what is told of them."""

    number: str = "4711"
    address: str = "maja@kiruna.example"
    groups: tuple[str, ...] = ()
    format: str = PERSISTENT


@dataclass
class Provider:
    """What it answers with; each of the others can be made wrong."""

    address: str = ""
    person: Person = field(default_factory=Person)
    signer: str = "kommunens"
    signs: tuple[str, ...] = ("Assertion",)
    algorithm: Any = xmlsec.Transform.RSA_SHA256
    encrypts_for: bytes = b""
    proved_ago: int = 0  # seconds since the person last gave their password there
    asks_anew: bool = True  # when it is told to
    wrong: dict[str, str] = field(default_factory=dict)
    asked: list[Any] = field(default_factory=list)

    def metadata(self):
        certificate = a_pair("kommunens")[1].decode().split("-----")[2].strip()
        return f"""<md:EntityDescriptor xmlns:md="{NAMES["md"]}" xmlns:ds="{xmlsec.constants.DSigNs}"
entityID="{self.address}/metadata">
<md:IDPSSODescriptor protocolSupportEnumeration="{PROTOCOL}"><md:KeyDescriptor use="signing">
<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate>
</ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService
Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{self.address}/sso"/>
</md:IDPSSODescriptor></md:EntityDescriptor>"""

    def question(self, query):
        """Read what is asked, as the redirect carries it."""
        packed = base64.b64decode(parse_qs(query)["SAMLRequest"][0])
        asked = etree.fromstring(zlib.decompress(packed, -15))
        self.asked.append(asked)
        return asked

    def form(self, query):
        """Return the address to post to, and the answer to post."""
        asked = self.question(query)
        place = asked.get("AssertionConsumerServiceURL")
        return place, base64.b64encode(self.answer(asked)).decode()

    def answer(self, asked):
        now = dt.datetime.now(dt.UTC)
        told = {
            "issuer": f"{self.address}/metadata",
            "audience": asked.findtext(f"{{{SAML}}}Issuer"),
            "place": asked.get("AssertionConsumerServiceURL"),
            "question": asked.get("ID"),
            "id": f"_{len(self.asked)}",
            "until": _moment(now, 300),
            "now": _moment(now, 0),
            "proved": _moment(now, 0 if asked.get("ForceAuthn") and self.asks_anew else -self.proved_ago),
            "outer": asked.get("ID"),
        } | self.wrong
        response = etree.fromstring(_RESPONSE.format(**told, person=_person(self.person)))
        for what in self.signs:
            signed = response if what == "Response" else response.find("saml:Assertion", NAMES)
            self._sign(response, signed)
        if self.encrypts_for:
            _encrypt(response, self.encrypts_for)
        return etree.tostring(response)

    def _sign(self, response, element):
        signature = xmlsec.template.create(element, xmlsec.Transform.EXCL_C14N, self.algorithm, ns="ds")
        is_new = self.algorithm == xmlsec.Transform.RSA_SHA256
        digest = xmlsec.Transform.SHA256 if is_new else xmlsec.Transform.SHA1
        reference = xmlsec.template.add_reference(signature, digest, uri=f"#{element.get('ID')}")
        xmlsec.template.add_transform(reference, xmlsec.Transform.ENVELOPED)
        xmlsec.template.add_transform(reference, xmlsec.Transform.EXCL_C14N)
        element.insert(1, signature)
        xmlsec.tree.add_ids(response, ["ID"])
        context = xmlsec.SignatureContext()
        context.key = xmlsec.Key.from_memory(a_pair(self.signer)[0], xmlsec.KeyFormat.PEM)
        context.sign(signature)


def _moment(now, seconds):
    return (now + dt.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _person(person):
    told = {MAIL: (person.address,), "groups": person.groups}
    attributes = "".join(
        f'<saml:Attribute Name="{name}">'
        + "".join(f"<saml:AttributeValue>{value}</saml:AttributeValue>" for value in values)
        + "</saml:Attribute>"
        for name, values in told.items()
    )
    return {
        "subject": f'<saml:NameID Format="{person.format}">{person.number}</saml:NameID>',
        "attributes": attributes,
    }


_RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r{id}" Version="2.0" IssueInstant="{now}"
 Destination="{place}" InResponseTo="{outer}"><saml:Issuer>{issuer}</saml:Issuer><samlp:Status>
<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
<saml:Assertion ID="_a{id}" Version="2.0" IssueInstant="{now}"><saml:Issuer>{issuer}</saml:Issuer>
<saml:Subject>{person[subject]}<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
<saml:SubjectConfirmationData NotOnOrAfter="{until}" Recipient="{place}" InResponseTo="{question}"/>
</saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{now}" NotOnOrAfter="{until}">
<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{proved}"><saml:AuthnContext><saml:AuthnContextClassRef>
urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext>
</saml:AuthnStatement><saml:AttributeStatement>{person[attributes]}</saml:AttributeStatement></saml:Assertion>
</samlp:Response>"""


_FORM = """<!doctype html><meta charset="utf-8"><title>Kommunen</title><form method="post" action="{place}">
<input type="hidden" name="SAMLResponse" value="{answer}"><button>Gå vidare</button></form>"""


def _encrypt(response, certificate):
    """Put the assertion where only the holder of the certificate's key reads it."""
    assertion = response.find("saml:Assertion", NAMES)
    place = etree.SubElement(response, f"{{{SAML}}}EncryptedAssertion")
    response.remove(assertion)
    data = xmlsec.template.encrypted_data_create(
        place, xmlsec.Transform.AES256, type=xmlsec.EncryptionType.ELEMENT, ns="xenc"
    )
    xmlsec.template.encrypted_data_ensure_cipher_value(data)
    about = xmlsec.template.encrypted_data_ensure_key_info(data, ns="ds")
    wrapped = xmlsec.template.add_encrypted_key(about, xmlsec.Transform.RSA_OAEP)
    xmlsec.template.encrypted_data_ensure_cipher_value(wrapped)
    manager = xmlsec.KeysManager()
    manager.add_key(xmlsec.Key.from_memory(certificate, xmlsec.KeyFormat.CERT_PEM))
    context = xmlsec.EncryptionContext(manager)
    context.key = xmlsec.Key.generate(xmlsec.KeyData.AES, 256, xmlsec.KeyDataType.SESSION)
    alone = etree.fromstring(etree.tostring(copy.deepcopy(assertion)))
    place.append(context.encrypt_xml(data, alone))


@contextmanager
def a_saml_provider():
    """Run one, and yield it."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            page = provider.metadata()
            if parts.path == "/sso":
                place, answer = provider.form(parts.query)
                page = _FORM.format(place=html.escape(place), answer=answer)
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if parts.path == "/sso" else "application/xml")
            self.end_headers()
            self.wfile.write(page.encode())

    with serving(Handler) as provider.address:
        yield provider
