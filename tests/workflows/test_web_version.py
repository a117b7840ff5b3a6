"""Minutes on the web: what names persons leaves when it must, and what was decided stays as it was."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tinget.workflows.publish_minutes.rules.web_version import LEFT_OUT, web_version, without_contacts

NAME = st.from_regex(r"[A-ZÅÄÖ][a-zåäö]{2,8} [A-ZÅÄÖ][a-zåäö]{2,8}", fullmatch=True)


def minutes(secretary: str, guest: str, text: str) -> dict:
    item = {
        "paragraph": "1", "title": text, "case_number": "2026/1-2.2", "decision": text,
        "decision_points": [text], "summary": text, "meeting_text": text, "procedure": text,
        "basis": [{"title": text, "record_id": "2026.1"}],
        "recipients": [guest, "a@b.se"], "corrections": [text], "conflicts": [{"name": "Elin Vald"}],
        "votes": [{"for": [{"name": "Elin Vald"}]}],
        "reservations": [{"name": "Elin Vald", "reasons": text}, {"name": "Elin Vald"}],
    }  # fmt: skip
    attendance = [
        {"name": "Elin Vald", "as": "member", "party": "S", "municipality": "Boden", "note": ""},
        {"name": guest, "as": "other", "party": None, "municipality": None, "note": "föredragande"},
    ]
    named = {"name": secretary, "party": None}
    return {
        "items": [item], "attendance": attendance, "secretary": named, "chair": {"name": "Elin Vald"},
        "ledger_head": {"count": 1},
    }  # fmt: skip


@given(secretary=NAME, guest=NAME)
def test_after_expiry_nobody_but_the_elected_is_named_anywhere(secretary, guest):
    text = f"{guest} föredrar. {secretary} antecknar."
    told = json.dumps(web_version(minutes(secretary, guest, text), expired=True), ensure_ascii=False)
    assert guest not in told
    assert secretary not in told
    assert "Elin Vald" in told
    if secretary != guest:
        assert "föredragande föredrar. sekreteraren antecknar." in told


@given(secretary=NAME, guest=NAME)
def test_before_expiry_the_texts_stand_as_they_were_signed(secretary, guest):
    signed = minutes(secretary, guest, f"{guest} föredrar ärende 2026/1 den 2026-11-28 om 1 250 000 kronor.")
    told = web_version(signed, expired=False)
    assert told["secretary"] == signed["secretary"]
    assert told["items"][0] == {**signed["items"][0], "recipients": [guest, LEFT_OUT]}


def test_identity_numbers_addresses_and_mobile_numbers_are_never_on_the_web():
    text = "Ring 070-123 45 67 eller skriv till anna.berg@kiruna.se, 811218-9876."
    assert without_contacts(text) == f"Ring {LEFT_OUT} eller skriv till {LEFT_OUT}, {LEFT_OUT}."


def test_a_conflict_of_interest_leaves_and_an_open_vote_stays():
    (item,) = web_version(minutes("A B", "C D", "x"), expired=True)["items"]
    assert item["conflicts"] == []
    assert item["votes"] == [{"for": [{"name": "Elin Vald"}]}]
