"""Files in an S3-compatible store: kept there first, fetched when only it has them; and when it is down."""

import hashlib
import io
import os
import time

import pytest
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from urllib3 import HTTPResponse

from tests import object_stores
from tests.programs import needs
from tinget.foundation import files
from tinget.foundation.files import bucket as buckets
from tinget.foundation.files import shelf
from tinget.site.cli import backup

pytestmark = pytest.mark.slow
AUTHORITY = 7
TEXT = "Hej, här är protokollet.".encode()


@pytest.fixture
def server(request, monkeypatch):
    """Run the store on loopback, with a bucket: the double, or a real one where a test asks for it."""
    for name, value in object_stores.LET_IN.items():
        monkeypatch.setenv(name, value)
    with object_stores.a_store(is_real=getattr(request, "param", False)) as running:
        yield running


@pytest.fixture
def store(server, settings, monkeypatch):
    """Let files be kept in the bucket, by a client that does not wait long."""
    impatient = Config(connect_timeout=1, read_timeout=5, retries={"max_attempts": 1})
    monkeypatch.setattr(buckets, "PATIENCE", impatient)
    settings.TINGET_FILES = server.address
    buckets.bucket_at.cache_clear()
    yield server.client
    buckets.bucket_at.cache_clear()


def keys_in(client):
    return [one["Key"] for one in client.list_objects_v2(Bucket="tinget").get("Contents", ())]


def test_a_file_is_in_the_bucket_when_it_is_acknowledged_and_is_fetched_when_only_the_bucket_has_it(store):
    kept = files.store(AUTHORITY, TEXT, name="a.txt")
    assert keys_in(store) == [f"norr/7/{kept.sha256[:2]}/{kept.sha256[2:4]}/{kept.sha256}"]
    shelf.place_of(AUTHORITY, kept.sha256).unlink()
    with files.open_stored(AUTHORITY, kept.sha256) as file:
        assert file.read() == TEXT
    assert shelf.place_of(AUTHORITY, kept.sha256).exists()
    with pytest.raises(FileNotFoundError):
        files.open_stored(AUTHORITY, "0" * 64)


def test_what_was_damaged_in_the_bucket_is_never_handed_out(store):
    kept = files.store(AUTHORITY, TEXT, name="a.txt")
    shelf.place_of(AUTHORITY, kept.sha256).unlink()
    store.put_object(Bucket="tinget", Key=keys_in(store)[0], Body=b"something else")
    with pytest.raises(files.FileBroken):
        files.open_stored(AUTHORITY, kept.sha256)


def test_copies_that_nobody_reads_go_and_the_bucket_keeps_all(store):
    kept = files.store(AUTHORITY, TEXT, name="a.txt")
    read = files.store(AUTHORITY, TEXT + b"!", name="b.txt")
    for one in (kept, read):
        os.utime(shelf.place_of(AUTHORITY, one.sha256), (0, 0))
    files.path_of(AUTHORITY, read.sha256)
    assert files.forget_copies(unread_since=time.time() - 60) == 1
    assert shelf.place_of(AUTHORITY, read.sha256).exists()
    assert len(keys_in(store)) == 2


def test_what_is_taken_away_is_gone_from_both(store):
    kept = files.store(AUTHORITY, TEXT, name="a.txt")
    shelf.take_away(shelf.place_of(AUTHORITY, kept.sha256))
    assert keys_in(store) == []
    with pytest.raises(FileNotFoundError):
        files.open_stored(AUTHORITY, kept.sha256)


def test_while_the_store_is_down_nothing_is_taken_in_and_copies_are_read(store, server):
    kept = files.store(AUTHORITY, TEXT, name="a.txt")
    assert files.bucket_answers()
    server.stops.close()
    assert not files.bucket_answers()
    with pytest.raises(files.FilesSilent, match="svarar inte"):
        files.store(AUTHORITY, b"another", name="b.txt")
    with files.open_stored(AUTHORITY, kept.sha256) as file:
        assert file.read() == TEXT
    shelf.place_of(AUTHORITY, kept.sha256).unlink()
    with pytest.raises(files.FilesSilent):
        files.open_stored(AUTHORITY, kept.sha256)


def test_a_backup_holds_every_content_of_the_bucket(store, settings, monkeypatch, tmp_path):
    kept = files.store(AUTHORITY, TEXT, name="a.txt")
    monkeypatch.setenv("TINGET_FILES", settings.TINGET_FILES)
    (name,) = backup._fetch(tmp_path)
    assert name.endswith(kept.sha256)
    assert (tmp_path / name).read_bytes() == TEXT


def test_the_contents_hash_is_in_the_signature_over_tls_too(monkeypatch, tmp_path):
    for name, value in object_stores.LET_IN.items():
        monkeypatch.setenv(name, value)
    sent = []

    def answer(request, **_more):
        sent.append(request.headers)
        return AWSResponse(request.url, 200, {}, HTTPResponse(io.BytesIO()))

    bucket = buckets.bucket_at("s3://tinget/norr?endpoint=https://files.example")
    bucket.client.meta.events.register("before-send.s3.PutObject", answer)
    (tmp_path / "a").write_bytes(TEXT)
    bucket.put("a", tmp_path / "a")
    assert sent[0]["X-Amz-Content-SHA256"] == hashlib.sha256(TEXT).hexdigest().encode()


@needs(object_stores.PROGRAM)
@pytest.mark.parametrize("server", [True], ids=["swift"], indirect=True)
def test_a_real_store_keeps_hands_back_lists_removes_and_is_missed_when_it_is_down(store, server):
    first = files.store(AUTHORITY, TEXT, name="a.txt")
    second = files.store(AUTHORITY, TEXT * 100_000, name="b.txt")
    for one in (first, second):
        shelf.place_of(AUTHORITY, one.sha256).unlink()
    with files.open_stored(AUTHORITY, second.sha256) as file:
        assert file.read() == TEXT * 100_000
    assert sorted(buckets.bucket_at(server.address).contents()) == sorted(
        key.removeprefix("norr/") for key in keys_in(store)
    )
    store.put_object(
        Bucket="tinget", Key=next(key for key in keys_in(store) if first.sha256 in key), Body=b"x"
    )
    with pytest.raises(files.FileBroken):
        files.open_stored(AUTHORITY, first.sha256)
    shelf.take_away(shelf.place_of(AUTHORITY, second.sha256))
    assert len(keys_in(store)) == 1
    server.stops.close()
    assert not files.bucket_answers()
    with pytest.raises(files.FilesSilent, match="svarar inte"):
        files.store(AUTHORITY, b"another", name="c.txt")
