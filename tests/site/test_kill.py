"""Nothing acknowledged is lost: each part is killed in the middle of registrations, as the benchmark does."""

import pytest

from benchmarks import killing
from tests.running import folder_for_a_server


@pytest.mark.slow
def test_a_killed_server_a_killed_database_and_a_kill_of_everything_lose_no_acknowledged_case():
    with folder_for_a_server() as folder:
        told = killing.killed(
            folder, 5, [killing.DATABASE, killing.WEB, killing.WORKERS, killing.ALL, killing.DATABASE]
        )
    assert told.acknowledged >= 5 * killing.BETWEEN
    assert told.cut_off
    assert told.lost == []
    assert told.twice == 0
    assert told.ledger_is_whole
