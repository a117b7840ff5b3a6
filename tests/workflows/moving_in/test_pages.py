"""The pages and the command of moving in: the whole way, refusals, and what a bad file is told."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from tests.workflows.moving_in.conftest import CASES
from tinget.foundation import jobs
from tinget.organisation.models import Account, Mandate, Person
from tinget.registry.models import Case
from tinget.workflows.models import MovingIn
from tinget.workflows.moving_in import steps

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOME = "/e-namnden/inflyttning/"


@pytest.fixture
def client(committee):
    account = Account.objects.create_user("lisa@example.se", person=Person.objects.get(key="lisa-nilsson"))
    client = Client()
    client.force_login(account, backend=BACKEND)
    return client


@pytest.fixture
def at_once(monkeypatch):
    """Run the job where it is asked for."""
    declared = {steps.MOVE_IN: steps.move_in, steps.UNDO: steps.undo_whole}
    monkeypatch.setattr(
        jobs, "enqueue", lambda name, *, authority, moving: declared[name](authority=authority, moving=moving)
    )


def upload(client, text, name="tabell.csv", kind="cases"):
    return client.post(HOME, {"kind": kind, "file": SimpleUploadedFile(name, text.encode())})


def test_the_whole_way_from_file_to_acceptance(client, inside, at_once):
    mapping = upload(client, CASES).url
    page = client.get(mapping).content.decode()
    assert "Ärendemening" in page
    trial = client.post(mapping, {"number": "0", "title": "1", "registered_on": "2", "status": "3"}).url
    text = client.get(trial).content.decode()
    assert "flera rader" in text
    assert "Flytta in 2 rader" in text
    report = client.get(f"{trial}?format=csv").getvalue().decode()
    assert "5;flyttas inte;" in report
    home = client.post(trial.replace("provflytt", "flytta")).url
    assert "2 rader flyttades in och 3 gjorde det inte" in client.get(home).content.decode()
    assert "utan nummer" in client.get(f"{home}?format=json").getvalue().decode()
    with inside():
        assert Case.objects.count() == 2
    client.post(f"{home}godkann/")
    assert client.post(f"{home}angra/").status_code == 409
    with inside():
        assert Case.objects.count() == 2
        assert MovingIn.objects.get().state == "accepted"


def test_what_came_in_is_undone_by_a_press(client, inside, at_once):
    mapping = upload(client, CASES).url
    home = mapping.replace("kolumner/", "")
    client.post(f"{home}flytta/")
    client.post(f"{home}angra/")
    with inside():
        assert Case.objects.count() == 0
    assert "ångrad" in client.get(home).content.decode()


def test_a_move_that_waits_to_be_undone_says_so_and_one_that_could_not_be_says_why(
    client, inside, at_once, monkeypatch
):
    home = upload(client, CASES).url.replace("kolumner/", "")
    client.post(f"{home}flytta/")
    with inside():
        Case.objects.filter(serial=7).update(is_secret=True)
    client.post(f"{home}angra/")
    told = client.get(home).content.decode()
    assert "Inflyttningen kunde inte ångras" in told
    assert "2026/7" in told
    monkeypatch.setattr(jobs, "enqueue", lambda *_names, **_more: None)
    client.post(f"{home}angra/")
    told = client.get(home).content.decode()
    assert "2 rader tas bort ur diariet, alla eller ingen." in told
    assert client.post(f"{home}angra/").status_code == 409
    with inside():
        assert Case.objects.count() == 2


def test_what_has_not_begun_is_thrown_away_at_once(client, inside):
    home = upload(client, CASES).url.replace("kolumner/", "")
    assert "Inget hade flyttats in" in client.post(f"{home}angra/", follow=True).content.decode()
    with inside():
        assert MovingIn.objects.get().state == "undone"


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [("", "tom.csv", "tom"), ("a;b", "bok.xls", "xlsx"), ("a\0b", "a.csv", "ingen text")],
)
def test_a_bad_file_is_told_on_the_form_and_nothing_is_kept(client, inside, text, name, told):
    answer = upload(client, text, name=name)
    assert answer.status_code == 200
    assert told in answer.content.decode()
    with inside():
        assert not MovingIn.objects.exists()


def test_a_mapping_that_cannot_be_is_told_on_the_form(client):
    mapping = upload(client, CASES).url
    answer = client.post(mapping, {"number": "0", "title": "0", "registered_on": "2"})
    assert "samma kolumn" in answer.content.decode()


def test_members_and_visitors_are_refused(client, committee):
    mapping = upload(client, CASES).url
    Mandate.objects.update(role="member")
    for path in (HOME, mapping, mapping.replace("kolumner", "provflytt")):
        assert client.get(path).status_code == 403
        assert Client().get(path).status_code == 302


def test_the_page_of_a_thousand_rows_costs_a_bounded_number_of_queries(client, django_assert_max_num_queries):
    lines = "".join(f"2026/{number};Ärende {number};2026-01-02\n" for number in range(1, 1001))
    mapping = upload(client, f"Dnr;Titel;Datum\n{lines}").url
    with django_assert_max_num_queries(25):
        client.get(mapping.replace("kolumner", "provflytt"))


def test_the_command_tries_and_then_moves_in(tmp_path, committee, inside, capsys):
    file, mapping = tmp_path / "tabell.csv", tmp_path / "m.json"
    file.write_text(CASES, "utf-8")
    mapping.write_text(json.dumps({"number": "Diarienummer", "title": 2, "registered_on": 3}), "utf-8")
    options = {"kind": "cases", "mapping": mapping, "authority": "e-namnden"}
    with pytest.raises(SystemExit) as left:
        call_command("move_in", str(file), trial=True, **options)
    assert left.value.code == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["go"]) == (5, 2)
    with inside():
        assert Case.objects.count() == 0
    call_command("move_in", str(file), **options)
    assert json.loads(capsys.readouterr().out)["went"] == 2
    with inside():
        assert Case.objects.count() == 2
    mapping.write_text('{"number": "Finns inte"}', "utf-8")
    with pytest.raises(CommandError, match="Finns inte"):
        call_command("move_in", str(file), trial=True, **options)
