"""`./tinget up`, for real: started, killed in parts, stopped, and one sentence for what cannot be."""

import http.client
import os
import re
import signal
import socket
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.site import one_command
from tinget.foundation.postgres import answers, place
from tinget.foundation.postgres.testing import reachable_folder
from tinget.site.cli import listening, readiness, versions
from tinget.site.cli.installation import Installation, Stopped
from tinget.site.cli.supervision import Child


def free_port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def ready(port):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/readyz")
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


PATIENCE = 180  # seconds: a busy machine is slow, and no fault


def eventually(true, seconds=PATIENCE):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.1)
    return False


@contextmanager
def up(data, port, log):
    with log.open("w") as words:
        process = one_command.begin("up", "--port", port, "--data", data, log=words)
        try:
            assert eventually(
                lambda: "Avsluta med Ctrl-C" in log.read_text() or process.poll() is not None, 240
            ), log.read_text()
            assert process.poll() is None, log.read_text()
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(PATIENCE)


def processes_of(data):
    """Name the processes that were told this data folder, or stand in its cluster."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            told = (process / "environ").read_bytes()
            here = str((process / "cwd").readlink())
        except OSError:
            continue
        if process.name != str(os.getpid()) and (bytes(data) in told or here.startswith(str(data))):
            found.append(int(process.name))
    return found


def children_of(parent, what):
    found = []
    for other in Path("/proc").iterdir():
        try:
            words = (other / "cmdline").read_bytes().split(b"\0")
            its_parent = (other / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if what.encode() in words and its_parent == str(parent):
            found.append(int(other.name))
    return found


@pytest.fixture(scope="module")
def folder():
    """A folder that is prepared by the first start and known to the next."""
    with reachable_folder() as place:
        yield place


@pytest.mark.slow
def test_up_starts_recovers_and_stops_everything(folder):
    data, port, log = folder / "data", free_port(), folder / "log"
    with up(data, port, log):
        assert ready(port)
        for port_of_other, data_of_other, told in (
            (free_port(), data, "körs redan"),
            (port, folder / "b", str(port)),
        ):
            said = one_command.tinget("up", "--port", port_of_other, "--data", data_of_other)
            assert said.returncode == 2, said.stderr
            assert len(said.stderr.splitlines()) == 1
            assert told in said.stderr
    assert log.read_text().splitlines()[-1] == "Allt är stoppat."
    assert processes_of(data) == []

    with up(data, port, log) as process:
        assert re.search(r"efter [0-9.]+ s", log.read_text())
        (web,) = children_of(process.pid, "web")
        assert len(children_of(web, "web")) == int(one_command.environment()["TINGET_WEB_PROCESSES"])
        os.kill(web, signal.SIGKILL)
        assert eventually(lambda: "web slutade" in log.read_text())
        assert eventually(lambda: ready(port))
        server = int((place.find(data).cluster / "postmaster.pid").read_text().splitlines()[0])
        os.kill(server, signal.SIGKILL)
        assert eventually(lambda: "Databasen slutade" in log.read_text())
        assert eventually(lambda: ready(port))
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    assert processes_of(data) == []
    assert not answers(data)


@pytest.mark.slow
def test_a_killed_up_takes_its_children_along_and_the_next_start_works(folder):
    data, port, log = folder / "data", free_port(), folder / "log"
    with up(data, port, log) as process:
        process.kill()
        process.wait(PATIENCE)
        assert eventually(lambda: not ready(port))
    with up(data, port, log):
        assert ready(port)
    assert eventually(lambda: processes_of(data) == [])


@pytest.mark.parametrize("number", ["0", "6", "två", "-1", "", "1.5"])
def test_a_number_of_web_processes_that_cannot_be_is_refused(tmp_path, number):
    said = one_command.tinget("up", "--data", tmp_path / "data", TINGET_WEB_PROCESSES=number)
    assert said.returncode == 2
    assert said.stderr.splitlines() == [
        f"tinget: TINGET_WEB_PROCESSES är {number!r}, men ska vara ett heltal från 1 till 5."
    ]
    assert not (tmp_path / "data").exists()


def test_manage_tells_of_an_unknown_data_folder_only_what_was_asked(tmp_path):
    said = one_command.tinget("manage", "no-such-command", TINGET_DATA=str(tmp_path / "data"))
    assert said.returncode != 0
    assert said.stdout == ""
    assert not (tmp_path / "data").exists()


def test_the_demonstration_is_remembered_and_not_reopened_by_forgetting(tmp_path, monkeypatch):
    monkeypatch.delenv("TINGET_DEMO", raising=False)
    installation = Installation(tmp_path, None)
    assert installation.demonstration(at_first=True)
    assert not installation.demonstration(at_first=False)
    installation.keep_demonstration(on=False)
    assert not installation.demonstration(at_first=True)
    monkeypatch.setenv("TINGET_DEMO", "1")
    assert installation.demonstration(at_first=False)


def test_one_at_a_time_runs_a_data_folder(tmp_path):
    installation = Installation(tmp_path, None)
    assert installation.running_state() is None
    with installation.claimed({"address": "http://a"}):
        assert installation.running_state() == {"address": "http://a", "pid": os.getpid()}
        with pytest.raises(Stopped, match="körs redan"), installation.claimed({"address": "http://b"}):
            pass
    assert installation.running_state() is None


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout of a few files."""
    place = tmp_path / "checkout"
    for name in ("src/load.py", "src/migrations/0002_more.py", "data/facts.yaml", "requirements/run.txt"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("one")
    monkeypatch.setattr(versions, "CHECKOUT", place)
    return place


@pytest.mark.parametrize("name", ["src/migrations/0002_more.py", "src/load.py", "data/facts.yaml"])
def test_changed_code_is_prepared_for_anew(checkout, name):
    before = readiness.mark_of(checkout, demonstration=True)
    assert readiness.mark_of(checkout, demonstration=True) == before
    assert readiness.mark_of(checkout, demonstration=False) != before
    (checkout / name).write_text("two")
    assert readiness.mark_of(checkout, demonstration=True) != before


def test_a_version_lies_as_it_was_when_another_is_laid_in_its_place(checkout, tmp_path):
    compiled = checkout / "src" / "__pycache__" / "load.pyc"
    compiled.parent.mkdir()
    compiled.write_text("compiled")
    first = versions.keep_copy(tmp_path)
    assert readiness.mark_of(first, demonstration=True) == readiness.mark_of(checkout, demonstration=True)
    assert (first / "src" / "__pycache__" / "load.pyc").read_text() == "compiled"
    assert (first / "src" / "load.py").stat().st_mtime == (checkout / "src" / "load.py").stat().st_mtime
    assert versions.keep_copy(tmp_path) == first
    (checkout / "src" / "load.py").write_text("two")
    second = versions.keep_copy(tmp_path)
    assert [(place / "src" / "load.py").read_text() for place in (first, second)] == ["one", "two"]
    (tmp_path / "versions" / "half-made-x").mkdir()
    versions.forget_others(second)
    assert list((tmp_path / "versions").iterdir()) == [second]


def test_what_comes_while_nobody_answers_waits_at_the_door():
    with listening.taken("127.0.0.1", 0, threading.Event(), patience=0) as door:
        port = door.getsockname()[1]
        with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), 5):
            pass
        listening.open_to_all(door)
        with pytest.raises(Stopped, match=str(port)):
            listening.taken("127.0.0.1", port, threading.Event(), patience=0)
        with socket.create_connection(("127.0.0.1", port), 5), door.accept()[0] as taken_in:
            assert taken_in.fileno() >= 0


def test_who_is_asked_to_stop_while_preparing_stops(tmp_path, monkeypatch):
    program, mark = tmp_path / "prepare", tmp_path / "began"
    program.write_text(f"#!/bin/sh\ntouch {mark}\nexec sleep 3600\n")
    program.chmod(0o700)
    monkeypatch.setattr(readiness.sys, "executable", str(program))
    stopping = threading.Event()
    threading.Thread(target=lambda: eventually(mark.exists) and stopping.set(), daemon=True).start()
    assert readiness._prepare(os.environ, stopping) is False
    program.write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(Stopped, match="felet står ovanför"):
        readiness._prepare(os.environ, threading.Event())


def test_an_external_address_names_the_database(tmp_path):
    assert Installation(tmp_path, None).database == "tinget"
    assert Installation(tmp_path, "postgresql://admin@db/postgres").database == "tinget"
    assert Installation(tmp_path, "postgresql://admin@db/tinget_e").database == "tinget_e"


def test_a_child_that_keeps_dying_is_started_more_and_more_seldom(monkeypatch):
    child = Child("no-such-child", {"PATH": os.environ["PATH"]})
    pauses = []
    for _ in range(3):
        child.wait_until = 0
        child.keep()
        child.process.wait(PATIENCE)
        assert child.keep() is not None
        pauses.append(child.wait_until - time.monotonic())
    assert pauses == sorted(pauses)
    assert pauses[-1] > 0.5
    child.stop()
