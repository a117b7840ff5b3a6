"""Looking everywhere for what must not be shown: every address as every role, in bodies and headers."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from http import HTTPStatus

from django.test import Client

from tests.architecture.permission_table import VISITOR

RANDOM = re.compile(r'(name="(?:csrfmiddlewaretoken|submission)" value="[^"]*"|nonce-[\w+/=-]+|[0-9a-f]{8})')
FILTER = re.compile(r'<form[^>]*method="get".*?</form>', re.DOTALL | re.IGNORECASE)
ACTION = re.compile(r'<form[^>]*\baction="([^"?]+)')
NAME = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"')
ALWAYS_ASKED = ("q", "sok", "visa", "efter", "arende")
NONSENSE = "Zyxwvutsrqponm"


@dataclass
class Asker:
    """Somebody with a browser."""

    role: str
    client: Client
    forms: dict[str, set[str]] = field(default_factory=dict)


def told_by(answer) -> str:
    """Gather all that an answer tells: its headers, and its body however it comes."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    cookies = answer.cookies.output()
    return unescape("\n".join((body.decode("utf-8", "replace"), headers, cookies)))


def leaks(
    asked: Iterable[tuple[Asker, str]], needles: Iterable[str], *, from_visitors: Iterable[str] = ()
) -> list[str]:
    """Return where a needle was shown for the asking; some are kept from visitors only."""
    wanted, found = [needle.casefold() for needle in needles], []
    wanted_of_visitors = {*wanted, *(needle.casefold() for needle in from_visitors)}
    for asker, path in asked:
        answer = asker.client.get(path)
        told = told_by(answer)
        if answer.status_code == HTTPStatus.OK and "<form" in told:
            for form in FILTER.findall(told):
                action = ACTION.search(form)
                asker.forms.setdefault(action[1] if action else path, set()).update(NAME.findall(form))
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            found.append(
                f"{asker.role}: {path} answered {answer.status_code}, which shows nothing of anything"
            )
        lowered = told.casefold()
        sought = wanted_of_visitors if asker.role == VISITOR else wanted
        found += [f"{asker.role}: {path} shows {needle}" for needle in sought if needle in lowered]
    return found


def tell_tales(
    ask: Callable[[str, Mapping[str, str]], str], path: str, names: Iterable[str], needle: str
) -> Iterator[str]:
    """Yield each filter of a page that answers a secret word otherwise than a word that is nowhere."""
    for name in names:
        secret, nothing, again = (
            _bare(ask(path, {name: word}), word) for word in (needle, NONSENSE, NONSENSE)
        )
        if nothing == again != secret:  # a page that differs by itself tells nothing by it
            yield f"{path}?{name} tells"


def ask_as(asker: Asker) -> Callable[[str, Mapping[str, str]], str]:
    """Return a function that fetches a page with a filter."""

    def ask(path: str, query: Mapping[str, str]) -> str:
        answer = asker.client.get(path, query)
        return f"{answer.status_code} {told_by(answer)}"

    return ask


def _bare(told: str, word: str) -> str:
    """Leave out what differs by itself: the word as it is given back, and what is random."""
    body = re.search(r"<main.*?</main>", told, re.DOTALL)
    told = told[:3] + (body[0] if body else told)
    for form in (word, word.replace(" ", "+"), word.replace(" ", "%20"), word.casefold()):
        told = told.replace(form, "")
    return RANDOM.sub("", told)
