"""`./tinget backup DIR`: database and files as of one moment, while everything runs."""

import argparse
import datetime as dt
import os
import re
import secrets
import subprocess
from pathlib import Path

import psycopg
from psycopg import IsolationLevel

from tinget.foundation.postgres import binaries
from tinget.site.cli import archive
from tinget.site.cli.installation import Installation, Stopped

CONTENT_NAME = re.compile(r"[0-9a-f]{64}")


def main(installation: Installation, options: argparse.Namespace) -> int:
    """Write one backup in a new folder."""
    target: Path = options.folder.absolute()
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise Stopped(f"{target} finns redan och är inte tom. Ange en ny mapp.")
    manifest, mark = write(installation, target)
    print(
        f"Säkerhetskopian är klar: {target} ({len(manifest.files)} filer, "
        f"som databasen var {manifest.made_at})."
    )
    print(f"Kontrollsumma för {archive.MANIFEST}, att spara på annan plats: {mark}")
    return 0


def write(installation: Installation, target: Path) -> tuple[archive.Manifest, str]:
    """Write a backup beside its place, give it its name last of all; answer the manifest and its hash."""
    if not installation.known:
        raise Stopped(f"Det finns inget att kopiera i {installation.data}.")
    partial = target.with_name(f"{target.name}{archive.PARTIAL}{secrets.token_hex(3)}")
    partial.mkdir(mode=0o700, parents=True)
    with installation.running_database():
        dumped = _dump(installation, partial)
    files = dumped.files | _copy(installation.data, partial) | _fetch(partial)
    manifest = archive.Manifest(dumped.made_at, dumped.postgres, dumped.ledgers, files)
    mark = archive.write_manifest(partial, manifest)
    partial.rename(target)
    archive.sync_folder(target.parent)
    return manifest, mark


def _dump(installation: Installation, folder: Path) -> archive.Manifest:
    """Dump the database and read the ledgers' heads in one and the same snapshot."""
    owner = installation.environment()["DATABASE_URL_OWNER"]
    with psycopg.connect(owner) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("SELECT pg_export_snapshot(), now()").fetchone()
        if row is None:
            raise Stopped("Databasen gav ingen ögonblicksbild.", 1)
        snapshot, moment = row
        heads = connection.execute(
            "SELECT authority_id, count, encode(hash, 'hex') FROM foundation_ledgerhead ORDER BY authority_id"
        ).fetchall()
        dump = folder / archive.DUMP
        run_client("pg_dump", owner, ["--format=custom", f"--snapshot={snapshot}", f"--file={dump}"])
        version = binaries.major(binaries.folder(readable_by_others=False))  # decides who can read the dump
    dump.chmod(0o600)
    with dump.open("rb") as file:
        os.fsync(file.fileno())
    made_at = moment.astimezone(dt.UTC).isoformat(timespec="seconds")
    ledgers = [archive.Head(*head) for head in heads]
    return archive.Manifest(made_at, version, ledgers, {archive.DUMP: archive.hash_of(dump)})


def _copy(data: Path, folder: Path) -> dict[str, str]:
    """Copy what stands beside the database: stored contents never change, so later is early enough."""
    hashes = {}
    for kept in archive.KEPT:
        if kept == "files" and os.environ.get("TINGET_FILES"):
            continue  # what lies here are copies
        source = data / kept
        for name in archive.files_below(source) if source.is_dir() else [Path()] if source.exists() else []:
            if kept == "files" and not CONTENT_NAME.fullmatch(name.name):
                continue  # being uploaded, of a transaction after the snapshot
            digest = archive.copy(source / name, folder / kept / name)
            if kept == "files" and digest != name.name:
                raise Stopped(f"Filen {source / name} är skadad: innehållet stämmer inte med namnet.", 1)
            hashes[str(Path(kept) / name)] = digest
    return hashes


def _fetch(folder: Path) -> dict[str, str]:
    """Copy every content of the bucket, where one is named."""
    hashes: dict[str, str] = {}
    if not (address := os.environ.get("TINGET_FILES")):
        return hashes
    from tinget.foundation.files.bucket import bucket_at  # its library takes half a second to load

    bucket = bucket_at(address)
    for key in bucket.contents():
        target = folder / "files" / key
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        bucket.fetch(key, target)
        if (digest := archive.hash_of(target)) != target.name:
            raise Stopped(f"Filen {key} i lagret är skadad: innehållet stämmer inte med namnet.", 1)
        hashes[f"files/{key}"] = digest
    return hashes


def run_client(program: str, url: str, arguments: list[str]) -> str:
    """Run one of PostgreSQL's clients; the password goes by the environment, which others cannot read."""
    told = psycopg.conninfo.conninfo_to_dict(url)
    named = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",
        "dbname": "PGDATABASE",
    }
    rest = psycopg.conninfo.make_conninfo(
        **{key: str(value) for key, value in told.items() if key not in named}
    )
    environment = os.environ | {named[key]: str(value) for key, value in told.items() if key in named}
    command = [str(binaries.folder(readable_by_others=False) / program), "--no-password", *arguments]
    if rest:
        command.append(f"--dbname={rest}")
    elif program == "pg_restore":
        command.append(f"--dbname={told['dbname']}")
    done = subprocess.run(  # noqa: S603 — PostgreSQL's own programs
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Stopped(f"{program} misslyckades: {done.stderr.strip()}", 1)
    return done.stdout
