"""The signature that BankID hands over: XML-DSig in BankID's own narrow profile, and nothing wider.

What is not exactly the profile is refused, so that what was checked is what is read (no wrapped signatures):
developers.bankid.com, "Signature profile for BankID".
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from lxml import etree

from tinget.foundation.eid.services import EidNotBelieved

DSIG = "http://www.w3.org/2000/09/xmldsig#"
BANKID = "http://www.bankid.com/signature/v1.0.0/types"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256_DIGEST = "http://www.w3.org/2001/04/xmlenc#sha256"
SIGNED_DATA, KEY_INFO = "bidSignedData", "bidKeyInfo"
MOST_BYTES = 500_000
SMALLEST_KEY = 2048


@dataclass(frozen=True, slots=True)
class SignedXml:
    """What was signed, in base64 as it stands there, and the signer's certificate with those between."""

    visible: str
    hidden: str
    certificates: tuple[x509.Certificate, ...]


def read_signature(xml: bytes) -> SignedXml:
    """Check the signature and return what it holds, or raise EidNotBelieved; the chain is for the caller."""
    try:
        return _read(xml)
    except (etree.XMLSyntaxError, ValueError, InvalidSignature, TypeError) as error:
        raise EidNotBelieved(f"the signature does not hold: {type(error).__name__}") from error


def _read(xml: bytes) -> SignedXml:
    root = _parsed(xml)
    info, value, keys, holder = _children(
        root, f"{{{DSIG}}}SignedInfo", f"{{{DSIG}}}SignatureValue", f"{{{DSIG}}}KeyInfo", f"{{{DSIG}}}Object"
    )
    (data,) = _children(holder, f"{{{BANKID}}}bankIdSignedData")
    if (data.get("Id"), keys.get("Id")) != (SIGNED_DATA, KEY_INFO):
        raise EidNotBelieved("the signed parts are not named as they are to be")
    _check_digests(info, {f"#{SIGNED_DATA}": data, f"#{KEY_INFO}": keys})
    certificates = tuple(
        x509.load_der_x509_certificate(base64.b64decode(_text(one)))
        for one in keys.findall(f"{{{DSIG}}}X509Data/{{{DSIG}}}X509Certificate")
    )
    if not certificates:
        raise EidNotBelieved("there is no certificate")
    key = certificates[0].public_key()
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < SMALLEST_KEY:
        raise EidNotBelieved("the key is of no kind that is relied upon")
    key.verify(base64.b64decode(_text(value)), _canonical(info), padding.PKCS1v15(), SHA256())
    if data.findtext(f"{{{BANKID}}}clientInfo/{{{BANKID}}}funcId") != "Signing":
        raise EidNotBelieved("this was no signature but an identification")
    return SignedXml(_once(data, "usrVisibleData"), _once(data, "usrNonVisibleData"), certificates)


def _parsed(xml: bytes) -> etree._Element:
    if len(xml) > MOST_BYTES:
        raise EidNotBelieved("the signature is too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(xml, parser)
    names = [one.get("Id") for one in root.iter() if isinstance(one.tag, str) and one.get("Id") is not None]
    strangers = any(not isinstance(one.tag, str) for one in root.iter())  # comments, instructions, entities
    prefixed = any(prefix is not None for one in root.iter() for prefix in one.nsmap)
    if root.getroottree().docinfo.doctype or strangers or prefixed or len(names) != len(set(names)):
        raise EidNotBelieved("the signature has parts that BankID never writes")
    if root.tag != f"{{{DSIG}}}Signature":
        raise EidNotBelieved("this is no signature")
    return root


def _check_digests(info: etree._Element, parts: dict[str, etree._Element]) -> None:
    way, method, *references = list(info)
    if (way.tag, way.get("Algorithm")) != (f"{{{DSIG}}}CanonicalizationMethod", C14N):
        raise EidNotBelieved("the canonical form is another")
    if (method.tag, method.get("Algorithm")) != (f"{{{DSIG}}}SignatureMethod", RSA_SHA256):
        raise EidNotBelieved("the signature is of another kind")
    if sorted(one.get("URI", "") for one in references) != sorted(parts):
        raise EidNotBelieved("it is not the signed parts that are signed")
    for one in references:
        transforms, digest, value = _children(
            one, f"{{{DSIG}}}Transforms", f"{{{DSIG}}}DigestMethod", f"{{{DSIG}}}DigestValue"
        )
        (transform,) = _children(transforms, f"{{{DSIG}}}Transform")
        if (transform.get("Algorithm"), digest.get("Algorithm"), len(transform)) != (C14N, SHA256_DIGEST, 0):
            raise EidNotBelieved("the digest is of another kind")
        found = hashlib.sha256(_canonical(parts[one.get("URI")])).digest()
        if not hmac.compare_digest(found, base64.b64decode(_text(value))):
            raise EidNotBelieved("what was signed has been changed")


def _children(of: etree._Element, *tags: str) -> list[etree._Element]:
    """Return the element's children, which are exactly these."""
    children = list(of)
    if tuple(one.tag for one in children) != tags:
        raise EidNotBelieved("the signature is built in another way")
    return children


def _once(data: etree._Element, name: str) -> str:
    found = data.findall(f"{{{BANKID}}}{name}")
    if len(found) != 1:
        raise EidNotBelieved(f"{name} does not stand there once")
    return _text(found[0])


def _text(element: etree._Element) -> str:
    if len(element):
        raise EidNotBelieved("there is more than a text")
    return element.text or ""


def _canonical(element: etree._Element) -> bytes:
    # As a document of its own: libxml2 writes xmlns="" into parts of a larger one.
    alone = etree.fromstring(etree.tostring(element, with_tail=False))
    written: bytes = etree.tostring(alone, method="c14n", exclusive=False, with_comments=False)
    return written
