"""A few seconds of the fuzzing that can be run for minutes: `python -m benchmarks.fuzz_files 600`."""

import pytest

from benchmarks.fuzz_files import main


@pytest.mark.slow
def test_nothing_is_found_in_a_few_seconds(capsys):
    found = main(seconds=5, seed=7)
    assert found == 0, capsys.readouterr().out
