"""A federated signing service: reads the SignRequest that the browser brings, and signs it."""

import base64
import datetime as dt
from typing import Any

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256
from lxml import etree
from pyhanko.sign.general import as_signing_certificate_v2

from tests.fakes.eid_authority import DER, PEM, Authority
from tests.fakes.trust import TrustService
from tinget.foundation.eid.enveloped import read_whole, sign_whole
from tinget.foundation.eid.federated import CSIG, DSS, NAME, NUMBER, PROFILE, SAML

NAMES = {"dss": DSS, "csig": CSIG, "saml": SAML}
MAJOR = "urn:oasis:names:tc:dss:1.0:resultmajor:"
MINOR = "http://id.elegnamnden.se/sig-status/1.1/resultminor:userCancel"
PERSON = "191212121212"


class SigningServiceDouble:
    """Signs with a certificate of the trust service for each answer; `refuses` says why it does not."""

    def __init__(self, trust: TrustService) -> None:
        self.trust = trust
        self.authority = Authority("Prov-underskriftstjänst")
        self.own = self.authority.machine("Prov-underskriftstjänst")
        self.asker = self.authority.machine("Prov-kund")
        self.name, self.number = "Kim Partner", PERSON
        self.refuses = ""
        self.changes: Any = lambda attributes: attributes

    def install(self, keys: Any) -> None:
        """Put our key and whom we trust where Tinget looks for them."""
        keys.mkdir(parents=True, exist_ok=True)
        (keys / "own.pem").write_bytes(self.asker.pem)
        (keys / "trusted.pem").write_bytes(self.own.certificate.public_bytes(PEM))

    def answer(self, form: dict[str, str]) -> dict[str, str]:
        """Take the form as the browser posts it, and return what it posts back."""
        xml = base64.b64decode(form["EidSignRequest"], validate=True)
        asked = read_whole(xml, beside=f"{{{DSS}}}OptionalInputs", trusted=[self.asker.certificate])
        extension = asked.find("dss:OptionalInputs/csig:SignRequestExtension", NAMES)
        ends = dt.datetime.fromisoformat(extension.find("saml:Conditions", NAMES).get("NotOnOrAfter"))
        shown = extension.find("csig:SignMessage", NAMES)
        assert form["Binding"] == "POST/XML/1.0"
        assert form["RelayState"] == asked.get("RequestID")
        assert (asked.get("Profile"), shown.get("MustShow")) == (PROFILE, "true")
        assert ends.tzinfo
        self.shown = base64.b64decode(shown.findtext("csig:Message", None, NAMES)).decode()
        return {
            "Binding": form["Binding"],
            "RelayState": form["RelayState"],
            "EidSignResponse": base64.b64encode(self._signed(asked)).decode(),
        }

    def _signed(self, asked: etree._Element) -> bytes:
        root = etree.Element(
            f"{{{DSS}}}SignResponse", nsmap=NAMES, Profile=PROFILE, RequestID=asked.get("RequestID")
        )
        result = etree.SubElement(root, f"{{{DSS}}}Result")
        major = "RequesterError" if self.refuses else "Success"
        etree.SubElement(result, f"{{{DSS}}}ResultMajor").text = f"{MAJOR}{major}"
        outputs = etree.SubElement(root, f"{{{DSS}}}OptionalOutputs")
        if self.refuses:
            etree.SubElement(result, f"{{{DSS}}}ResultMinor").text = self.refuses
            return sign_whole(root, beside=outputs, key=self.own.key, certificate=self.own.certificate)
        person = self.trust.identity(self.name)
        extension = etree.SubElement(outputs, f"{{{CSIG}}}SignResponseExtension", Version="1.1")
        self._tell_who(extension)
        chain = etree.SubElement(extension, f"{{{CSIG}}}SignatureCertificateChain")
        etree.SubElement(chain, f"{{{CSIG}}}X509Certificate").text = _base64(
            person.certificate.public_bytes(DER)
        )
        other = etree.SubElement(etree.SubElement(root, f"{{{DSS}}}SignatureObject"), f"{{{DSS}}}Other")
        tasks = etree.SubElement(other, f"{{{CSIG}}}SignTasks")
        for one in asked.iterfind(".//csig:SignTaskData", NAMES):
            wanted = base64.b64decode(one.findtext("csig:ToBeSignedBytes", None, NAMES))
            signed = self.changes(_with_certificate(wanted, person.certificate))
            value = person.key.sign(signed, padding.PKCS1v15(), SHA256())
            task = etree.SubElement(
                tasks, f"{{{CSIG}}}SignTaskData", SignTaskId=one.get("SignTaskId"), SigType="PDF"
            )
            etree.SubElement(task, f"{{{CSIG}}}ToBeSignedBytes").text = _base64(signed)
            etree.SubElement(task, f"{{{CSIG}}}Base64Signature").text = _base64(value)
        return sign_whole(root, beside=outputs, key=self.own.key, certificate=self.own.certificate)

    def _tell_who(self, extension: etree._Element) -> None:
        info = etree.SubElement(extension, f"{{{CSIG}}}SignerAssertionInfo")
        statement = etree.SubElement(info, f"{{{SAML}}}AttributeStatement")
        for name, value in ((NUMBER, self.number), (NAME, self.name)):
            attribute = etree.SubElement(statement, f"{{{SAML}}}Attribute", Name=name)
            etree.SubElement(attribute, f"{{{SAML}}}AttributeValue").text = value


def _with_certificate(wanted: bytes, certificate: x509.Certificate) -> bytes:
    """Add which certificate is signed with, as the service does for AdES."""
    attributes = cms.CMSAttributes.load(wanted)
    named = as_signing_certificate_v2(asn1_x509.Certificate.load(certificate.public_bytes(DER)))
    added = cms.CMSAttribute({"type": "signing_certificate_v2", "values": (named,)})
    return cms.CMSAttributes([*attributes, added]).dump()


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
