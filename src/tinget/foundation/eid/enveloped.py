"""XML that carries its own signature (XML-DSig, enveloped, RSA and SHA-256): made, and judged narrowly."""

import base64
import copy
import hashlib
import hmac
from collections.abc import Sequence

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from tinget.foundation.eid.services import EidNotBelieved

DSIG = "http://www.w3.org/2000/09/xmldsig#"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
DIGEST = "http://www.w3.org/2001/04/xmlenc#sha256"
MOST_BYTES = 5_000_000
_SHAPE = (
    ("SignedInfo/CanonicalizationMethod", EXCLUSIVE),
    ("SignedInfo/SignatureMethod", RSA_SHA256),
    ("SignedInfo/Reference/Transforms/Transform[1]", ENVELOPED),
    ("SignedInfo/Reference/Transforms/Transform[2]", EXCLUSIVE),
    ("SignedInfo/Reference/DigestMethod", DIGEST),
)


def sign_whole(
    root: etree._Element, *, beside: etree._Element, key: rsa.RSAPrivateKey, certificate: x509.Certificate
) -> bytes:
    """Put a signature over the whole document last in `beside`, and return the document."""
    digest = base64.b64encode(hashlib.sha256(_canonical(root)).digest()).decode()
    info = etree.fromstring(
        f'<ds:SignedInfo xmlns:ds="{DSIG}"><ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"/>'
        f'<ds:SignatureMethod Algorithm="{RSA_SHA256}"/><ds:Reference URI=""><ds:Transforms>'
        f'<ds:Transform Algorithm="{ENVELOPED}"/><ds:Transform Algorithm="{EXCLUSIVE}"/></ds:Transforms>'
        f'<ds:DigestMethod Algorithm="{DIGEST}"/><ds:DigestValue>{digest}</ds:DigestValue>'
        "</ds:Reference></ds:SignedInfo>"
    )
    value = key.sign(_canonical(info), padding.PKCS1v15(), SHA256())
    signature = etree.SubElement(beside, f"{{{DSIG}}}Signature", nsmap={"ds": DSIG})
    signature.append(info)
    etree.SubElement(signature, f"{{{DSIG}}}SignatureValue").text = base64.b64encode(value).decode()
    data = etree.SubElement(etree.SubElement(signature, f"{{{DSIG}}}KeyInfo"), f"{{{DSIG}}}X509Data")
    der = certificate.public_bytes(Encoding.DER)
    etree.SubElement(data, f"{{{DSIG}}}X509Certificate").text = base64.b64encode(der).decode()
    written: bytes = etree.tostring(root)
    return written


def read_whole(xml: bytes, *, beside: str, trusted: Sequence[x509.Certificate]) -> etree._Element:
    """Return the document without its signature, which stands in `beside` and is by one of these.

    Raises EidNotBelieved for anything else: what is returned is what was signed, and nothing is added to it.
    """
    try:
        root = _parsed(xml)
        places = root.findall(beside)
        found = [one for place in places for one in place.findall(f"{{{DSIG}}}Signature")]
        if len(places) != 1 or len(found) != 1 or len(list(root.iter(f"{{{DSIG}}}SignedInfo"))) != 1:
            raise EidNotBelieved("there is not one signature, where it is to be")
        signature = copy.deepcopy(found[0])
        places[0].remove(found[0])
        _check(signature, root, trusted)
    except (etree.XMLSyntaxError, ValueError, TypeError) as error:
        raise EidNotBelieved(f"the signature does not hold: {type(error).__name__}") from error
    return root


def _parsed(xml: bytes) -> etree._Element:
    if len(xml) > MOST_BYTES:
        raise EidNotBelieved("the document is too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.doctype or any(not isinstance(one.tag, str) for one in root.iter()):
        raise EidNotBelieved("the document has parts that do not belong there")
    return root


def _check(signature: etree._Element, root: etree._Element, trusted: Sequence[x509.Certificate]) -> None:
    names = {None: DSIG}
    algorithms = [(signature.findall(path, names), wanted) for path, wanted in _SHAPE]
    references = signature.findall("SignedInfo/Reference", names)
    is_narrow = (
        all(len(found) == 1 and found[0].get("Algorithm") == wanted for found, wanted in algorithms)
        and [one.get("URI") for one in references] == [""]
        and len(signature.findall("SignedInfo/Reference/Transforms/Transform", names)) == len(("in", "form"))
    )
    if not is_narrow:
        raise EidNotBelieved("the signature is of another kind")
    told = base64.b64decode(signature.findtext("SignedInfo/Reference/DigestValue", "", names))
    if not hmac.compare_digest(told, hashlib.sha256(_canonical(root)).digest()):
        raise EidNotBelieved("what was signed has been changed")
    value = base64.b64decode(signature.findtext("SignatureValue", "", names))
    info = _canonical(signature.find("SignedInfo", names))
    if not any(_signed_by(one, info, value) for one in trusted):
        raise EidNotBelieved("the signature is nobody's whom we trust")


def _signed_by(certificate: x509.Certificate, info: bytes, value: bytes) -> bool:
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    try:
        key.verify(value, info, padding.PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True


def _canonical(element: etree._Element) -> bytes:
    alone = etree.fromstring(etree.tostring(element, with_tail=False))
    written: bytes = etree.tostring(alone, method="c14n", exclusive=True, with_comments=False)
    return written
