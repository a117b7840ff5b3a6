"""The rules of signing."""

from hypothesis import given
from hypothesis import strategies as st

from tinget.signatures.rules import (
    NEXT_STATES,
    FileReason,
    FileStep,
    RequestState,
    field_name,
    is_what_was_read,
    state_after,
)

REASONS = st.sampled_from(list(FileReason))


def chain(reasons: list[FileReason]) -> list[FileStep]:
    return [FileStep(number, f"{number:064x}", reason) for number, reason in enumerate(reasons, start=1)]


@given(st.lists(REASONS, min_size=1, max_size=8), st.data())
def test_what_was_read_is_signed_unless_replaced_or_received_since(reasons, data):
    steps = chain(reasons)
    read = data.draw(st.integers(0, len(steps) - 1))
    later = reasons[read + 1 :]
    unchanged = FileReason.REPLACED not in later and FileReason.RECEIVED not in later
    assert is_what_was_read(steps, read_sha256=steps[read].sha256) is unchanged


@given(st.lists(REASONS, max_size=8))
def test_a_hash_that_never_was_is_refused(reasons):
    assert not is_what_was_read(chain(reasons), read_sha256="f" * 64)


def test_the_order_of_rows_does_not_matter():
    steps = chain([FileReason.RECEIVED, FileReason.REPLACED, FileReason.PREPARED])
    assert not is_what_was_read(list(reversed(steps)), read_sha256=steps[0].sha256)
    assert is_what_was_read(list(reversed(steps)), read_sha256=steps[1].sha256)


@given(st.lists(st.booleans(), max_size=6), st.booleans())
def test_complete_when_everybody_signed_and_declined_when_anybody_did(signed, declined):
    state = state_after(signed, declined=declined)
    if declined:
        assert state is RequestState.DECLINED
    elif signed and all(signed):
        assert state is RequestState.COMPLETE
    else:
        assert state is RequestState.WAITING
    assert state is RequestState.WAITING or state in NEXT_STATES[RequestState.WAITING]


@given(st.integers(1, 20), st.text(max_size=40))
def test_a_field_name_has_no_dot_which_pdf_reads_as_a_level(order, capacity):
    assert "." not in field_name(order, capacity)


def test_field_names_read_well():
    assert field_name(2, "Ordförande") == "Underskrift 2, Ordförande"
    assert field_name(3, "Just. ledamot") == "Underskrift 3, Just  ledamot"
