"""An S3-compatible store for the files' contents, where one is named; the data folder then keeps copies.

Contents never change, so a copy is as good as the original, and a key that is put twice holds the same.
"""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from tinget.foundation.files.refusals import BucketSilent
from tinget.foundation.tracing import traced

PATIENCE = Config(connect_timeout=3, read_timeout=20, retries={"max_attempts": 3, "mode": "standard"})
NOT_THERE = {"404", "NoSuchKey"}


@dataclass(frozen=True)
class Bucket:
    """Where contents are kept: a bucket, what its keys begin with, and a client that has signed in."""

    name: str
    prefix: str
    client: Any

    def put(self, key: str, path: Path) -> None:
        """Keep a file; the store compares its SHA-256, so that what arrived is what was sent.

        It is in the signature, which every store checks, and beside it, where some keep it with the content.
        """
        with path.open("rb") as file:
            checksum = base64.b64encode(hashlib.file_digest(file, "sha256").digest()).decode()
            file.seek(0)
            self._ask("put_object", Key=self.prefix + key, Body=file, ChecksumSHA256=checksum)

    def fetch(self, key: str, path: Path) -> None:
        """Write a kept content to the file; FileNotFoundError where there is none."""
        answer = self._ask("get_object", Key=self.prefix + key)
        try:
            with path.open("wb") as file:
                for chunk in answer["Body"].iter_chunks(1 << 20):
                    file.write(chunk)
        except BotoCoreError as error:
            raise BucketSilent(str(error)) from error

    def remove(self, key: str) -> None:
        """Remove a content; nothing happens where there is none."""
        self._ask("delete_object", Key=self.prefix + key)

    def contents(self) -> Iterator[str]:
        """Yield every key, without the prefix."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=self.prefix)
        try:
            for page in pages:
                for one in page.get("Contents", ()):
                    yield one["Key"].removeprefix(self.prefix)
        except (BotoCoreError, ClientError) as error:
            raise BucketSilent(str(error)) from error

    def answers(self) -> bool:
        """Whether the store answers and lets us in."""
        try:
            self._ask("head_bucket")
        except (BucketSilent, FileNotFoundError):
            return False
        return True

    @traced("outside files")
    def _ask(self, act: str, **arguments: object) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = getattr(self.client, act)(Bucket=self.name, **arguments)
        except ClientError as error:
            if error.response["Error"]["Code"] in NOT_THERE:
                raise FileNotFoundError(arguments.get("Key")) from error
            raise BucketSilent(str(error)) from error
        except BotoCoreError as error:
            raise BucketSilent(str(error)) from error
        return answer


@cache
def bucket_at(address: str) -> Bucket:
    """Return the bucket at `s3://name/prefix?endpoint=https://…&region=…`.

    Key and secret come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
    """
    parts = urlsplit(address)
    if parts.scheme != "s3" or not parts.hostname:
        raise ValueError("TINGET_FILES is s3://bucket/prefix?endpoint=https://host")
    asked, prefix = dict(parse_qsl(parts.query)), parts.path.strip("/")
    where = {"endpoint_url": asked.get("endpoint"), "region_name": asked.get("region", "us-east-1")}
    return Bucket(
        parts.hostname, f"{prefix}/" if prefix else "", boto3.client("s3", config=PATIENCE, **where)
    )
