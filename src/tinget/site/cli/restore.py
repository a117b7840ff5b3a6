"""`./tinget restore DIR`: a backup into an empty data folder, checked by hashes and by the ledgers."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg

from tinget.foundation.postgres import binaries
from tinget.site.cli import archive
from tinget.site.cli.backup import run_client
from tinget.site.cli.installation import RESTORING, Installation, Stopped


def main(installation: Installation, options: argparse.Namespace) -> int:
    """Restore into an empty data folder."""
    data = installation.data
    manifest = put_back(installation, options.folder.absolute())
    _fill_bucket(options.folder.absolute(), manifest)
    print(f"Återställt i {data}, som databasen var {manifest.made_at}. Starta med ./tinget up --data {data}")
    return 0


def put_back(installation: Installation, folder: Path) -> archive.Manifest:
    """Restore, or refuse with a sentence; a restoration that was cut off cannot be started by mistake."""
    data = installation.data
    if data.exists() and any(data.iterdir()):
        raise Stopped(f"Datamappen {data} är inte tom. Ange en ny med --data.")
    manifest = archive.read_whole(folder)
    if (have := _client_version()) < manifest.postgres:
        raise Stopped(f"Kopian är gjord med pg_dump {manifest.postgres}, och pg_restore här är {have}.")
    with installation.running_database() as admin_url:
        installation.make_folders()
        (data / RESTORING).touch()
        _restore_database(installation, admin_url, folder)
        for name in sorted(manifest.files):
            if name != archive.DUMP:
                archive.copy(folder / name, data / name)
        _compare_ledgers(installation, manifest)
    (data / RESTORING).unlink()
    return manifest


def _fill_bucket(folder: Path, manifest: archive.Manifest) -> None:
    """Put every content in the bucket, where one is named."""
    address = os.environ.get("TINGET_FILES")
    if not address:
        return
    from tinget.foundation.files.bucket import bucket_at  # its library takes half a second to load

    for name in manifest.files:
        if name.startswith("files/"):
            bucket_at(address).put(name.removeprefix("files/"), folder / name)


def _restore_database(installation: Installation, admin_url: str, folder: Path) -> None:
    installation.prepare_roles(admin_url)
    owner = installation.addresses().owner
    with psycopg.connect(owner) as connection:
        server, client = connection.info.server_version // 10_000, _client_version()
        if server < client:
            raise Stopped(
                f"Servern är PostgreSQL {server} men pg_restore är {client}. "
                "Ange mappen med serverns egna program i TINGET_POSTGRES_BIN."
            )
        row = connection.execute(
            "SELECT count(*) FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        ).fetchone()
        if row != (0,):
            raise Stopped(f"Databasen {installation.database} är inte tom. Ange adressen till en annan.")
    dump = folder / archive.DUMP
    listed = subprocess.run(  # noqa: S603 — PostgreSQL's own program
        [binaries.folder(readable_by_others=False) / "pg_restore", "--list", dump],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        raise Stopped(f"{dump} går inte att läsa: {listed.stderr.strip()}", 1)
    # The superuser has made the extensions already; the rest needs no more than the owner's rights.
    wanted = installation.data / "restore.list"
    kept = [line for line in listed.stdout.splitlines() if " EXTENSION " not in line]
    wanted.write_text("\n".join(kept), "utf-8")
    run_client(
        "pg_restore",
        owner,
        ["--exit-on-error", "--single-transaction", "--no-owner", f"--use-list={wanted}", str(dump)],
    )
    wanted.unlink()


def _client_version() -> int:
    return binaries.major(binaries.folder(readable_by_others=False))


def _compare_ledgers(installation: Installation, manifest: archive.Manifest) -> None:
    """Recompute every chain and hold it against the heads that the backup wrote down."""
    done = subprocess.run(
        [sys.executable, "-m", "django", "verify_ledger", "--json"],
        env=installation.environment(), stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    found = {(one["authority"], one["count"], one["hash"]) for one in json.loads(done.stdout or "[]")}
    expected = {(head.authority, head.count, head.hash) for head in manifest.ledgers}
    if done.returncode or found != expected:
        wrong = sorted({head[0] for head in found ^ expected}) or "?"
        raise Stopped(f"Liggaren för myndighet {wrong} stämmer inte med säkerhetskopian; använd den inte.", 1)
