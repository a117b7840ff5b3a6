"""Somebody walking through Tinget in a browser: what they press, and what every page is held against."""

import re
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import WIDTHS, check_accessibility, screenshot

SEEN: set[str] = set()
LINK = re.compile(r"https?://[^/\s]+(/anslag/\S+/)")
PLACE = re.compile(r"registrator för (\w+)")
BETWEEN_LETTERS = b"-" * 79 + b"\n"  # Django puts letters of the same second into one file
MAIL_WITHIN = JOB_WITHIN = 180  # seconds, on a machine with much else to do


@dataclass
class Walker:
    """A person at a browser window."""

    page: Page
    address: str

    def go(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def follow(self, name: str) -> None:
        """Follow a link by its words."""
        self.page.get_by_role("link", name=name).first.click()

    def press(self, name: str) -> None:
        """Press a button by its words."""
        self.page.get_by_role("button", name=name).first.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    def tab_to(self, name: str) -> None:
        """Go by the keyboard alone to what has this name, and see that the focus shows."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            focused = self.page.locator(":focus")
            if focused.count() and name in _told_of(focused):
                width = focused.evaluate("element => getComputedStyle(element).outlineWidth")
                assert width == "3px", f"the focus does not show on {name}"
                return
        raise AssertionError(f"the keyboard does not come to {name} on {self.page.url}")

    def told(self, text: str) -> None:
        """See that the page says this."""
        expect(self.page.locator("main")).to_contain_text(text)

    def told_in_time(self, text: str) -> None:
        """See that the page says this when a job has done its part."""
        until = time.monotonic() + JOB_WITHIN
        while text not in self.page.locator("main").inner_text():
            assert time.monotonic() < until, f"{self.page.url} never said {text}"
            self.page.wait_for_timeout(500)
            self.page.reload()

    def heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)

    def see(self, name: str, *, is_demonstration: bool = True) -> None:
        """Hold the page against the accessibility rules and take its picture, each state of a page once."""
        if is_demonstration:
            expect(self.page.locator("body")).to_contain_text("DEMONSTRATION")
        if name in SEEN:
            return
        SEEN.add(name)
        check_accessibility(self.page)
        size = self.page.viewport_size
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            screenshot(self.page, f"{name}-{width}")
        self.page.set_viewport_size(size)


def _told_of(element: Locator) -> str:
    return " ".join((element.inner_text() or element.get_attribute("name") or "").split())


def mailed_links(folder: Path, *, count: int) -> dict[str, str]:
    """Wait until the worker has sent so many letters; return each municipality's link."""
    until = time.monotonic() + MAIL_WITHIN
    while len(found := _links(folder)) < count:
        assert time.monotonic() < until, f"only {sorted(found)} got a letter"
        time.sleep(0.3)
    return found


def _links(folder: Path) -> dict[str, str]:
    found = {}
    letters = [letter for file in folder.glob("*") for letter in file.read_bytes().split(BETWEEN_LETTERS)]
    for letter in filter(bytes.strip, letters):
        text = message_from_bytes(letter, policy=policy.default).get_content()
        place, link = PLACE.search(text), LINK.search(text)
        if place and link:
            found[place[1]] = link[1]
    return found
