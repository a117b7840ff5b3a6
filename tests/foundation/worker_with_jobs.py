"""The worker as `./tinget up` starts it, with a few jobs of the tests declared besides; run as a program."""

import time
from pathlib import Path

import django
from django.db import connection

if __name__ == "__main__":
    django.setup()

    from tinget.foundation import clock
    from tinget.foundation.jobs import job
    from tinget.foundation.models import OutgoingMail
    from tinget.site.cli import child

    def note(authority: int, subject: str, body: str) -> None:
        OutgoingMail.objects.create(
            authority_id=authority, to="a@b.se", subject=subject, body=body, created_at=clock.now()
        )

    @job("tests.note")
    def write_note(*, authority: int, text: str) -> None:
        note(authority, text, "")

    @job("tests.fail")
    def fail(*, authority: int) -> None:
        note(authority, "tests.fail", "a failed attempt leaves nothing")
        raise ValueError(authority)

    @job("tests.look")
    def look(*, authority: int) -> None:
        """Write down whose rows are seen by a query that names no authority."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT authority_id FROM foundation_outgoingmail")
            mails = sorted(row[0] for row in cursor.fetchall())
            cursor.execute("SELECT DISTINCT authority_id FROM registry_case")
            cases = sorted(row[0] for row in cursor.fetchall())
        note(authority, "tests.look", f"{mails} {cases}")

    @job("tests.reach")
    def reach(*, authority: int, other: int) -> None:
        """Try to write for another authority."""
        note(other, "tests.reach", f"from {authority}")

    @job("tests.hang")
    def hang(*, authority: int, begun: str) -> None:
        """Hang the first time; the second time, be done at once."""
        if not Path(begun).exists():
            note(authority, "tests.hang", "first")
            Path(begun).touch()
            time.sleep(600)
        note(authority, "tests.hang", "second")

    child._work()
