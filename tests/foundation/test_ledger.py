"""The ledger: every tampering is found and named; lawful disposal shows as disposal."""

import datetime as dt
import hashlib
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connections, transaction

from tinget.foundation import ledger, need_to_know
from tinget.foundation.ledger.chain import verify
from tinget.foundation.models import LedgerAnchor, LedgerEntry
from tinget.foundation.pdf.certificates import trusted_certificates
from tinget.foundation.pdf.detached import stamp_told
from tinget.foundation.pdf.evidence import evidence_for
from tinget.foundation.scoping import Scope, scoped

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

SOMEBODY = SimpleNamespace(who="person:1 Sekreterare", acting_as="secretary")
AUTHORITY = 7
AT = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)


def written(*actions, authority=AUTHORITY):
    for action in actions:
        with scoped(Scope(authorities=frozenset({authority}))):
            ledger.append(SOMEBODY, action, on="test.thing:1", authority=authority, changes={"a": "å"})


def as_owner(statement):
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)


def faults():
    return [(one.position, one.fault) for one in verify(AUTHORITY).breaks]


def test_a_chain_that_nobody_touched_is_whole():
    written("one", "two", "three")
    found = verify(AUTHORITY)
    assert (found.count, found.disposed, found.breaks) == (3, 0, ())
    with scoped(Scope(authorities=frozenset({AUTHORITY}))):
        assert ledger.head(AUTHORITY) == ledger.Head(3, found.hash)
        assert [line.action for line in ledger.history(AUTHORITY, "test.thing:1")] == ["three", "two", "one"]


def test_a_rolled_back_act_leaves_no_entry():
    written("one")
    with pytest.raises(RuntimeError), scoped(Scope(authorities=frozenset({AUTHORITY}))):
        ledger.append(SOMEBODY, "never", on="test.thing:1", authority=AUTHORITY)
        raise RuntimeError
    assert verify(AUTHORITY).count == 1


def test_a_changed_entry_is_named():
    written("one", "two", "three")
    as_owner("UPDATE foundation_ledgerentry SET entry = replace(entry, 'two', 'TWO')")
    assert faults() == [(2, "the entry is changed")]


def test_a_removed_entry_is_named():
    """The database's own key stands in the way first; somebody mighty enough has dropped it here."""
    written("one", "two", "three")
    key = "foundation_ledgerlink_authority_id_entry_id_fkey"
    as_owner(f"ALTER TABLE foundation_ledgerlink DROP CONSTRAINT {key}")
    try:
        as_owner("DELETE FROM foundation_ledgerentry WHERE entry LIKE '%two%'")
        assert faults() == [(2, "the entry is removed")]
    finally:
        as_owner("DELETE FROM foundation_ledgerlink")
        as_owner("SELECT tinget_own_key('foundation_ledgerlink', 'entry_id', 'foundation_ledgerentry')")


def test_a_removed_link_and_its_entry_are_named():
    written("one", "two", "three")
    as_owner("DELETE FROM foundation_ledgerlink WHERE position = 2")
    assert (2, "links 2-2 are missing") in faults()
    assert (3, "the link does not follow from the one before it") in faults()
    assert any(fault == "the entry stands outside the chain" for _, fault in faults())


def test_reordered_entries_are_named():
    written("one", "two", "three")
    as_owner("UPDATE foundation_ledgerlink SET position = -position")
    as_owner(
        "UPDATE foundation_ledgerlink SET position = CASE position WHEN -1 THEN 2 WHEN -2 THEN 1 ELSE 3 END"
    )
    assert {position for position, _ in faults()} >= {1, 2}


def test_a_cut_tail_is_seen_against_the_head():
    written("one", "two", "three")
    as_owner("DELETE FROM foundation_ledgerlink WHERE position = 3")
    assert (2, "the head tells of 3 links, the chain ends at 2") in faults()


def test_disposal_empties_the_values_and_shows():
    written("one", "two")
    with scoped(Scope(authorities=frozenset({AUTHORITY}))):
        first = LedgerEntry.objects.order_by("id")[0]
        ledger.dispose(SOMEBODY, entry_id=first.pk, reason="records plan 4.2")
    found = verify(AUTHORITY)
    assert (found.count, found.disposed, found.breaks) == (3, 1, ())


def test_values_emptied_without_a_disposal_are_named():
    written("one", "two")
    as_owner("UPDATE foundation_ledgerentry SET entry = NULL, salt = NULL WHERE entry LIKE '%one%'")
    assert faults() == [(1, "the entry's values are emptied without a disposal")]


def test_one_authority_cannot_dispose_in_anothers_ledger():
    written("one")
    entry = LedgerEntry.objects.using("owner").get()
    with pytest.raises(Exception, match="no entry"), scoped(Scope(authorities=frozenset({8}))):
        ledger.dispose(SOMEBODY, entry_id=entry.pk, reason="no right")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE foundation_ledgerentry SET entry = '{}'",
        "DELETE FROM foundation_ledgerentry",
        "DELETE FROM foundation_ledgerlink",
        "UPDATE foundation_ledgerhead SET count = 0",
        "INSERT INTO foundation_ledgerhead VALUES (7, 0, '')",
    ],
)
def test_the_application_itself_cannot_rewrite_history(statement):
    written("one")
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        scoped(Scope(authorities=frozenset({AUTHORITY}))),
        transaction.get_connection().cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_command_ends_with_1_when_something_does_not_hold(capsys):
    written("one")
    call_command("verify_ledger")
    as_owner("UPDATE foundation_ledgerentry SET entry = '{}'")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_ledger")
    assert ended.value.code == 1
    assert "the entry is changed" in capsys.readouterr().out


def test_restricting_what_was_told_changes_no_link():
    written("one", "two")
    at = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    with scoped(Scope(frozenset({AUTHORITY}), person=1)):
        made = need_to_know.restrict(authority=AUTHORITY, on="test.thing:1", persons=[1], at=at)
        need_to_know.restrict_history("test.thing:1", made)
    with scoped(Scope(frozenset({AUTHORITY}), person=2)):
        assert ledger.history(AUTHORITY, "test.thing:1") == []
    assert (verify(AUTHORITY).count, faults()) == (2, [])


@pytest.fixture
def stamper(tmp_path):
    return evidence_for(tmp_path, address="", at=AT).timestamper


def anchored(stamper, *, at=AT):
    with scoped(Scope(authorities=frozenset({AUTHORITY}))):
        return ledger.anchor(AUTHORITY, timestamper=stamper, at=at)


def proved(*actions, at=AT):
    with scoped(Scope(authorities=frozenset({AUTHORITY}))):
        return ledger.proof(AUTHORITY, on=["test.thing:1"], actions=actions, at=at)


def led_to(piece):
    """Reckon the hash that a piece of the chain leads to, as its README tells anybody to."""
    found = bytes.fromhex(piece.before)
    for position, digest in enumerate(piece.digests, start=piece.after + 1):
        found = hashlib.sha256(found + position.to_bytes(8, "big") + bytes.fromhex(digest)).digest()
    return found.hex()


def test_a_head_is_stamped_once_and_the_entries_lead_to_the_stamp(stamper, tmp_path):
    assert not anchored(stamper)
    written("one", "two")
    assert anchored(stamper)
    assert not anchored(stamper)
    written("three")
    assert anchored(stamper)
    written("four")
    found = proved("two", "three", "four")
    assert [one.position for one in found.entries] == [2, 3, 4]
    assert [(one.after, len(one.digests)) for one in found.pieces] == [(1, 1), (2, 1), (3, 1)]
    assert [one.anchor and one.anchor.position for one in found.pieces] == [2, 3, None]
    for entry, piece in zip(found.entries, found.pieces, strict=True):
        digest = hashlib.sha256(bytes.fromhex(entry.salt) + entry.entry.encode()).hexdigest()
        assert piece.digests[entry.position - piece.after - 1] == digest
        if piece.anchor:
            assert led_to(piece) == piece.anchor.hash
            told = stamp_told(
                piece.anchor.token,
                bytes.fromhex(piece.anchor.hash),
                trusted=trusted_certificates(tmp_path),
                at=AT,
            )
            assert (told.holds, told.at) == (True, AT)
    (whole,) = proved("one", "three", at=AT.replace(year=2050)).pieces  # the stamps' certificates have ended
    assert (whole.after, len(whole.digests), whole.anchor) == (0, 3, None)
    assert verify(AUTHORITY).breaks == ()


def test_a_chain_that_is_written_anew_does_not_lead_to_its_stamp(stamper):
    """Whoever owns the database can reckon every link anew, but not the stamp from outside."""
    written("one", "two")
    anchored(stamper)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        LedgerAnchor.objects.filter(position=2).update(position=1)
    as_owner("DELETE FROM foundation_ledgerlink; DELETE FROM foundation_ledgerhead")
    as_owner("DELETE FROM foundation_ledgerentry")
    written("other", "two")
    assert faults() == [(2, "the chain does not lead to the hash that was time-stamped")]
    as_owner(
        "UPDATE foundation_ledgeranchor a SET hash = l.hash FROM foundation_ledgerlink l WHERE l.position = 2"
    )
    assert faults() == [(2, "the time stamp is damaged, or over something else")]
