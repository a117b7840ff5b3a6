"""The pages of moving in, and of lists as files, in a real browser: no axe violation, both widths."""

import pytest
from django.test import Client

from tests.journeys.browser import check_accessibility, screenshot
from tests.workflows.moving_in.conftest import CASES
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.models import Account, Person
from tinget.workflows.moving_in import steps
from tinget.workflows.moving_in.rules.mapping import Kind

pytestmark = [pytest.mark.journey, pytest.mark.slow]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def test_the_pages_are_for_everybody(live_server, browser_page, committee, secretary, taken_up):
    with scoped(Scope(authorities=frozenset({committee.pk}))):
        new, moved = (taken_up(Kind.CASES, CASES).pk for _number in range(2))
        steps.start(secretary, moved)
    steps.move_in(authority=committee.pk, moving=moved)
    with scoped(Scope(authorities=frozenset({committee.pk}))):
        text = "Dnr;Titel;Datum\n2024/1;Ett ärende;2024-01-02\n"
        running = taken_up(Kind.CASES, text).pk
        steps.start(secretary, running)
    account = Account.objects.create_user("lisa@example.se", person=Person.objects.get(key="lisa-nilsson"))
    client = Client()
    client.force_login(account, backend=BACKEND)
    page = browser_page()
    page.context.add_cookies(
        [{"name": key, "value": one.value, "url": live_server.url} for key, one in client.cookies.items()]
    )
    for name, path in {
        "movings": "inflyttning/",
        "mapping": f"inflyttning/{new}/kolumner/",
        "trial": f"inflyttning/{new}/provflytt/",
        "moved": f"inflyttning/{moved}/",
        "running": f"inflyttning/{running}/",
        "jobs": "bakgrundsarbete/",
        "cases": "arenden/",
    }.items():
        page.goto(f"{live_server.url}/e-namnden/{path}")
        check_accessibility(page)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            screenshot(page, f"moving-{name}-{width}")
        page.set_viewport_size({"width": 1280, "height": 900})
