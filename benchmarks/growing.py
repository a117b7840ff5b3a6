"""The made-up register that is measured on, grown to a size."""

from django.core.management import call_command
from django.db import connections

from tinget.workflows.synthesise.fill import YEARS

SIZES = (10_000, 1_000_000)  # cases; five times as many records and as many texts
RECORDS_IN_CASE = 5
AUTHORITY = "e-namnden"


def grow_to(size: int) -> None:
    """Let there be that many made-up cases, five times as many records and as many texts."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registry_case WHERE is_demonstration")
        cases = size - cursor.fetchone()[0] // YEARS * YEARS
    if cases > 0:
        call_command(
            "synthesise", authority=AUTHORITY, cases=cases, records=cases * RECORDS_IN_CASE, texts=cases
        )
