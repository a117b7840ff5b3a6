"""Gathering what proves a signed paper, and sealing it: the bundle that anybody takes away."""

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from tinget.documents import api as documents
from tinget.foundation import ledger
from tinget.foundation.scoping import Scope, scoped
from tinget.noticeboard import api as noticeboard
from tinget.signatures import api as signatures
from tinget.workflows.prove_minutes.rules import packing
from tinget.workflows.prove_minutes.rules.telling import PROVING, Seen, folded, may_be_read
from tinget.workflows.prove_minutes.subjects import Subject
from tinget.workflows.publish_minutes.at_once import NOTICE

SCHEMA = Path(__file__).parents[4] / "data" / "schemas" / "proof-1.schema.json"
README = "workflows/proof_readme.txt"


def bundle_of(subject: Subject, *, at: dt.datetime) -> bytes:
    """Pack the paper with what proves it, told and sealed now.

    The asker may read the paper; the ledger is read by the site itself, and no more of it told than may be.
    """
    with scoped(Scope(authorities=frozenset({subject.place.id}))):
        files = _files(subject, at=at)
        told = _told(subject, at=at)
        address = f"{settings.TINGET_ADDRESS}{reverse('verify_document:verify')}"
        files[packing.README] = render_to_string(
            README, {"told": told, "subject": subject, "address": address}
        ).encode()
        listed = [
            {"name": name, "sha256": _sha256(files[name]), "size": len(files[name])} for name in sorted(files)
        ]
        proof = json.dumps(told | {"files": listed}, ensure_ascii=False, indent=1, sort_keys=True).encode()
        seal = signatures.sealed(
            subject.place.id, proof, at=at, demonstration=subject.meeting.is_demonstration
        )
    return packing.pack(files | {packing.PROOF: proof, packing.SEAL: seal})


def _files(subject: Subject, *, at: dt.datetime) -> dict[str, bytes]:
    """Read the paper, its signed certificate of notice, and whose certificates are trusted here."""
    pem = serialization.Encoding.PEM
    files = {
        packing.PAPER: _content(subject.paper),
        packing.ISSUERS: b"".join(one.public_bytes(pem) for one in signatures.evidence(at).trusted),
        packing.SCHEMA_FILE: SCHEMA.read_bytes(),
    }
    certificate = subject.notice.certificate_document_id if subject.notice else None
    newest = documents.newest_versions([certificate]).get(certificate) if certificate else None
    if newest is not None and newest.published:
        files[packing.CERTIFICATE] = _content(newest)
    return files


def _told(subject: Subject, *, at: dt.datetime) -> dict[str, Any]:
    """Return what the proof says but for its files, as data/schemas/proof-1.schema.json has it."""
    meeting, notice = subject.meeting, subject.notice
    return {
        "schema": packing.SCHEMA,
        "made_at": at.isoformat(),
        "demonstration": meeting.is_demonstration,
        "authority": subject.place.name,
        "title": subject.title,
        "held_on": meeting.day.isoformat(),
        "paper": {"name": packing.PAPER, "sha256": subject.paper.sha256},
        "notice": _notice(notice, at=at) if notice else None,
        "ledger": _ledger(subject, at=at),
    }


def _notice(notice: noticeboard.NoticeView, *, at: dt.datetime) -> dict[str, Any]:
    """Tell of each board when the notice was up, by whose word, and every look at it."""
    told: Any = noticeboard.certificate_content(notice.id, secretary=None, generated_on=at.date())
    looks = noticeboard.looks_at([one.id for one in notice.postings])
    boards = [
        {
            "municipality": posting.municipality.name,
            "displays": [{"up": _iso(one.up_on), "down": _iso(one.down_on)} for one in posting.displays],
            "confirmed_by": row["confirmed_by"],
            "confirmed_on": row["confirmed_on"],
            "looks": [_look(one) for one in folded(_seen(look) for look in looks[posting.id])],
        }
        for posting, row in zip(notice.postings, told["postings"], strict=True)
    ]
    return {
        "paragraphs": notice.paragraphs,
        "approved_on": _iso(notice.approved_on),
        "runs_from": _iso(notice.clock.runs_from if notice.clock else None),
        "last_day_to_appeal": told["last_day_to_appeal"],
        "boards": boards,
    }


def _ledger(subject: Subject, *, at: dt.datetime) -> dict[str, Any]:
    """Tell the entries about the paper and its notice, those that may be read with their words."""
    authority, notice = subject.place.id, subject.notice
    abouts = [subject.about, *([f"{NOTICE}{notice.id}"] if notice else [])]
    asked = list(signatures.newest_requests(authority, abouts).values())
    on = [
        *abouts,
        *(f"noticeboard.posting:{one.id}" for one in (notice.postings if notice else ())),
        *(f"signatures.signingrequest:{one.id}" for one in asked),
        f"documents.document:{subject.paper.document_id}",
    ]
    names = {signer.name for line in asked for signer in line.signers}
    found = ledger.proof(authority, on=on, actions=PROVING, at=at)
    return {
        "chain": authority,
        "entries": [_entry(one, names) for one in found.entries],
        "pieces": [_piece(one) for one in found.pieces],
    }


def _entry(one: ledger.ProvedEntry, names: Collection[str]) -> dict[str, Any]:
    written = json.loads(one.entry)
    is_open = may_be_read(written, names=names)
    return {
        "position": one.position,
        "on": written["on"],
        "action": written["action"],
        "digest": hashlib.sha256(bytes.fromhex(one.salt) + one.entry.encode()).hexdigest(),
        "salt": one.salt if is_open else None,
        "entry": one.entry if is_open else None,
    }


def _piece(one: ledger.Piece) -> dict[str, Any]:
    stamp = one.anchor and {
        "hash": one.anchor.hash,
        "token": base64.b64encode(one.anchor.token).decode(),
    }
    return {"after": one.after, "before": one.before, "digests": list(one.digests), "stamp": stamp}


def _seen(look: noticeboard.Look) -> Seen:
    return Seen(look.at, look.seen.value, look.status, look.sha256)


def _look(one: Any) -> dict[str, Any]:
    return {
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "count": one.count,
        "seen": one.seen,
        "status": one.status,
        "sha256": one.sha256 or None,
    }


def _content(version: documents.VersionLine) -> bytes:
    with documents.open_version(version.id) as stream:
        return stream.read()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
