"""A backup is whole or it is none; what is restored is what was there."""

import datetime as dt
import json
import os
import signal
import time

import pytest

from tests.site import one_command
from tinget.foundation import backups
from tinget.foundation.postgres.testing import reachable_folder
from tinget.site.cli import archive, keep_backups
from tinget.site.cli.installation import Installation, Stopped

WRITE = """
from types import SimpleNamespace
from tinget.foundation import files, ledger
from tinget.foundation.scoping import Scope, scoped
actor = SimpleNamespace(who="person:1", acting_as="secretary")
with scoped(Scope(authorities=frozenset({1}))):
    for number in range(12):
        ledger.append(actor, "register_case", on=f"registry.case:{number}", authority=1)
    print(files.store(1, b"a record", name="a.txt").sha256)
"""


def tinget(*arguments, data):
    return one_command.tinget(*arguments, TINGET_DATA=str(data))


@pytest.fixture
def folder(tmp_path):
    """A backup of two files, made by hand."""
    place = tmp_path / "backup"
    (place / "files").mkdir(parents=True)
    (place / "files" / "one").write_text("one")
    (place / archive.DUMP).write_text("dump")
    hashes = {name: archive.hash_of(place / name) for name in ("files/one", archive.DUMP)}
    archive.write_manifest(place, archive.Manifest("2026-01-01", 18, [archive.Head(1, 2, "ab")], hashes))
    return place


def test_a_whole_backup_is_read(folder):
    assert archive.read_whole(folder).ledgers == [archive.Head(1, 2, "ab")]


def test_an_altered_file_is_named(folder):
    (folder / "files" / "one").write_text("two")
    with pytest.raises(Stopped, match="files/one är ändrad"):
        archive.read_whole(folder)


def test_a_lost_file_is_named(folder):
    (folder / "files" / "one").unlink()
    with pytest.raises(Stopped, match="files/one saknas"):
        archive.read_whole(folder)


def test_a_foreign_file_is_named(folder):
    (folder / "keys").mkdir()
    (folder / "keys" / "planted").write_text("x")
    with pytest.raises(Stopped, match="keys/planted hör inte dit"):
        archive.read_whole(folder)


@pytest.mark.parametrize("text", ["", "{", '{"format": 1}', '{"format": 2}', "[]"])
def test_a_manifest_that_was_cut_off_is_refused(folder, text):
    (folder / archive.MANIFEST).write_text(text)
    with pytest.raises(Stopped):
        archive.read_whole(folder)


def test_a_folder_that_was_not_finished_is_refused_even_if_all_is_there(folder):
    partial = folder.rename(folder.with_name(f"backup{archive.PARTIAL}0a1b2c"))
    with pytest.raises(Stopped, match="avbruten"):
        archive.read_whole(partial)


def test_a_half_restored_data_folder_does_not_start(tmp_path):
    (tmp_path / "restoring").touch()
    with pytest.raises(Stopped, match="avbruten"):
        Installation(tmp_path, None).refuse_half_restored()


def test_what_is_older_than_the_days_goes_but_never_the_newest():
    names = [
        "2026-10-01T010000Z",
        "2026-11-01T010000Z",
        "2026-11-27T010000Z",
        "notes",
        "2026-11-28.partial-1",
    ]
    moment = dt.datetime(2026, 11, 15, tzinfo=dt.UTC)
    assert keep_backups.expired(names, before=moment) == names[:2]
    assert keep_backups.expired(names[:1], before=moment) == []


@pytest.fixture(scope="module")
def stored():
    """An installation with twelve entries in its ledger and a file: its folder, and the file's hash."""
    with reachable_folder() as place:
        written = tinget("manage", "shell", "-v0", "-c", WRITE, data=place / "data")
        assert written.returncode == 0, written.stderr
        yield place, written.stdout.strip()


@pytest.mark.slow
def test_an_interrupted_backup_is_not_a_backup(stored):
    place, _digest = stored
    data, copy = place / "data", place / "interrupted"
    # A stored file that never comes to an end holds the backup in the middle of its copying.
    os.mkfifo(data / "files" / "1" / ("a" * 64))
    backup = one_command.begin("backup", copy, TINGET_DATA=str(data))
    until = time.monotonic() + 180
    while not list(place.glob(f"{copy.name}{archive.PARTIAL}*/{archive.DUMP}")) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)
    backup.send_signal(signal.SIGKILL)
    backup.wait(60)
    assert not copy.exists()
    (partial,) = place.glob(f"{copy.name}{archive.PARTIAL}*")
    refused = tinget("restore", partial, data=place / "other")
    assert refused.returncode == 2
    assert "avbruten" in refused.stderr
    assert not (place / "other").exists()
    (data / "files" / "1" / ("a" * 64)).unlink()
    assert tinget("backup", copy, data=data).returncode == 0  # the killed one hinders nobody


@pytest.mark.slow
def test_backup_and_restore_bring_back_database_files_and_keys(stored):
    place, digest = stored
    data, copy, other = place / "data", place / "copy", place / "other"
    (data / "keys" / "ca.pem").write_text("key")
    made = tinget("backup", copy, data=data)
    assert made.returncode == 0, made.stderr
    assert archive.hash_of(copy / archive.MANIFEST) in made.stdout
    again = tinget("backup", copy, data=data)
    assert again.returncode == 2
    assert len(again.stderr.splitlines()) == 1

    restored = tinget("restore", copy, data=other)
    assert restored.returncode == 0, restored.stderr
    assert (other / "keys" / "ca.pem").read_text() == "key"
    assert archive.hash_of(other / "files" / "1" / digest[:2] / digest[2:4] / digest) == digest
    heads = json.loads((copy / archive.MANIFEST).read_text())["ledgers"]
    verified = tinget("manage", "verify-ledger", "--json", data=other)
    assert verified.returncode == 0, verified.stderr
    found = [
        {name: one[name] for name in ("authority", "count", "hash")} for one in json.loads(verified.stdout)
    ]
    assert found == heads
    assert next(head["count"] for head in heads if head["authority"] == 1) >= 12

    kept = tinget("keep-backups", place / "kept", "--try", data=data)
    assert kept.returncode == 0, kept.stderr
    assert len(list((place / "kept").iterdir())) == 1
    assert backups.remembered(data).tried_at == backups.remembered(data).made_at is not None

    (data / "files" / "1" / digest[:2] / digest[2:4] / digest).chmod(0o640)
    (data / "files" / "1" / digest[:2] / digest[2:4] / digest).write_text("damaged")
    failed = tinget("keep-backups", place / "kept", data=data)
    assert failed.returncode == 1
    assert "är skadad" in backups.remembered(data).problem

    onto = tinget("restore", copy, data=other)
    assert onto.returncode == 2
    assert "inte tom" in onto.stderr
