"""The rules of proof bundles: one way to pack, nothing opened that may name somebody, no link forged."""

import base64
import copy
import datetime as dt
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.workflows.prove_minutes.rules.judging import Fault, ProofError, reckoned
from tinget.workflows.prove_minutes.rules.packing import PackingError, pack, unpack
from tinget.workflows.prove_minutes.rules.telling import BOARDS, Seen, folded, may_be_read

PAPER = b"%PDF-1.7 protokoll"
CONTENTS = st.dictionaries(st.text("abcdefgh.-", min_size=1, max_size=8), st.binary(max_size=30), max_size=4)
AT = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)


@given(CONTENTS)
def test_a_bundle_is_packed_in_one_way(contents):
    files = {**contents, "bevis.json": b"{}", "bevis.json.p7s": b"."}
    assert unpack(pack(files)) == files
    assert pack(files) == pack(dict(reversed(files.items())))


@given(CONTENTS, st.data())
def test_no_byte_of_the_packing_can_be_another(contents, data):
    packed = pack({**contents, "bevis.json": b"{}", "bevis.json.p7s": b"."})
    place = data.draw(st.integers(0, len(packed) - 1))
    other = bytes([packed[place] ^ data.draw(st.integers(1, 255))])
    for changed in (packed[:place] + other + packed[place + 1 :], packed[:place], packed + other):
        with pytest.raises(PackingError):
            unpack(changed)


def test_an_entry_is_opened_where_the_paper_bears_the_name_already():
    def entry(who: str, action: str) -> dict[str, str]:
        return {"who": who, "action": action}

    names = {"Anna Ek"}
    assert may_be_read(entry("person:7 Anna Ek", "sign"), names=names)
    assert not may_be_read(entry("person:8 Bo Al", "sign"), names=names)
    assert not may_be_read(entry("person:7 Anna Ek", "decline"), names=names)
    for action in BOARDS:
        assert not may_be_read(entry("person:7 Anna Ek", action), names=names)
        assert may_be_read(entry("system", action), names=names)
    assert not may_be_read(entry("visitor", "confirm_up"), names=names)
    assert not may_be_read(entry("system", "let_step_in"), names=names)


@given(st.lists(st.tuples(st.sampled_from(["found", "absent"]), st.sampled_from(["a", "b"])), max_size=12))
def test_looks_that_found_the_same_are_told_once_and_none_is_lost(found):
    looks = [Seen(AT + n * dt.timedelta(minutes=30), *one[:1], 200, one[1]) for n, one in enumerate(found)]
    told = folded(looks)
    assert sum(one.count for one in told) == len(looks)
    spelled = [(one.seen, one.sha256) for one in told for _ in range(one.count)]
    assert spelled == [(one.seen, one.sha256) for one in looks]
    assert all(a != b for a, b in zip(spelled_once(told), spelled_once(told)[1:], strict=False))
    assert [one.first for one in told] == sorted(one.first for one in told)


def spelled_once(told):
    return [(one.seen, one.sha256) for one in told]


def entries_of(count: int) -> list[dict]:
    written = [
        json.dumps({"action": "sign", "changes": {"sha256": hashlib.sha256(PAPER).hexdigest()}, "n": n})
        for n in range(count)
    ]
    return [
        {
            "position": 5 + n, "on": "signatures.signingrequest:1", "action": "sign", "salt": f"{n:02x}",
            "digest": hashlib.sha256(bytes([n]) + text.encode()).hexdigest(), "entry": text,
        }
        for n, text in enumerate(written)
    ]  # fmt: skip


def proof(count: int = 3) -> dict:
    """A ledger whose first links nobody is shown, and the entries from the fifth on, time-stamped."""
    entries = entries_of(count)
    before = hashlib.sha256(b"the links before").digest()
    reached = before
    for one in entries:
        step = one["position"].to_bytes(8, "big") + bytes.fromhex(one["digest"])
        reached = hashlib.sha256(reached + step).digest()
    entries[1] |= {"entry": None, "salt": None}
    piece = {
        "after": 4, "before": before.hex(), "digests": [one["digest"] for one in entries_of(count)],
        "stamp": {"hash": reached.hex(), "token": base64.b64encode(b"token").decode()},
    }  # fmt: skip
    listed = [{"name": "protokoll.pdf", "sha256": hashlib.sha256(PAPER).hexdigest(), "size": len(PAPER)}]
    return {
        "schema": "tinget-proof-1", "files": listed,
        "ledger": {"chain": 1, "entries": entries, "pieces": [piece]},
    }  # fmt: skip


def judged(told: dict, **more: bytes):
    files = {"protokoll.pdf": PAPER, "bevis.json": json.dumps(told).encode(), "bevis.json.p7s": b"."}
    return reckoned(files | more)


def test_entries_lead_to_the_time_stamp():
    found = judged(proof())
    assert (found.faults, found.opened, found.closed) == ((), 2, 1)
    assert [(one.first, one.last, one.token) for one in found.stamped] == [(5, 7, b"token")]


@given(st.data())
def test_whoever_seals_anew_cannot_change_a_link_or_an_entry(data):
    """The seal is the authority's own; the time stamp over the chain is not."""
    told = proof()
    piece, entry = told["ledger"]["pieces"][0], told["ledger"]["entries"][data.draw(st.sampled_from([0, 2]))]
    what = data.draw(st.sampled_from(["digest", "before", "position", "after", "entry", "salt", "hash"]))
    if what == "digest":
        place = data.draw(st.integers(0, 2))
        piece["digests"][place] = hashlib.sha256(piece["digests"][place].encode()).hexdigest()
    elif what == "before":
        piece["before"] = hashlib.sha256(piece["before"].encode()).hexdigest()
    elif what == "after":
        piece["after"] += data.draw(st.sampled_from([-1, 1]))
    elif what == "position":
        entry["position"] += data.draw(st.sampled_from([-9, -1, 1, 9]))
    elif what == "hash":
        piece["stamp"]["hash"] = hashlib.sha256(b"").hexdigest()
    else:
        entry[what] = entry[what] + ("00" if what == "salt" else " ")
    assert Fault.LEDGER in judged(told).faults


def test_a_closed_entry_is_one_of_the_chain():
    told = proof()
    told["ledger"]["entries"][1]["digest"] = hashlib.sha256(b"").hexdigest()
    assert judged(told).faults == (Fault.LEDGER,)


def test_the_paper_is_the_one_that_the_ledger_names():
    told = proof()
    told["files"][0]["sha256"] = hashlib.sha256(b"annat").hexdigest()
    assert judged(told, **{"protokoll.pdf": b"annat"}).faults == (Fault.PAPER,)
    assert judged(proof(), **{"mer.txt": b""}).faults == (Fault.FILES,)


@given(st.sampled_from(["schema", "files", "ledger"]), st.sampled_from([None, 7, "x", [], {}]))
def test_what_is_no_proof_is_said_to_be_none(key, value):
    told = copy.deepcopy(proof())
    told[key] = value
    try:
        found = judged(told)
    except ProofError:
        return
    assert found.faults
