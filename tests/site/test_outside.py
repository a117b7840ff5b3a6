"""Tinget on a PostgreSQL of somebody else's: roles by the script as it stands, no superuser for us."""

import subprocess
import sys

import psycopg
import pytest

from tests.outside import outside
from tests.site import one_command
from tinget.foundation.postgres import DatabaseUnavailable, RoleTooStrong, roles
from tinget.foundation.postgres.testing import reachable_folder
from tinget.site.cli.installation import Installation, Stopped

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server():
    with reachable_folder() as folder, outside(folder / "server") as made:
        yield made


@pytest.fixture(scope="module")
def given(server):
    """Answer what Tinget is told, once the script has been run, twice, and the first tables are made."""
    for _ in range(2):
        ran = server.run_roles_sql()
        assert ran.returncode == 0, ran.stderr
    told = {
        "DATABASE_URL_APP": server.url(roles.APP),
        "DATABASE_URL_OWNER": server.url(roles.OWNER),
    }
    made = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "foundation", "--database=owner", "--verbosity=0"],
        env=one_command.environment(DJANGO_SETTINGS_MODULE="tinget.site.settings", **told),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return told


def test_without_a_password_the_script_stops_before_it_has_made_anything(server, monkeypatch):
    monkeypatch.setitem(server.passwords, roles.APP, "")
    ran = server.run_roles_sql("-v", "database=other")
    assert ran.returncode == 3
    assert "TINGET_APP_PASSWORD" in ran.stderr
    with psycopg.connect(server.url(database="postgres")) as line:
        assert line.execute("SELECT count(*) FROM pg_database WHERE datname = 'other'").fetchone() == (0,)


def test_the_script_s_roles_are_enough_to_migrate_and_none_of_them_passes_row_security(server, given):
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
    with psycopg.connect(given["DATABASE_URL_OWNER"]) as line:
        line.execute("INSERT INTO foundation_ledgerhead VALUES (1, 0, sha256('1'))")
    with psycopg.connect(given["DATABASE_URL_APP"]) as line:
        assert line.execute("SELECT count(*) FROM foundation_ledgerhead").fetchone() == (0,)
    with psycopg.connect(server.url("tinget_reader"), autocommit=True) as line:
        assert line.execute("SELECT count(*) FROM foundation_ledgerhead").fetchone() == (0,)
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            line.execute("DELETE FROM foundation_serial")
        line.execute("SET default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            line.execute("DELETE FROM foundation_serial")


def test_given_addresses_are_used_as_they_are_if_weak_enough(server, given, tmp_path, monkeypatch):
    for name, address in given.items():
        monkeypatch.setenv(name, address)
    monkeypatch.setenv("TINGET_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    installation = Installation.of_environment()
    assert not installation.is_embedded
    with installation.running_database() as address:
        installation.prepare_roles(address)
    told = installation.environment()
    assert {name: told[name] for name in given} == given
    assert installation.database == "tinget"
    assert not (tmp_path / "database.json").exists()
    too_strong = roles.Urls(app=server.url(), owner=given["DATABASE_URL_OWNER"])
    with pytest.raises(RoleTooStrong, match="tinget_app"):
        roles.check(too_strong)
    with psycopg.connect(server.url(), autocommit=True) as line:
        line.execute("ALTER ROLE tinget_app BYPASSRLS")
        with pytest.raises(RoleTooStrong, match="radskyddet"):
            roles.check(roles.Urls(given["DATABASE_URL_APP"], given["DATABASE_URL_OWNER"]))
        line.execute("ALTER ROLE tinget_app NOBYPASSRLS")
    bare = roles.Urls(
        app=roles.with_database(given["DATABASE_URL_APP"], "postgres"),
        owner=roles.with_database(given["DATABASE_URL_OWNER"], "postgres"),
    )
    with pytest.raises(DatabaseUnavailable, match=r"roles\.sql"):
        roles.check(bare)


def test_one_address_alone_is_refused_and_the_superusers_goes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("TINGET_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL_APP", "postgresql://tinget_app@db/tinget")
    monkeypatch.delenv("DATABASE_URL_OWNER", raising=False)
    with pytest.raises(Stopped, match="DATABASE_URL_OWNER"):
        Installation.of_environment()
    monkeypatch.setenv("DATABASE_URL", "postgresql://admin@db/tinget")
    assert Installation.of_environment() == Installation(tmp_path, "postgresql://admin@db/tinget")
