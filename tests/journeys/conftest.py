"""What the journeys share: one running Tinget, and people who sign in by choosing their role."""

import pytest

from tests.fakes.imap import an_imap_server
from tests.journeys.walking import Walker
from tests.running import folder_for_a_server, started


@pytest.fixture(scope="session")
def mailbox():
    """Run the mail server that the committee's mailbox is read from."""
    with an_imap_server() as boxes:
        yield boxes


@pytest.fixture(scope="session")
def tinget(mailbox):
    """Start Tinget once for all journeys."""
    address = f"e-namnden=imap://namnden:{mailbox.password}@127.0.0.1:{mailbox.port}/INBOX"
    with folder_for_a_server() as folder, started(folder, TINGET_MAILBOXES=address) as running:
        yield running


@pytest.fixture
def sign_in(browser_page, tinget):
    """Return a function that opens a browser of its own and signs in as one of the demonstration's roles."""

    def open_as(role, width=1280, *, scripts=True):
        page = browser_page(width, scripts=scripts)
        page.goto(f"{tinget.address}/logga-in/")
        page.get_by_role("button", name=role, exact=True).click()
        page.wait_for_url(f"{tinget.address}/")
        return page

    return open_as


@pytest.fixture
def as_role(sign_in, tinget):
    """Return a function that walks as one of the roles; whoever has come before is still signed in."""
    there = {}

    def walk_as(role, *, scripts=True):
        if (role, scripts) not in there:
            there[role, scripts] = Walker(sign_in(role, scripts=scripts), tinget.address)
        walker = there[role, scripts]
        walker.go("/")
        return walker

    return walk_as


@pytest.fixture
def visitor(browser_page, tinget):
    """Walk without an account."""
    return Walker(browser_page(), tinget.address)
