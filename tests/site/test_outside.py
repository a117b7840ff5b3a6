"""Tinget on somebody else's PostgreSQL: roles by the script, the previous version's data, and a replica."""

import dataclasses
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.databases import point_at
from tests.outside import outside, pooler_of, replica_of
from tests.programs import needs
from tinget.foundation import ledger
from tinget.foundation.ledger.chain import verify
from tinget.foundation.postgres import DatabaseUnavailable, RoleTooStrong, roles
from tinget.foundation.postgres.testing import reachable_folder
from tinget.foundation.scoping import PUBLIC, Scope, replica, scoped
from tinget.foundation.scoping.middleware import ScopeMiddleware
from tinget.site.cli import archive, backup, restore
from tinget.site.cli.installation import Installation, Stopped
from tinget.site.cli.readiness import make_ready

pytestmark = pytest.mark.slow
PREVIOUS = Path(__file__).resolve().parents[1] / "previous"
APPLIED = "SELECT app || '.' || name FROM django_migrations"
PAGES = ("/", "/e-namnden/", "/e-namnden/sammantraden/", "/e-namnden/arenden/", "/e-namnden/anslagstavla/")


@pytest.fixture(scope="module")
def server():
    with reachable_folder() as folder, outside(folder / "server") as made:
        yield made


@pytest.fixture(scope="module")
def upgraded(server, tmp_path_factory):
    """Walk the upgrade: the previous version's data, a backup of it, and this version's start."""
    for _ in range(2):
        ran = server.run_roles_sql()
        assert ran.returncode == 0, ran.stderr
    folder = tmp_path_factory.mktemp("upgrade")
    given = roles.Urls(server.url(roles.APP), server.url(roles.OWNER))
    installation = Installation(folder / "data", None, given)
    restore.put_back(installation, PREVIOUS)
    backup.write(installation, folder / "before")
    with pytest.MonkeyPatch.context() as patch, installation.running_database() as address:
        patch.delenv("TINGET_DEMO", raising=False)
        make_ready(installation, address)
    return installation


@pytest.fixture
def living_there(upgraded, django_db_blocker, monkeypatch):
    """Let the pages of this process be answered from there."""
    kept = {alias: dict(connections[alias].settings_dict) for alias in ("default", "owner")}
    for name in ("DATABASE_URL_APP", "DATABASE_URL_OWNER"):
        monkeypatch.setenv(name, "")  # given back afterwards
    with django_db_blocker.unblock():
        point_at(upgraded.given.app, upgraded.given.owner)
        yield upgraded
        for alias, values in kept.items():
            connections[alias].close()
            connections[alias].settings_dict.update(values)


@pytest.fixture
def following(server, living_there, monkeypatch):
    """Let visitors be answered from a server that follows."""
    with reachable_folder() as folder, replica_of(server, folder / "replica") as made:
        told = {"HOST": "127.0.0.1", "PORT": made.port, "USER": "tinget_reader",
                "PASSWORD": made.passwords["tinget_reader"]}  # fmt: skip
        monkeypatch.setitem(settings.DATABASES, replica.ALIAS, connections["default"].settings_dict | told)
        monkeypatch.setattr(replica._Rest, "until", 0.0)
        yield made
        connections[replica.ALIAS].close()
        del connections[replica.ALIAS]


@pytest.fixture
def pooled(server, living_there):
    """Let the web server's lines go through a pooler that has two to the server, whoever asks."""
    app = connections["default"]
    kept = dict(app.settings_dict)
    with reachable_folder() as folder, pooler_of(server, folder, lines=2) as port:
        app.close()
        app.settings_dict.update({"HOST": "127.0.0.1", "PORT": port})
        yield port
        app.close()
        app.settings_dict.update(kept)


def applied(address):
    with psycopg.connect(address) as line:
        return {name for (name,) in line.execute(APPLIED).fetchall()}


def test_without_a_password_the_script_stops_before_it_has_made_anything(server, monkeypatch):
    monkeypatch.setitem(server.passwords, roles.APP, "")
    ran = server.run_roles_sql("-v", "database=other")
    assert ran.returncode == 3
    assert "TINGET_APP_PASSWORD" in ran.stderr
    with psycopg.connect(server.url(database="postgres")) as line:
        assert line.execute("SELECT count(*) FROM pg_database WHERE datname = 'other'").fetchone() == (0,)


def test_the_scripts_roles_own_what_they_should_and_none_passes_row_security(server, upgraded):
    with psycopg.connect(server.url()) as line:
        found = line.execute(
            "SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles"
            " WHERE rolname LIKE 'tinget%' ORDER BY 1"
        ).fetchall()
        assert found == [("tinget_app", False), ("tinget_owner", False), ("tinget_reader", False)]
        owners = line.execute(
            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        assert owners == [("tinget_owner",)]
    for role in (roles.APP, "tinget_reader"):
        with psycopg.connect(server.url(role)) as line:
            assert line.execute("SELECT count(*) FROM registry_case").fetchone() == (0,)
    with psycopg.connect(server.url("tinget_reader"), autocommit=True) as line:
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            line.execute("DELETE FROM django_session")
        line.execute("SET default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            line.execute("DELETE FROM django_session")


def test_given_addresses_are_used_as_they_are_if_weak_enough(server, upgraded, monkeypatch):
    monkeypatch.setenv("DATABASE_URL_APP", upgraded.given.app)
    monkeypatch.setenv("DATABASE_URL_OWNER", upgraded.given.owner)
    monkeypatch.setenv("TINGET_DATA", str(upgraded.data))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert Installation.of_environment() == upgraded
    assert upgraded.known
    assert not upgraded.is_embedded
    assert upgraded.database == "tinget"
    told = upgraded.environment()
    assert roles.Urls(told["DATABASE_URL_APP"], told["DATABASE_URL_OWNER"]) == upgraded.given
    with pytest.raises(RoleTooStrong, match="tinget_app"):
        roles.check(dataclasses.replace(upgraded.given, app=server.url()))
    with psycopg.connect(server.url(), autocommit=True) as line:
        line.execute("ALTER ROLE tinget_app BYPASSRLS")
        with pytest.raises(RoleTooStrong, match="radskyddet"):
            roles.check(upgraded.given)
        line.execute("ALTER ROLE tinget_app NOBYPASSRLS")
        line.execute("CREATE DATABASE letters OWNER tinget_owner TEMPLATE template0 LOCALE 'C'")
    with psycopg.connect(server.url(database="letters"), autocommit=True) as line:
        for extension in roles.EXTENSIONS:
            line.execute(f"CREATE EXTENSION {extension}")
    letters = [roles.with_database(url, "letters") for url in (upgraded.given.app, upgraded.given.owner)]
    with pytest.raises(DatabaseUnavailable, match="LC_CTYPE"):
        roles.check(roles.Urls(*letters))
    elsewhere = [roles.with_database(url, "postgres") for url in (upgraded.given.app, upgraded.given.owner)]
    with pytest.raises(DatabaseUnavailable, match=r"roles\.sql"):
        roles.check(roles.Urls(*elsewhere))


def test_one_address_alone_is_refused_and_the_superusers_goes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("TINGET_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL_APP", "postgresql://tinget_app@db/tinget")
    monkeypatch.delenv("DATABASE_URL_OWNER", raising=False)
    with pytest.raises(Stopped, match="DATABASE_URL_OWNER"):
        Installation.of_environment()
    monkeypatch.setenv("DATABASE_URL", "postgresql://admin@db/tinget")
    assert Installation.of_environment() == Installation(tmp_path, "postgresql://admin@db/tinget")


def test_the_previous_versions_data_is_brought_up_and_nothing_of_its_ledgers_is_lost(living_there, capsys):
    call_command("migrate", database="owner", check_unapplied=True, verbosity=0)
    call_command("verify_ledger", "--json")
    found = {one["authority"]: one for one in json.loads(capsys.readouterr().out)}
    for head in archive.read_whole(PREVIOUS).ledgers:
        assert found[head.authority]["count"] >= head.count
        assert found[head.authority]["breaks"] == []
    for page in PAGES:
        answer = Client().get(page)
        assert answer.status_code == HTTPStatus.OK, page
    assert "DEMONSTRATION" in Client().get("/e-namnden/sammantraden/").content.decode()


def test_the_way_back_is_the_backup_and_it_is_as_it_was(server, upgraded, tmp_path):
    before = upgraded.data.parent / "before"
    ran = server.run_roles_sql("-v", "database=back")
    assert ran.returncode == 0, ran.stderr
    back = roles.Urls(server.url(roles.APP, "back"), server.url(roles.OWNER, "back"))
    manifest = restore.put_back(Installation(tmp_path / "data", None, back), before)
    assert manifest.ledgers == archive.read_whole(PREVIOUS).ledgers
    assert applied(back.owner) < applied(upgraded.given.owner)


def test_visitors_are_answered_by_the_replica_while_it_follows_and_by_the_primary_otherwise(
    server, following, living_there, settings
):
    def name():
        return re.search(r"Namn \d|$", Client().get("/e-namnden/").content.decode())[0]

    settings.TINGET_REPLICA_SECONDS = 600.0
    with psycopg.connect(following.url(), autocommit=True) as there:
        _rename(server, "Namn 1")
        _wait_for(there, "Namn 1")
        there.execute("SELECT pg_wal_replay_pause()")
        _rename(server, "Namn 2")
        assert name() == "Namn 1"  # so it was the replica that answered
        settings.TINGET_REPLICA_SECONDS = 0.0
        assert name() == "Namn 2"  # it is behind, and the primary answers
        assert replica._Rest.until > time.monotonic()
        there.execute("SELECT pg_wal_replay_resume()")
        _wait_for(there, "Namn 2")
    replica._Rest.until, settings.TINGET_REPLICA_SECONDS = 0.0, 600.0
    _cases_are_hidden_there_too()
    _what_writes_is_asked_anew()
    following.stop()
    assert name() == "Namn 2"
    assert replica._Rest.until > time.monotonic()


@needs("pgbouncer")
def test_behind_a_pooler_nobody_gets_another_ones_scope_and_nothing_is_lost(server, pooled):
    authorities = range(7_001, 7_007)
    with ThreadPoolExecutor(len(authorities)) as people:
        lines = list(people.map(_writes_and_reads, authorities))
    assert lines == [[(authority, 20)] for authority in authorities]
    with psycopg.connect(server.url()) as line:
        there = line.execute("SELECT count(*) FROM pg_stat_activity WHERE usename = 'tinget_app'").fetchone()
    assert there == (2,)
    for authority in authorities:
        found = verify(authority)
        assert (found.count, found.breaks) == (20, ())
    without_scope = server.url(roles.APP).replace(f":{server.port}/", f":{pooled}/")
    with psycopg.connect(without_scope) as line:
        assert line.execute("SELECT count(*) FROM foundation_ledgerentry").fetchone() == (0,)
        assert line.execute("SHOW statement_timeout").fetchone() == ("30s",)
    for page in PAGES:
        assert Client().get(page).status_code == HTTPStatus.OK


def _writes_and_reads(authority):
    """Write twenty entries, each in a scope of its own, and tell whose entries one sees then."""
    actor = SimpleNamespace(who="person:1 Sekreterare", acting_as="secretary")
    try:
        for number in range(20):
            with scoped(Scope(authorities=frozenset({authority}))):
                ledger.append(actor, f"act {number}", on="test.thing:1", authority=authority)
        with scoped(Scope(authorities=frozenset({authority}))), connection.cursor() as cursor:
            cursor.execute("SELECT authority_id, count(*) FROM foundation_ledgerentry GROUP BY 1")
            return cursor.fetchall()
    finally:
        connection.close()


def _rename(server, name):
    with psycopg.connect(server.url(roles.OWNER)) as line:
        line.execute("UPDATE organisation_authority SET name = %s WHERE slug = 'e-namnden'", [name])


def _wait_for(there, name):
    """Wait until the replica knows the name."""
    for _ in range(600):
        if there.execute("SELECT FROM organisation_authority WHERE name = %s", [name]).rowcount:
            return
        time.sleep(0.1)
    pytest.fail("the replica does not follow")


def _cases_are_hidden_there_too():
    with replica.reading(), scoped(PUBLIC), connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery(), current_user, count(*) FROM registry_case")
        on_replica = cursor.fetchone()
    with scoped(PUBLIC), connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery(), current_user, count(*) FROM registry_case")
        on_primary = cursor.fetchone()
    assert on_replica == (True, "tinget_reader", on_primary[2])
    assert on_primary[:2] == (False, "tinget_app")


def _what_writes_is_asked_anew():
    """A visitor's page that writes something gets a server that can; who is known never meets the replica."""
    asked = []

    def view(request):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_is_in_recovery()")
            asked.append(cursor.fetchone()[0])
            try:
                cursor.execute("DELETE FROM tinget_cache WHERE cache_key = 'none'")
            except Exception as error:
                answer = answering.process_exception(request, error)
                if answer is None:
                    raise
                return answer
        return HttpResponse("skrivet")

    answering = ScopeMiddleware(view)
    answering.scope_of_request = lambda _request: PUBLIC
    assert answering(RequestFactory().get("/sida/")).content == b"skrivet"
    assert asked == [True, False]
    assert replica._Rest.until == 0.0
    for request in (
        RequestFactory().post("/sida/"),
        RequestFactory(HTTP_COOKIE="sessionid=x").get("/sida/"),
        RequestFactory(HTTP_AUTHORIZATION="Bearer x").get("/sida/"),
        RequestFactory().get("/readyz"),
    ):
        answering(request)
    assert asked == [True, False, False, False, False, False]
