"""S3-compatible stores on loopback: OpenStack Swift, a real one, and a double for machines without it."""

import getpass
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from moto.s3.models import s3_backends
from moto.server import ThreadedMotoServer

from tests.programs import run

BUCKET = "tinget"
LET_IN = {"AWS_ACCESS_KEY_ID": "tinget:files", "AWS_SECRET_ACCESS_KEY": "secret"}  # both let it in
PROGRAM = "swift-proxy-server"
STARTS_WITHIN = 180  # seconds
RINGS = ("account", "container", "object")
HEAD = """[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
user = {user}
workers = 0
swift_dir = {folder}
"""
STORAGE = """devices = {folder}/node
mount_check = false
disable_fallocate = true
[pipeline:main]
pipeline = {ring}-server
[app:{ring}-server]
use = egg:swift#{ring}
"""
PROXY = """[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth proxy-server
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_tinget_files = secret .admin
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
"""


@dataclass(frozen=True)
class Store:
    """One that runs, with an empty bucket: what Tinget is told of it, a client, and what stops it."""

    address: str
    client: Any
    stops: ExitStack


@contextmanager
def a_store(*, is_real: bool) -> Iterator[Store]:
    """Run Swift, or the double."""
    with ExitStack() as stops:
        port = stops.enter_context(swift() if is_real else double())
        endpoint = f"http://127.0.0.1:{port}"
        client = boto3.client(
            "s3",
            endpoint_url=endpoint,
            region_name="us-east-1",
            aws_access_key_id=LET_IN["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=LET_IN["AWS_SECRET_ACCESS_KEY"],
        )
        _make_bucket(client)
        yield Store(f"s3://{BUCKET}/norr?endpoint={endpoint}", client, stops)


@contextmanager
def double() -> Iterator[int]:
    """Run the double and yield its port."""
    running = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    s3_backends.reset()  # the library keeps its contents from one server to the next
    yield running.get_host_and_port()[1]
    running.stop()


@contextmanager
def swift() -> Iterator[int]:
    """Run Swift's four servers over a folder, and yield the port of the one that speaks S3."""
    with TemporaryDirectory(prefix="swift") as name, ExitStack() as stops:
        folder = Path(name)
        (folder / "node" / "d1").mkdir(parents=True)
        ports = {server: _free_port() for server in (*RINGS, "proxy")}
        for ring in RINGS:
            _make_ring(folder, ring, ports[ring])
        for server, port in ports.items():
            settings = folder / f"{server}.conf"
            rest = PROXY if server == "proxy" else STORAGE.format(folder=folder, ring=server)
            settings.write_text(HEAD.format(port=port, user=getpass.getuser(), folder=folder) + rest)
            process = stops.enter_context(
                subprocess.Popen(
                    [f"swift-{server}-server", settings],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env={"PATH": os.environ["PATH"]},
                )
            )
            stops.callback(process.terminate)
        yield ports["proxy"]


def _make_ring(folder: Path, ring: str, port: int) -> None:
    """Say where the parts of a ring lie: all on one device."""
    for words in (("create", "4", "1", "1"), ("add", f"r1z1-127.0.0.1:{port}/d1", "1"), ("rebalance",)):
        run("swift-ring-builder", folder / f"{ring}.builder", *words)


def _make_bucket(client: Any) -> None:
    """Make it when the servers have started."""
    until = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            client.create_bucket(Bucket=BUCKET)
        except (BotoCoreError, ClientError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
