"""The Swedish federated signing protocol (DSS extension 1.1, Sweden Connect): what is asked, what comes back.

The browser carries both: a form posted to the signing service, and one posted back.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree

from tinget.foundation.eid.enveloped import DSIG, RSA_SHA256, read_whole, sign_whole
from tinget.foundation.eid.services import EidNotBelieved, EidRefused, Identified

DSS = "urn:oasis:names:tc:dss:1.0:core:schema"
CSIG = "http://id.elegnamnden.se/csig/1.1/dss-ext/ns"
SAML = "urn:oasis:names:tc:SAML:2.0:assertion"
PROFILE = "http://id.elegnamnden.se/csig/1.1/dss-ext/profile"
BINDING = "POST/XML/1.0"
SUCCESS = "urn:oasis:names:tc:dss:1.0:resultmajor:Success"
LEVEL = "http://id.elegnamnden.se/loa/1.0/loa3-sigmessage"
NUMBER, NAME = "urn:oid:1.2.752.29.4.13", "urn:oid:2.16.840.1.113730.3.1.241"
LASTS = timedelta(minutes=5)
_NAMES = {"dss": DSS, "csig": CSIG, "saml": SAML, "ds": DSIG}


@dataclass(frozen=True, slots=True)
class Requester:
    """Who we are to the signing service: our name there, our key, and whom people are identified by."""

    name: str
    service: str
    identity_provider: str
    key: rsa.RSAPrivateKey
    certificate: x509.Certificate


@dataclass(frozen=True, slots=True)
class SignedTask:
    """One signature that came back: the bytes as the service signed them, and the value."""

    signed: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class SignedRemotely:
    """What the service says: who signed, with which certificate, each task by its name."""

    who: Identified
    certificates: tuple[x509.Certificate, ...]
    tasks: Mapping[str, SignedTask]


def write_request(
    requester: Requester,
    *,
    reference: str,
    message: str,
    tasks: Mapping[str, bytes],
    return_to: str,
    at: datetime,
) -> bytes:
    """Write and sign what the service is asked: these bytes, by whoever reads the message and agrees."""
    root = etree.Element(f"{{{DSS}}}SignRequest", nsmap=_NAMES, Profile=PROFILE, RequestID=reference)
    options = etree.SubElement(root, f"{{{DSS}}}OptionalInputs")
    extension = etree.SubElement(options, f"{{{CSIG}}}SignRequestExtension", Version="1.1")
    _put(extension, CSIG, "RequestTime", _moment(at))
    conditions = etree.SubElement(
        extension,
        f"{{{SAML}}}Conditions",
        NotBefore=_moment(at - timedelta(minutes=1)),
        NotOnOrAfter=_moment(at + LASTS),
    )
    audience = etree.SubElement(conditions, f"{{{SAML}}}AudienceRestriction")
    _put(audience, SAML, "Audience", return_to)
    for name, value in (
        ("IdentityProvider", requester.identity_provider),
        ("SignRequester", requester.name),
        ("SignService", requester.service),
        ("RequestedSignatureAlgorithm", RSA_SHA256),
    ):
        _put(extension, CSIG, name, value)
    shown = etree.SubElement(extension, f"{{{CSIG}}}SignMessage", MustShow="true", MimeType="text")
    _put(shown, CSIG, "Message", _base64(message.encode()))
    _ask_certificate(extension)
    other = etree.SubElement(etree.SubElement(root, f"{{{DSS}}}InputDocuments"), f"{{{DSS}}}Other")
    wanted = etree.SubElement(other, f"{{{CSIG}}}SignTasks")
    for name, content in tasks.items():
        task = etree.SubElement(
            wanted, f"{{{CSIG}}}SignTaskData", SignTaskId=name, SigType="PDF", AdESType="BES"
        )
        _put(task, CSIG, "ToBeSignedBytes", _base64(content))
    return sign_whole(root, beside=options, key=requester.key, certificate=requester.certificate)


def read_response(xml: bytes, *, reference: str, trusted: Sequence[x509.Certificate]) -> SignedRemotely:
    """Return what the service signed for this request.

    Raises EidRefused with the service's word when it signed nothing, EidNotBelieved when the answer does not
    hold or is to another question.
    """
    root = read_whole(xml, beside=f"{{{DSS}}}OptionalOutputs", trusted=trusted)
    if (root.tag, root.get("RequestID")) != (f"{{{DSS}}}SignResponse", reference):
        raise EidNotBelieved("the answer is to another question")
    result = root.findtext("dss:Result/dss:ResultMajor", "", _NAMES)
    if result != SUCCESS:
        raise EidRefused(root.findtext("dss:Result/dss:ResultMinor", result, _NAMES).rpartition(":")[2])
    extension = root.find("dss:OptionalOutputs/csig:SignResponseExtension", _NAMES)
    if extension is None:
        raise EidNotBelieved("the answer lacks what it is to hold")
    certificates = tuple(
        x509.load_der_x509_certificate(_bytes(one.text))
        for one in extension.findall("csig:SignatureCertificateChain/csig:X509Certificate", _NAMES)
    )
    tasks = {
        str(one.get("SignTaskId")): SignedTask(
            _bytes(one.findtext("csig:ToBeSignedBytes", None, _NAMES)),
            _bytes(one.findtext("csig:Base64Signature", None, _NAMES)),
        )
        for one in root.findall("dss:SignatureObject/dss:Other/csig:SignTasks/csig:SignTaskData", _NAMES)
    }
    return SignedRemotely(_who(extension), certificates, tasks)


def _ask_certificate(extension: etree._Element) -> None:
    """Ask for a certificate that names the person, and not their number, which the PDF would show."""
    wanted = etree.SubElement(extension, f"{{{CSIG}}}CertRequestProperties", CertType="PKC")
    _put(wanted, SAML, "AuthnContextClassRef", LEVEL)
    attributes = etree.SubElement(wanted, f"{{{CSIG}}}RequestedCertAttributes")
    one = etree.SubElement(
        attributes,
        f"{{{CSIG}}}RequestedCertAttribute",
        CertAttributeRef="2.5.4.3",
        FriendlyName="commonName",
        Required="true",
    )
    etree.SubElement(one, f"{{{CSIG}}}SamlAttributeName").text = NAME


def _who(extension: etree._Element) -> Identified:
    told = {
        one.get("Name"): one.findtext("saml:AttributeValue", "", _NAMES)
        for one in extension.findall(
            "csig:SignerAssertionInfo/saml:AttributeStatement/saml:Attribute", _NAMES
        )
    }
    if not told.get(NUMBER) or not told.get(NAME):
        raise EidNotBelieved("the answer does not say who signed")
    return Identified(told[NAME], told[NUMBER])


def _put(parent: etree._Element, space: str, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{space}}}{name}").text = text


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str | None) -> bytes:
    try:
        return base64.b64decode(text or "", validate=True)
    except ValueError as error:
        raise EidNotBelieved("a part is not written as it is to be") from error
