"""The documents of `docs/operations`, walked literally: from an empty machine to the first signed minutes.

PostgreSQL, the object store and a municipality's sign-in are servers of their own, and Tinget is killed
after each step.
"""

import hashlib
import json
import re
import shlex
import shutil
from http import HTTPStatus

import pytest
from django.urls import URLResolver

from tests import object_stores
from tests.fakes.identity import CLIENT, SECRET, an_identity_provider
from tests.outside import outside
from tests.site.machine import Installation
from tests.site.test_cli_up import eventually
from tests.site.web import Visitor
from tinget.foundation import clock
from tinget.foundation.postgres import roles
from tinget.foundation.postgres.testing import reachable_folder
from tinget.site.cli import prepare

pytestmark = pytest.mark.slow
PASSWORD = "en lång mening om älvar"
HERE = "/gemensam-namnd"


@pytest.fixture
def provider():
    with an_identity_provider() as running:
        running.claims = {"sub": "1", "email": "dan@provkoping.example", "email_verified": True}
        yield running


@pytest.fixture
def machine(provider, monkeypatch):
    """An empty machine, beside a PostgreSQL, an object store and a municipality's sign-in."""
    for name, value in object_stores.LET_IN.items():
        monkeypatch.setenv(name, value)
    is_real = shutil.which(object_stores.PROGRAM) is not None
    with (
        reachable_folder() as folder,
        outside(folder / "server") as server,
        object_stores.a_store(is_real=is_real) as files,
    ):
        ran = server.run_roles_sql()
        assert ran.returncode == 0, ran.stderr
        told = {
            "DATABASE_URL_APP": server.url(roles.APP),
            "DATABASE_URL_OWNER": server.url(roles.OWNER),
            "TINGET_FILES": files.address,
            "TINGET_SIGN_IN": str(folder / "sign-in.json"),
        }
        made = Installation(folder, told)
        sign_in = json.loads(made.blocks("sign-in.md")[0])[0] | {
            "id": "provkoping", "name": "Provköpings kommun", "server": provider.address, "client_id": CLIENT,
            "secret": SECRET, "municipality": "provkoping", "domains": ["provkoping.example"], "groups": [],
        }  # fmt: skip
        (folder / "sign-in.json").write_text(json.dumps([sign_in]))
        yield made
        made.stop()


def test_from_an_empty_machine_to_signed_minutes_that_outlive_it(machine):
    exported, create, invite, up = machine.blocks("first-day.md")
    machine.told |= dict(word.split("=", 1) for word in shlex.split(exported)[1:])
    assert "Gemensamma nämnden" in machine.run(create)
    link = machine.run(invite)
    machine.start(up)
    anna = opened_account(machine, link)
    again = Visitor(machine.root)
    again.open(link)
    assert again.status == HTTPStatus.NOT_FOUND
    a_municipality_and_its_people_come_in(anna)
    machine.kill_and_start()
    opened_account(machine, machine.link_to("bo@exempelstad.example"))
    bo = one_who_forgot_the_password(machine, "bo@exempelstad.example")
    cia = opened_account(machine, machine.link_to("cia@exempelstad.example"))
    dan = Visitor(machine.root)
    dan.open("/logga-in/")
    assert "Dan Rönn" in dan.follow("Provköpings kommun")
    meeting = a_meeting_is_prepared(bo)
    machine.kill_and_start()
    the_meeting_is_held(bo, meeting)
    machine.kill_and_start()
    bo.open(f"{meeting}protokoll/")
    assert "väntar på underskrifter" in bo.send("Upprätta protokollet")
    for signer in (bo, cia, dan):
        machine.kill_and_start()
        sign(signer)
    bo.open(f"{meeting}protokoll/")
    assert "3 av 3 har skrivit under" in bo.text
    it_outlives_the_machine(machine, dan.download(dan.link(".pdf")))


def opened_account(machine, link):
    visitor = Visitor(machine.root)
    visitor.open(link)
    assert "Byt roll" in visitor.send("Spara lösenordet och logga in", password=PASSWORD, again=PASSWORD)
    visitor.password = PASSWORD
    return visitor


def a_municipality_and_its_people_come_in(anna):
    anna.open(f"{HERE}/kommuner/")
    told = {"name": "Provköping", "org_name": "Provköpings kommun", "size_class": "rural"}
    anna.send("För in kommunen", **told, first="2026-01-01", decision="Avtalet")
    assert "Provköping är införd" in anna.text
    for name, address, role, place in (
        ("Bo Ask", "bo@exempelstad.example", "secretary", "Ingen kommun"),
        ("Cia Alm", "cia@exempelstad.example", "member", "Exempelstad"),
        ("Cia Alm", "cia@exempelstad.example", "chair", "Ingen kommun"),
        ("Dan Rönn", "dan@provkoping.example", "member", "Provköping"),
    ):
        anna.open(f"{HERE}/konton/nytt/")
        place_id = anna.option("För in uppdraget", "municipality_id", place)
        told = {"name": name, "email": address, "role": role, "municipality_id": place_id}
        anna.send("För in uppdraget", **told, first="2026-01-01", decision="Fullmäktiges beslut")
        assert "Uppdraget är infört" in anna.text


def one_who_forgot_the_password(machine, address):
    other, seen = PASSWORD + " och fjäll", len(list(machine.letters()))
    forgetful = Visitor(machine.root)
    for known_or_not in (address, "ingen@exempelstad.example"):
        forgetful.open("/konto/password/reset/")
        assert "Länken är på väg" in forgetful.send("Skicka länken", email=known_or_not)
    assert eventually(lambda: len(list(machine.letters())) > seen)
    link = machine.link_to(address)
    Visitor(machine.root).open(link)  # a mail scanner
    forgetful.open(link)
    assert "Lösenordet är bytt" in forgetful.send("Byt lösenord", password1=other, password2=other)
    assert "gäller inte längre" in Visitor(machine.root).open(link)
    forgetful.open("/logga-in/")
    assert "Byt roll" in forgetful.send("Logga in", login=address, password=other)
    assert len(list(machine.letters())) == seen + 1
    forgetful.password = other
    return forgetful


def a_meeting_is_prepared(bo):
    bo.open(f"{HERE}/arenden/ny/")
    assert "2026/1" in bo.send("Registrera ärendet", title="Gemensam växel", class_code="1.1")
    bo.open(f"{HERE}/sammantraden/nytt/")
    day = clock.today().isoformat()
    assert "är planerat" in bo.send("Planera sammanträdet", planned_on=day, place="Stadshuset")
    meeting = f"{HERE}/sammantraden/{day}/"
    bo.open(f"{meeting}dagordning/")
    case = bo.option("Sätt upp ärendet", "arende-case", "Gemensam växel")
    proposal = "Nämnden beslutar att skaffa en gemensam växel."
    told = {"arende-case": case, "arende-proposal": proposal}
    assert "står på dagordningen" in bo.send("Sätt upp ärendet", **told)
    return meeting


def the_meeting_is_held(bo, meeting):
    bo.open(f"{meeting}oppna/")
    bo.send("Öppna sammanträdet", reason="Alla var redan samlade.")
    assert "Sammanträdet är öppnat" in bo.text
    bo.open(f"{meeting}narvaro/?alla=1")
    bo.send("Spara närvaron", chair=bo.option("Spara närvaron", "chair", "Cia Alm"))
    assert "2 av 2 tjänstgör" in bo.text
    while "Behandla §" in bo.text:
        what = bo.follow("Behandla §")
        if "Välj justerare" in what:
            bo.send("Välj justerare", person=bo.option("Välj justerare", "person", "Dan Rönn"))
        else:
            bo.send("Fatta beslut i §" if "Fatta beslut i §" in what else "är behandlad")
    bo.follow("Avsluta sammanträdet")
    assert "Sammanträdet är avslutat" in bo.send("Avsluta sammanträdet")


def sign(signer):
    """Sign the one paper that waits, and prove anew who it is: by the password, or at one's municipality."""
    signer.open("/underskrifter/")
    signer.follow("Protokoll")
    assert "Bekräfta att det är du" in signer.send("Skriv under")
    if signer.password:
        signer.send("Bekräfta och gå vidare", password=signer.password)
    else:
        signer.follow("Bekräfta genom Provköpings kommun")
    assert "Du har skrivit under" in signer.text


def it_outlives_the_machine(machine, signed):
    """Back up, restore where nothing else is, and verify the ledger and the signatures there."""
    machine.stop()
    machine.run(f"./tinget backup {machine.folder / 'copy'}")
    elsewhere = Installation(machine.folder / "elsewhere", {"TINGET_DATA": str(machine.folder / "other")})
    elsewhere.run(f"./tinget restore {machine.folder / 'copy'} --data {machine.folder / 'other'}")
    assert "whole" in elsewhere.run("./tinget manage verify-ledger")
    digest = hashlib.sha256(signed).hexdigest()
    (paper,) = (machine.folder / "other" / "files").glob(f"*/{digest[:2]}/{digest[2:4]}/{digest}")
    told = json.loads(elsewhere.run(f"./tinget manage verify-document {paper}"))
    assert len(re.findall("Bo Ask|Cia Alm|Dan Rönn", json.dumps(told, ensure_ascii=False))) >= 3


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
