"""Row security: nobody crosses from one authority into another, in any way we can think of."""

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from tinget.foundation.models import OutgoingMail, Serial
from tinget.foundation.scoping import PUBLIC, Scope, current_scope, remembered, scoped, widened
from tinget.foundation.scoping.scope import NOTHING

pytestmark = pytest.mark.django_db

OURS, THEIRS = 1, 2


def of(*authorities):
    return scoped(Scope(authorities=frozenset(authorities)))


@pytest.fixture
def two_registers():
    for authority in (OURS, THEIRS):
        with of(authority):
            Serial.objects.create(authority_id=authority, series="case", year=2026, last=authority)


def test_an_unscoped_query_sees_nothing(two_registers):
    assert Serial.objects.count() == 0


def test_a_scope_sees_its_own_rows_only(two_registers):
    with of(OURS):
        assert [row.last for row in Serial.objects.all()] == [OURS]
    with of(OURS, THEIRS):
        assert Serial.objects.count() == 2


def test_the_public_scope_sees_no_unpublished_row(two_registers):
    with scoped(PUBLIC):
        assert Serial.objects.count() == 0


def test_a_scope_ends_with_its_block(two_registers):
    with of(OURS), of(THEIRS):
        assert [row.last for row in Serial.objects.all()] == [THEIRS]
    assert current_scope() == NOTHING
    assert Serial.objects.count() == 0


def test_an_inner_scope_gives_the_outer_one_back_even_after_an_error(two_registers):
    with of(OURS):
        with pytest.raises(RuntimeError), of(THEIRS):
            raise RuntimeError
        assert [row.last for row in Serial.objects.all()] == [OURS]


def test_widening_adds_and_keeps(two_registers):
    with of(OURS):
        with scoped(widened(THEIRS)):
            assert Serial.objects.count() == 2
        assert Serial.objects.count() == 1


def test_raw_sql_is_bound_too(two_registers):
    with of(OURS), connection.cursor() as cursor:
        cursor.execute("SELECT last FROM foundation_serial")
        assert cursor.fetchall() == [(OURS,)]


def test_a_join_and_a_subquery_are_bound(two_registers):
    with of(OURS), connection.cursor() as cursor:
        cursor.execute(
            "SELECT b.last FROM foundation_serial a JOIN foundation_serial b ON a.series = b.series"
        )
        assert cursor.fetchall() == [(OURS,)]
        cursor.execute("SELECT (SELECT max(last) FROM foundation_serial)")
        assert cursor.fetchone() == (OURS,)


def test_writing_for_another_authority_is_refused(two_registers):
    with of(OURS), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        OutgoingMail.objects.create(authority_id=THEIRS, to="a@b.se", created_at="2026-01-01T00:00Z")


def test_updating_and_deleting_anothers_rows_touches_none(two_registers):
    with of(OURS):
        assert Serial.objects.filter(authority_id=THEIRS).update(last=99) == 0
        assert Serial.objects.filter(authority_id=THEIRS).delete()[0] == 0
    with of(THEIRS):
        assert Serial.objects.get().last == THEIRS


def test_moving_a_row_to_another_authority_is_refused(two_registers):
    with of(OURS), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Serial.objects.update(authority_id=THEIRS)


def test_the_application_cannot_switch_row_security_off(two_registers):
    for statement in (
        "SET row_security = off; SELECT * FROM foundation_serial",
        "ALTER TABLE foundation_serial DISABLE ROW LEVEL SECURITY",
        "DROP POLICY owner ON foundation_serial",
        "SET ROLE tinget_owner",
        "CREATE POLICY all_rows ON foundation_serial USING (true)",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_applications_role_has_no_way_around():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, pg_has_role(current_user, 'tinget_owner', 'MEMBER')"
            " FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False)


def test_a_key_cannot_point_into_another_authority(two_registers):
    """Key checks bypass row security, so the key itself carries the owner."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_constraint WHERE conrelid = 'foundation_ledgerlink'::regclass"
            " AND contype = 'f' AND array_length(conkey, 1) = 2 AND conparentid = 0"  # parts repeat it
        )
        assert cursor.fetchone() == (1,)


def test_what_raises_inside_a_scope_leaves_nothing(two_registers):
    with pytest.raises(IntegrityError), of(OURS):
        Serial.objects.create(authority_id=OURS, series="record", year=2026, last=1)
        Serial.objects.create(authority_id=OURS, series="record", year=2026, last=1)
    with of(OURS):
        assert not Serial.objects.filter(series="record").exists()


def test_a_block_marked_for_rollback_still_gives_the_outer_scope_back(two_registers):
    with of(OURS):
        with of(THEIRS):
            transaction.set_rollback(True)
        transaction.set_rollback(False)
        assert current_scope().authorities == {OURS}


def test_what_is_remembered_is_asked_once_in_a_scope_and_anew_in_the_next():
    asked = []
    for _scope in range(2):
        with scoped(PUBLIC):
            assert [remembered("fact", lambda: asked.append("x") or len(asked)) for _ in range(2)] == [
                len(asked)
            ] * 2
    assert remembered("fact", lambda: "outside") == "outside"
    assert len(asked) == 2
