"""Secrets are read from files, and a fault is one sentence."""

import os

import pytest

from tinget.site.cli import secret_files
from tinget.site.cli.installation import Stopped


@pytest.fixture(autouse=True)
def named(monkeypatch, tmp_path):
    path = tmp_path / "smtp"
    path.write_text("smtp://user:password@host:25\n")
    monkeypatch.delenv("TINGET_SMTP", raising=False)
    monkeypatch.setenv("TINGET_SMTP_FILE", str(path))
    yield path
    os.environ.pop("TINGET_SMTP", None)


def test_a_secret_is_read_from_its_file():
    secret_files.read()
    assert os.environ["TINGET_SMTP"] == "smtp://user:password@host:25"
    secret_files.read()  # a process that we start reads nothing again


def test_both_ways_at_once_are_refused(monkeypatch):
    monkeypatch.setenv("TINGET_SMTP", "smtp://other")
    with pytest.raises(Stopped, match="Både"):
        secret_files.read()


def test_a_file_that_is_not_there_is_named(named):
    named.unlink()
    with pytest.raises(Stopped, match="går inte att läsa"):
        secret_files.read()
