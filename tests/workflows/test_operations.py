"""How the installation fares: each line's verdict, the page, and alarms told once."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.clamd import Clamd
from tinget.foundation import backups, clock, files
from tinget.foundation.backups import Backups
from tinget.foundation.models import OutgoingMail
from tinget.workflows.models import Alarm
from tinget.workflows.operations import alarms, lines, rules
from tinget.workflows.operations.rules import Tone

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
DAYS = st.timedeltas(dt.timedelta(), dt.timedelta(days=400))


@pytest.mark.parametrize(
    ("free", "total", "tone"),
    [(50, 100, Tone.WELL), (9, 100, Tone.LOOK), (1, 100, Tone.BROKEN), (0, 0, Tone.BROKEN)],
)
def test_a_full_disk_is_told_before_it_is_full(free, total, tone):
    assert rules.of_disk(free * 10**9, total * 10**9) is tone


@given(DAYS)
def test_a_backup_older_than_a_night_is_broken_and_a_failed_one_always(age):
    assert (rules.of_backup(NOW - age, "", now=NOW) is Tone.BROKEN) is (age > rules.BACKUP_AGE)
    assert rules.of_backup(NOW - age, "Disken är full.", now=NOW) is Tone.BROKEN
    assert rules.of_backup(None, "", now=NOW) is Tone.LOOK


@given(DAYS)
def test_a_backup_that_was_not_tried_of_late_is_worth_a_look(age):
    assert (rules.of_trial(NOW - age, now=NOW) is Tone.WELL) is (age <= rules.TRIAL_AGE)
    assert rules.of_trial(None, now=NOW) is Tone.LOOK


@given(st.timedeltas(dt.timedelta(days=-400), dt.timedelta(days=400)), DAYS)
def test_a_certificate_fares_no_better_as_time_goes(left, later):
    worse = [Tone.WELL, Tone.LOOK, Tone.BROKEN]
    assert worse.index(rules.of_certificate(left)) <= worse.index(rules.of_certificate(left - later))


def test_a_certificate_is_told_a_month_before_and_alarms_in_the_last_week():
    tones = [rules.of_certificate(dt.timedelta(days=days)) for days in (31, 30, 8, 7, -1)]
    assert tones == [Tone.WELL, Tone.LOOK, Tone.LOOK, Tone.BROKEN, Tone.BROKEN]
    assert "gick ut" in lines.certificate("a.pem", NOW - dt.timedelta(days=1), now=NOW).text


def test_work_that_waits_and_a_worker_that_is_silent_are_broken():
    quiet, well = NOW - dt.timedelta(minutes=3), NOW - dt.timedelta(seconds=10)
    assert [rules.of_worker(seen, now=NOW) for seen in (None, quiet, well)] == [
        Tone.BROKEN,
        Tone.BROKEN,
        Tone.WELL,
    ]
    assert rules.of_waiting(NOW - dt.timedelta(minutes=11), 0, now=NOW) is Tone.BROKEN
    assert rules.of_waiting(well, 1, now=NOW) is Tone.LOOK
    assert rules.of_waiting(None, 0, now=NOW) is Tone.WELL


def test_a_scanner_is_asked_whether_it_is_there(settings):
    scanner = Clamd()
    settings.TINGET_CLAMD = scanner.address
    assert files.scanner_answers()
    scanner.close()
    assert not files.scanner_answers()


def test_the_office_sees_how_it_fares_and_members_do_not(person):
    page = person("Administratör").get("/e-namnden/drift/").content.decode()
    assert "Ingen har gjorts av ./tinget keep-backups." in page
    assert "Bakgrundsarbetaren" in page
    assert person("Ledamot, Boden").get("/e-namnden/drift/").status_code == 403


def test_a_fault_is_told_once_and_once_more_when_it_is_over(authority, inside):
    def letters():
        with inside():
            return list(
                OutgoingMail.objects.filter(subject__startswith="Tinget:").values_list("subject", flat=True)
            )

    data = Path(settings.TINGET_DATA)
    backups.remember(data, Backups(made_at=clock.now(), problem="Disken är full."))
    alarms.watch(authority=authority.id)
    alarms.watch(authority=authority.id)
    assert [one for one in letters() if "Säkerhetskopia" in one and "fungerar inte" in one] == letters()
    assert len(letters()) == 1
    backups.remember(data, Backups(made_at=clock.now()))
    alarms.watch(authority=authority.id)
    assert "Tinget: Säkerhetskopia fungerar igen" in letters()
    with inside():
        Alarm.objects.update(ended_at=clock.now() - dt.timedelta(days=800))
    alarms.watch(authority=authority.id)
    with inside():
        assert not Alarm.objects.filter(key="backup").exists()
