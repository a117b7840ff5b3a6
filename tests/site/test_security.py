"""Where to report a weakness is said where it is set, and nowhere else."""

import datetime as dt

from django.test import Client

from tinget.foundation import clock

PLACE = "/.well-known/security.txt"


def test_the_contact_is_told_for_half_a_year_and_nothing_without_one(db, settings):
    assert Client().get(PLACE).status_code == 404
    settings.TINGET_SECURITY_CONTACT = "sakerhet@example.se"
    told = dict(line.split(": ", 1) for line in Client().get(PLACE).content.decode().splitlines())
    assert told["Contact"] == "mailto:sakerhet@example.se"
    assert told["Canonical"] == f"{settings.TINGET_ADDRESS}{PLACE}"
    left = dt.datetime.fromisoformat(told["Expires"]) - clock.now()
    assert dt.timedelta(days=170) < left < dt.timedelta(days=365)


def test_a_contact_that_is_an_address_of_a_page_stays_one(db, settings):
    settings.TINGET_SECURITY_CONTACT = "https://example.se/sakerhet"
    assert "Contact: https://example.se/sakerhet\n" in Client().get(PLACE).content.decode()
