"""The rules of signing."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tinget.signatures.rules import (
    CODE_LASTS,
    CODE_TRIES,
    EID_ENDS,
    EID_MOST,
    EID_TEXTS,
    EID_WITHIN,
    NEXT_STATES,
    EidState,
    FileReason,
    FileStep,
    RequestState,
    code_is_good,
    eid_words,
    field_name,
    is_namesake,
    is_same_person,
    is_what_was_read,
    masked,
    may_open_order,
    reminder_due,
    state_after,
    text_to_sign,
    turns,
)

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
AT = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
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


@given(st.lists(st.timedeltas(dt.timedelta(), 3 * EID_WITHIN), max_size=3 * EID_MOST))
def test_so_many_orders_in_a_while_and_no_more_but_again_when_it_has_passed(ages):
    late = [age for age in ages if age < EID_WITHIN]
    earlier = [AT - age for age in ages]
    assert may_open_order(earlier, at=AT) is (len(late) < EID_MOST)
    assert may_open_order(earlier, at=AT + EID_WITHIN)


def test_field_names_read_well():
    assert field_name(2, "Ordförande") == "Underskrift 2, Ordförande"
    assert field_name(3, "Just. ledamot") == "Underskrift 3, Just  ledamot"


@given(st.lists(st.booleans(), max_size=8), st.booleans())
def test_in_order_it_is_the_first_ones_turn_and_otherwise_everybodys(answered, in_order):
    left = turns(answered, in_order=in_order)
    assert all(not answered[place] for place in left)
    if in_order:
        assert left == ([answered.index(False)] if False in answered else [])
    else:
        assert len(left) == answered.count(False)


@given(DAYS, st.none() | DAYS, st.none() | DAYS)
def test_nobody_is_reminded_twice_a_day_or_before_their_turn(told, reminded, due):
    assert not reminder_due(told, told_on=None, reminded_on=reminded, due_on=due)
    assert not reminder_due(told, told_on=told, reminded_on=told, due_on=due)


@given(DAYS, st.integers(0, 9), st.none() | st.integers(-5, 9))
def test_reminders_come_every_third_day_and_daily_towards_the_end(told, after, until_due):
    today = told + dt.timedelta(days=after)
    due = None if until_due is None else today + dt.timedelta(days=until_due)
    expected = after >= (1 if until_due is not None and until_due <= 2 else 3)
    assert reminder_due(today, told_on=told, reminded_on=None, due_on=due) is expected


@given(st.integers(-60, 3600), st.integers(0, 9), st.booleans())
def test_a_code_is_good_only_in_time_right_and_not_guessed_at(seconds, tries, is_right):
    at = AT + dt.timedelta(seconds=seconds)
    good = code_is_good("123456" if is_right else "654321", "123456", asked_at=AT, tries=tries, at=at)
    assert good is (is_right and 0 <= seconds <= CODE_LASTS.total_seconds() and tries < CODE_TRIES)


def test_a_code_that_was_never_asked_for_is_no_code():
    assert not code_is_good("", "", asked_at=None, tries=0, at=AT)


def test_an_address_is_masked():
    assert masked("anna.svensson@exempel.se") == "a…@exempel.se"


NAMES = st.lists(
    st.sampled_from(["Anna", "Maria", "Åsa", "Öberg", "Lind", "von", "Berg"]), min_size=1, max_size=5
)


@given(NAMES, NAMES)
def test_a_namesake_has_the_first_and_last_word_of_the_name(expected, told):
    given = is_namesake(" ".join(expected), "-".join(told).upper())
    assert given is (expected[0] in told and expected[-1] in told)


def test_nobody_is_the_namesake_of_nobody():
    assert not is_namesake("", "ANNA LIND")


@given(st.sampled_from(["Anna Lind", "Åsa Öberg"]), st.sampled_from([None, "a", "b"]))
def test_who_is_known_by_number_is_not_judged_by_name(told, known):
    same = is_same_person(expected="Anna Lind", told=told, known_digest=known, digest="a")
    assert same is (told == "Anna Lind" if known is None else known == "a")


@given(
    st.lists(
        st.tuples(st.text(min_size=1), st.text("0123456789abcdef", min_size=64, max_size=64)), min_size=1
    )
)
def test_the_text_in_the_app_names_every_paper_and_its_digest(papers):
    text = text_to_sign(authority="Norrbottens e-nämnd", capacity="Ordförande", papers=papers)
    assert all(title in text and sha256 in text for title, sha256 in papers)
    assert "som ordförande" in text


@given(st.text())
def test_every_word_of_a_service_is_told_calmly_known_or_not(told):
    for state in (EidState.PENDING, EidState.FAILED):
        words = eid_words(state, told)
        assert words
        assert "!" not in words
    assert eid_words(EidState.FAILED, "alreadyInProgress") == EID_ENDS["alreadyinprogress"]
    assert eid_words(EidState.PENDING, "userSign") == EID_TEXTS["userSign"]
