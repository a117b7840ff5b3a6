"""Names that are safe to save under, and formats that are safe to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.documents import rules


@given(st.text(max_size=400))
def test_a_name_has_no_folders_no_control_signs_and_a_bound(name):
    safe = rules.safe_name(name)
    assert 0 < len(safe) <= rules.NAME_LENGTH
    assert not set(safe) & set('/\\<>:"|?*\n\r\0')
    assert rules.safe_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\mappar\\årsbokslut.pdf", "årsbokslut.pdf"),
        ("...", "dokument"),
        ("a" * 200 + ".pdf", "a" * 146 + ".pdf"),
        ("rad\r\nSet-Cookie: x.pdf", "rad Set-Cookie x.pdf"),
    ],
)
def test_names(name, safe):
    assert rules.safe_name(name) == safe


def test_only_what_carries_no_script_is_shown():
    assert rules.shown_in_browser("application/pdf")
    assert not rules.shown_in_browser("text/html")
    assert not rules.shown_in_browser("image/svg+xml")
