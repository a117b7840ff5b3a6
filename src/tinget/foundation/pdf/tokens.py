"""A key that never leaves its token (PKCS#11): a smart card, a hardware module, SoftHSM."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from asn1crypto import csr, pem, x509
from asn1crypto.keys import PublicKeyInfo, RSAPublicKey
from pkcs11 import Attribute, KeyType, Mechanism, Object, ObjectClass, PublicKey, Session, SignMixin
from pkcs11.exceptions import PKCS11Error
from pkcs11.util.rsa import encode_rsa_public_key
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

# A token knows one login a process: who comes while another signs waits, and the last to leave logs out.
_ONE_AT_A_TIME = threading.Lock()


class TokenSilent(Exception):
    """The token is not there, refuses the PIN, or has no such key."""


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key and its certificate, which have the same label in a token; `module` is the token's library."""

    module: str
    token: str
    label: str
    pin: str = field(repr=False)


def token_key(address: str, *, label: str) -> TokenKey:
    """Read where a token is, as RFC 7512 writes it; the PIN stands in a file of its own.

    `pkcs11:token=Tinget?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=/etc/tinget/pin`
    Raises TokenSilent when it names no token, no module or no file with a PIN.
    """
    parts = urlsplit(address)
    where = dict(one.partition("=")[::2] for one in parts.path.split(";"))
    how = {name: values[0] for name, values in parse_qs(parts.query).items()}
    try:
        pin = Path(how["pin-source"].removeprefix("file:")).read_text("utf-8").strip()
        return TokenKey(how["module-path"], unquote(where["token"]), label, pin)
    except (KeyError, OSError, UnicodeDecodeError) as error:
        raise TokenSilent("the token's address lacks its name, module or PIN") from error


@contextmanager
def token_signer(key: TokenKey) -> Iterator[PKCS11Signer]:
    """Return what signs with the key in the token, for as long as the block runs. Raises TokenSilent."""
    with _ONE_AT_A_TIME:
        session = _opened(key)
        try:
            with session:
                yield PKCS11Signer(session, cert_label=key.label, key_label=key.label, embed_roots=False)
        except PKCS11Error as error:
            raise TokenSilent(f"the token answered {type(error).__name__}") from error


def certificate_request(key: TokenKey, *, subject: Mapping[str, str]) -> bytes:
    """Ask, as PKCS #10 writes it (PEM), for a certificate for the key in the token. Raises TokenSilent.

    `subject` has the names that X.509 gives its parts: `country_name`, `organization_name`, `common_name`.
    """
    with _ONE_AT_A_TIME, _opened(key) as session:
        try:
            public, private = (
                _only(session, kind, key.label) for kind in (ObjectClass.PUBLIC_KEY, ObjectClass.PRIVATE_KEY)
            )
            if not isinstance(public, PublicKey) or not isinstance(private, SignMixin):
                raise TokenSilent("the token has no such pair of keys")
            told = PublicKeyInfo.wrap(RSAPublicKey.load(encode_rsa_public_key(public)), "rsa")
            name = x509.Name.build(dict(subject))
            asked = csr.CertificationRequestInfo(
                {"version": "v1", "subject": name, "subject_pk_info": told, "attributes": []}
            )
            signature = private.sign(asked.dump(), mechanism=Mechanism.SHA256_RSA_PKCS)
        except PKCS11Error as error:
            raise TokenSilent(f"the token answered {type(error).__name__}") from error
    whole = csr.CertificationRequest(
        {
            "certification_request_info": asked,
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signature": signature,
        }
    )
    armoured: bytes = pem.armor("CERTIFICATE REQUEST", whole.dump())
    return armoured


def _only(session: Session, kind: ObjectClass, label: str) -> Object | None:
    wanted = {Attribute.CLASS: kind, Attribute.KEY_TYPE: KeyType.RSA, Attribute.LABEL: label}
    found = list(session.get_objects(wanted))
    return found[0] if len(found) == 1 else None


def _opened(key: TokenKey) -> Session:
    try:
        return open_pkcs11_session(
            key.module, token_criteria=TokenCriteria(label=key.token), user_pin=key.pin
        )
    except RuntimeError as error:  # PKCS11Error, and what the library's own absence raises
        raise TokenSilent(f"the token answered {type(error).__name__}") from error
