"""The embedded server: roles that row security binds, commits that outlive a kill, runs that do not meet."""

import os
import signal
import threading
import time
from pathlib import Path

import psycopg
import pytest

from tinget.foundation.postgres import (
    DatabaseUnavailable,
    RoleTooStrong,
    answers,
    embedded,
    for_tests,
    place,
    prepare,
    roles,
    running,
    start,
    stop,
)
from tinget.foundation.postgres.testing import reachable_folder


@pytest.fixture(scope="module")
def urls():
    with for_tests() as found:
        yield found


def test_the_app_role_is_neither_superuser_nor_owner_nor_exempt(urls):
    app, owner = urls
    with psycopg.connect(owner) as line:
        line.execute("CREATE TABLE secret_thing (id int, authority_id int)")
        line.execute("ALTER TABLE secret_thing ENABLE ROW LEVEL SECURITY")
        line.execute("INSERT INTO secret_thing VALUES (1, 1)")
    with psycopg.connect(app, autocommit=True) as line:
        rights = (
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
            " FROM pg_roles WHERE rolname = current_user"
        )
        assert line.execute(rights).fetchone() == (False, False, False, False)
        assert line.execute("SELECT count(*) FROM secret_thing").fetchone() == (0,)
        for forbidden in (
            "ALTER TABLE secret_thing DISABLE ROW LEVEL SECURITY",
            "DROP TABLE secret_thing",
            "CREATE TABLE public.mine (id int)",
            "CREATE TEMPORARY TABLE mine (id int)",
            "SET ROLE tinget_owner",
            "SET SESSION AUTHORIZATION tinget_admin",
            "COPY secret_thing TO PROGRAM 'cat'",
            "SELECT pg_read_file('/etc/passwd')",
        ):
            with pytest.raises(psycopg.Error):
                line.execute(forbidden)


def test_the_owner_is_no_superuser_and_the_extensions_are_there(urls):
    with psycopg.connect(urls[1]) as line:
        assert line.execute(
            "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone() == (
            False,
            False,
        )
        found = {row[0] for row in line.execute("SELECT extname FROM pg_extension").fetchall()}
    assert set(roles.EXTENSIONS) <= found


@pytest.mark.parametrize(("memory", "buffers"), [(512, 128), (8_000, 2_000), (64_000, 4_096)])
def test_the_server_takes_a_quarter_of_the_memory_within_bounds(memory, buffers):
    taken = embedded.amounts(memory)
    assert taken["buffers"] == buffers
    assert taken["buffers"] <= taken["cache"] <= memory
    assert taken["upkeep"] <= 512


@pytest.mark.parametrize("right", ["SUPERUSER", "BYPASSRLS"])
def test_too_strong_an_app_role_is_refused(right):
    with reachable_folder() as folder, running(folder / "data", durable=False) as server:
        prepare(server.admin_url, database="tinget", passwords=server.passwords)
        with psycopg.connect(server.admin_url, autocommit=True) as admin:
            admin.execute(f"ALTER ROLE tinget_app {right}")
        with pytest.raises(RoleTooStrong, match="tinget_app"):
            prepare(server.admin_url, database="tinget", passwords=server.passwords)


def test_an_app_role_that_owns_a_table_is_refused(urls):
    with psycopg.connect(_admin_of(urls)) as admin:
        admin.execute("CREATE TABLE owned_by_app (id int)")
        admin.execute("ALTER TABLE owned_by_app OWNER TO tinget_app")
        with pytest.raises(RoleTooStrong, match="äger"):
            roles.check_app_role(admin)
        admin.rollback()


def test_preparing_twice_changes_nothing(urls):
    app, _owner = urls
    with for_tests() as (other_app, _):
        assert roles.with_database(other_app, "x") == roles.with_database(app, "x")
        assert other_app != app


def test_a_wrong_password_is_refused_although_the_socket_is_open(urls):
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(roles.with_role(urls[0], "tinget_app", "wrong"))


def test_the_socket_is_closed_to_others_and_no_port_is_open(urls):
    with psycopg.connect(urls[1]) as line:
        assert line.execute("SHOW listen_addresses").fetchone() == ("",)
        folder = line.info.host
    assert Path(folder).stat().st_mode & 0o077 == 0


def test_a_long_data_folder_gets_a_short_socket():
    with reachable_folder() as folder:
        found = place.find(folder / ("a" * 60) / ("b" * 60))
        assert len(os.fsencode(found.sockets / place.SOCKET_NAME)) <= place.LONGEST_SOCKET
        found.sockets.rmdir()


def test_addresses_keep_their_socket_and_their_host():
    assert (
        roles.with_database("postgresql:///postgres?host=/run/pg", "tinget")
        == "postgresql:///tinget?host=/run/pg"
    )
    moved = roles.with_role(
        "postgresql://admin:x@db.example:5433/tinget?sslmode=require", "tinget_app", "a/b"
    )
    assert moved == "postgresql://tinget_app:a%2Fb@db.example:5433/tinget?sslmode=require"


def test_no_programs_is_said_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("TINGET_POSTGRES_BIN", str(tmp_path))
    with reachable_folder() as folder, pytest.raises(DatabaseUnavailable, match="TINGET_POSTGRES_BIN"):
        start(folder / "data")


@pytest.mark.slow
def test_the_last_user_stops_the_server():
    with reachable_folder() as folder:
        data = folder / "data"
        with running(data):
            with running(data):
                assert answers(data)
            assert answers(data)
        assert not answers(data)


@pytest.mark.slow
def test_kill_9_loses_no_acknowledged_commit():
    with reachable_folder() as folder:
        data = folder / "data"
        server = start(data)
        with psycopg.connect(server.admin_url) as line:
            line.execute("CREATE TABLE kept (n int PRIMARY KEY)")
        acknowledged: list[int] = []
        for _ in range(3):
            _write_until_killed(server, acknowledged)
            server = start(data)
            with psycopg.connect(server.admin_url) as line:
                there = {row[0] for row in line.execute("SELECT n FROM kept").fetchall()}
            assert set(acknowledged) <= there
        assert len(acknowledged) > 30
        stop(data)


@pytest.mark.slow
def test_marks_of_a_dead_server_do_not_hinder_a_start():
    with reachable_folder() as folder:
        data = folder / "data"
        start(data)
        stop(data)
        found = place.find(data)
        # As after a restart of the machine: the number in the mark belongs to somebody else by now.
        mark = found.cluster / "postmaster.pid"
        mark.write_text(f"{os.getpid()}\n{found.cluster}\n1\n5432\n{found.sockets}\n", "utf-8")
        found.own(mark, 0o600)
        start(data)
        assert answers(data)
        stop(data)


def _write_until_killed(server, acknowledged):
    first = len(acknowledged)
    line = psycopg.connect(server.admin_url, autocommit=True)

    def write():
        number = max(acknowledged, default=0) + 1  # the row whose answer was cut off may be there
        try:
            while True:
                number += 1
                line.execute("INSERT INTO kept VALUES (%s)", [number])
                acknowledged.append(number)
        except psycopg.OperationalError as problem:
            ended.append(problem)

    ended: list[Exception] = []
    writer = threading.Thread(target=write)
    writer.start()
    until = time.monotonic() + 180
    while len(acknowledged) < first + 20 and time.monotonic() < until:
        time.sleep(0.01)
    number = int((server.place.cluster / "postmaster.pid").read_text().splitlines()[0])
    backend = line.info.backend_pid
    os.kill(number, signal.SIGKILL)
    os.kill(backend, signal.SIGKILL)
    writer.join(60)
    line.close()
    assert ended


def _admin_of(urls):
    app, _owner = urls
    told = psycopg.conninfo.conninfo_to_dict(app)
    data = Path(str(told["host"])).parent
    server = embedded.Server(place.find(data), embedded.secrets_of(data))
    return roles.with_database(server.admin_url, str(told["dbname"]))
