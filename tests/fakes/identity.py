"""An identity provider on loopback: OpenID Connect with keys, code flow, PKCE and signed tokens."""

import base64
import hashlib
import json
import secrets
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.fakes.serving import serving

CLIENT, SECRET = "tinget", "en hemlighet"


def a_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """Who is signed in there, which codes are out, and by which key tokens are signed."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    key: Any = field(default_factory=a_key)
    signs_by: Any = None  # another key than the one that is published
    proved_at: int = field(default_factory=lambda: int(time.time()) - 3600)  # when the person gave a password
    asks_anew: bool = True  # as it is told to

    def configuration(self):
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self):
        told = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [told | {"kid": "1", "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked):
        """Give a code for the person signed in, bound to the challenge."""
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        self.codes[code] = {key: asked[key] for key in ("code_challenge", "redirect_uri", "nonce")}
        if asked.get("prompt") == "login" and self.asks_anew:
            self.proved_at = int(time.time())
        self.codes[code]["max_age"] = asked.get("max_age", "")
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, given):
        """Exchange a code, once, for whoever has the secret and the verifier."""
        bound = self.codes.pop(given["code"], None)
        hashed = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(hashed).decode().rstrip("=")
        known = (given.get("client_id"), given.get("client_secret")) == (CLIENT, SECRET)
        if not (bound and known and bound["code_challenge"] == challenge):
            return 400, {"error": "invalid_grant"}
        if bound["redirect_uri"] != given["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        told = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": bound["nonce"]}
        told |= {"auth_time": self.proved_at} if bound["max_age"] else {}
        told |= self.claims
        signed = jwt.encode(told, self.signs_by or self.key, algorithm="RS256", headers={"kid": "1"})
        return 200, {"access_token": "unused", "token_type": "Bearer", "id_token": signed}


@contextmanager
def an_identity_provider():
    """Run one, and yield it."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def answer(self, status, told):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def do_GET(self):
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", provider.authorize(asked))
                self.end_headers()
            elif parts.path == "/.well-known/openid-configuration":
                self.answer(200, provider.configuration())
            else:
                self.answer(200, provider.keys())

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(*provider.token({key: values[0] for key, values in parse_qs(body).items()}))

    with serving(Handler) as provider.address:
        yield provider
