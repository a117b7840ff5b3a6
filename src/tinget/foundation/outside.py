"""Talking to another website: its address chosen by staff, its answer by strangers."""

import contextlib
import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from tinget.foundation.tracing import traced

PATIENCE = 20  # seconds for each step of the conversation
MOST_BYTES = 5_000_000
MOST_REDIRECTS = 3
TAKEN = range(200, 300)  # what a receiver answers when it has taken what was sent
REDIRECTS = frozenset({301, 302, 303, 307, 308})
WHO = "Tinget (anslagsbevakning)"
READS = {"User-Agent": WHO, "Accept": "text/html,*/*;q=0.5"}


class OutsideSilent(Exception):
    """The page could not be read; the message says why in Swedish."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was answered, from the address that answered in the end."""

    address: str
    status: int
    content: bytes


def read_page(address: str) -> Page:
    """Fetch a page over http or https, or raise OutsideSilent; follows at most three redirects.

    Addresses of this machine and of inner networks are refused: the page is a stranger's to redirect.
    """
    for _step in range(MOST_REDIRECTS + 1):
        status, onward, content = _ask("GET", address, None, READS)
        if status not in REDIRECTS or not onward:
            return Page(address, status, content)
        address = urljoin(address, onward)
    raise OutsideSilent(_("Webbplatsen skickar vidare för många gånger."))


def send(address: str, body: bytes, *, headers: Mapping[str, str]) -> int:
    """Post a message and return the answer's status, or raise OutsideSilent; follows no redirect."""
    status, _onward, _content = _ask("POST", address, body, {"User-Agent": WHO, **headers})
    return status


@traced("outside website")
def _ask(method: str, address: str, body: bytes | None, headers: Mapping[str, str]) -> tuple[int, str, bytes]:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise OutsideSilent(_("Adressen går inte att läsa."))
    try:
        return _talk(method, parts, body, headers)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise OutsideSilent(_("Webbplatsen svarar inte.")) from error


def _talk(
    method: str, parts: SplitResult, body: bytes | None, headers: Mapping[str, str]
) -> tuple[int, str, bytes]:
    host, is_secret = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_secret else 80)
    line = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    with contextlib.closing(line):
        wire = socket.create_connection((_place_of(host, port), port), timeout=PATIENCE)
        line.sock = (
            ssl.create_default_context().wrap_socket(wire, server_hostname=host) if is_secret else wire
        )
        path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        line.request(method, path, body=body, headers=dict(headers))
        answer = line.getresponse()
        content = answer.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise OutsideSilent(_("Sidan är för stor."))
        return answer.status, answer.getheader("Location", ""), content


def _place_of(host: str, port: int) -> str:
    """Resolve the host once, so that what is judged is what is asked."""
    for _family, _kind, _protocol, _name, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        found = str(place[0])
        if settings.TINGET_INNER_ADDRESSES or ipaddress.ip_address(found).is_global:
            return found
    raise OutsideSilent(_("Adressen hör till ett inre nät och läses inte."))
