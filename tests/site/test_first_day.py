"""`docs/operations/first-day.md`, walked literally: its blocks are run, and its pages are gone through."""

import email
import email.policy
import http.cookiejar
import re
import shlex
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

import pytest
from django.urls import URLResolver

from tests.site import one_command
from tests.site.test_cli_up import eventually, free_port
from tinget.foundation.postgres.testing import reachable_folder
from tinget.site.cli import prepare

pytestmark = pytest.mark.slow
DOCUMENT = one_command.CHECKOUT / "docs" / "operations" / "first-day.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PASSWORD = "en lång mening om älvar"


class Browser:
    """Somebody at the pages: follows, keeps cookies, and sends forms with their token."""

    def __init__(self, root):
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.root, self.opener = root, urllib.request.build_opener(jar)

    def open(self, address, told=None):
        whole = address if address.startswith("http") else self.root + address
        data = urllib.parse.urlencode(told).encode() if told else None
        request = urllib.request.Request(whole, data, {"Referer": whole})  # noqa: S310 -- loopback
        try:
            return self.opener.open(request).read().decode()
        except urllib.error.HTTPError as refused:
            return f"{refused.code} {refused.read().decode()}"

    def send(self, address, told):
        return self.open(address, told | {"csrfmiddlewaretoken": TOKEN.search(self.open(address))[1]})


def blocks(data, port):
    text = DOCUMENT.read_text("utf-8").replace("/srv/tinget", str(data)).replace("8000", str(port))
    return [one.strip() for one in BLOCK.findall(text)]


def run(command, environment):
    words = [sys.executable, "-m", "tinget.site.cli", *shlex.split(command.removeprefix("./tinget "))]
    done = subprocess.run(
        words, env=environment, cwd=one_command.CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def letters(data):
    for path in sorted((data / "mail").glob("*.log")):
        yield email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def link_in(data, to):
    found = [one for one in letters(data) if one["To"] == to]
    return re.search(r"http\S+", found[-1].get_body().get_content())[0] if found else None


def test_the_first_day_as_the_document_tells_it(tmp_path):
    with reachable_folder() as folder:
        data, port = folder / "data", free_port()
        exported, create, invite, up = blocks(data, port)
        settings = dict(word.split("=", 1) for word in shlex.split(exported)[1:])
        environment = one_command.environment(**settings)
        assert "Gemensamma nämnden" in run(create, environment)
        link = run(invite, environment)
        log = tmp_path / "up.log"
        with log.open("w") as words:
            rest = shlex.split(up.removeprefix("./tinget "))
            process = subprocess.Popen(
                [sys.executable, "-m", "tinget.site.cli", *rest],
                env=environment, cwd=one_command.CHECKOUT, stdout=words, stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            assert eventually(lambda: "Avsluta med Ctrl-C" in log.read_text() or process.poll(), 120)
            walk_the_pages(settings["TINGET_ADDRESS"], link, data)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def walk_the_pages(root, link, data):
    anna = Browser(root)
    assert "Anna Ek" in anna.send(link, {"password": PASSWORD, "again": PASSWORD})
    assert "404" in Browser(root).open(link)[:3]
    told = {"name": "Provköping", "org_name": "Provköpings kommun", "size_class": "rural",
            "first": "2026-01-01", "decision": "Avtalet"}  # fmt: skip
    assert "Provköping är införd" in anna.send("/gemensam-namnd/kommuner/", told)
    assert "e-namnden" not in anna.open("/gemensam-namnd/kommuner/")
    told = {"name": "Bo Ask", "email": "bo@provkoping.example", "role": "secretary", "first": "2026-01-01",
            "decision": "Chefens beslut"}  # fmt: skip
    assert "inbjuden" in anna.send("/gemensam-namnd/konton/nytt/", told)
    assert eventually(lambda: link_in(data, "bo@provkoping.example"))
    bo = Browser(root)
    assert "Bo Ask" in bo.send(
        link_in(data, "bo@provkoping.example"), {"password": PASSWORD, "again": PASSWORD}
    )
    assert "Registrera ett ärende" in bo.open("/")
    reset_a_password(root, data)


def reset_a_password(root, data):
    bo, other = Browser(root), PASSWORD + " och fjäll"
    seen = len(list(letters(data)))
    assert "Länken är på väg" in bo.send("/konto/password/reset/", {"email": "bo@provkoping.example"})
    assert "Länken är på väg" in bo.send("/konto/password/reset/", {"email": "ingen@provkoping.example"})
    assert eventually(lambda: len(list(letters(data))) > seen)
    link = link_in(data, "bo@provkoping.example")
    Browser(root).open(link)  # a mail scanner
    page = bo.open(link)
    told = {"password1": other, "password2": other, "csrfmiddlewaretoken": TOKEN.search(page)[1]}
    action = re.search(r'<form method="post" action="(/konto/password[^"]+)"', page)[1]
    assert "Lösenordet är bytt" in bo.open(action, told)
    assert "gäller inte längre" in Browser(root).open(link)
    assert "Bo Ask" in Browser(root).send("/logga-in/", {"login": "bo@provkoping.example", "password": other})
    assert len(list(letters(data))) == seen + 1


@pytest.mark.django_db
def test_an_installation_that_began_empty_stays_so(monkeypatch):
    from tinget.organisation import models

    monkeypatch.setenv("TINGET_DEMO", "0")
    monkeypatch.setenv("TINGET_EMPTY", "1")
    assert not prepare._holds_the_committee()
    monkeypatch.delenv("TINGET_EMPTY")
    assert prepare._holds_the_committee()
    place = models.Municipality.objects.create(
        number=1, name="Prov", slug="prov", org_name="Provs kommun", size_class="rural"
    )
    models.Authority.objects.create(slug="prov", name="Prov", kind="committee", host=place)
    assert not prepare._holds_the_committee()


def test_no_authority_takes_an_address_of_the_installations_own():
    from django.urls import get_resolver

    from tinget.organisation.rules.authorities import TAKEN, fault_of_slug

    firsts = {str(one.pattern).split("/")[0] for one in patterns(get_resolver())}
    assert {word for word in firsts if re.fullmatch(r"[a-z-]+", word)} - TAKEN == set()
    assert all(fault_of_slug(word) for word in (*TAKEN, "", "Åre", "två-ord", "x" * 51))
    assert fault_of_slug("gemensam-namnd") == ""


def patterns(resolver):
    for one in resolver.url_patterns:
        is_inner = isinstance(one, URLResolver) and not str(one.pattern)
        yield from patterns(one) if is_inner else [one]
