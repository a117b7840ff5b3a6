"""Remembered pages: the same for visitors until anything is written, and never for those who are known."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from tinget.foundation import ledger
from tinget.foundation.kept_pages import kept_for_visitors
from tinget.foundation.scoping import PUBLIC, Scope, scoped

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
SOMEBODY = SimpleNamespace(who="person:1 Sekreterare", acting_as="secretary")


@pytest.fixture(autouse=True)
def remembered(settings):
    settings.TINGET_REMEMBER_SECONDS = 60
    written()


def written():
    with scoped(Scope(authorities=frozenset({7}))):
        ledger.append(SOMEBODY, "write", on="test.thing:1", authority=7)


def asked(view, path="/sida/", *, known=False, **more):
    request = RequestFactory().get(path, **more)
    request.actor = SimpleNamespace(is_known=known)
    with scoped(PUBLIC):
        return view(request).content.decode()


@pytest.fixture
def view():
    """A page that says how many times it was made."""
    made = []

    @kept_for_visitors
    def page(_request):
        made.append(1)
        return HttpResponse(str(len(made)))

    return page


def test_a_page_is_made_once_until_something_is_written(view):
    assert [asked(view), asked(view), asked(view, "/sida/?q=1"), asked(view)] == ["1", "1", "2", "1"]
    written()
    assert [asked(view), asked(view)] == ["3", "3"]


def test_the_day_ends_it(view, settings):
    settings.TINGET_TODAY = "2026-11-20"
    assert [asked(view), asked(view)] == ["1", "1"]
    settings.TINGET_TODAY = "2026-11-21"
    assert asked(view) == "2"


def test_who_is_known_or_has_a_cookie_gets_their_own_and_leaves_none(view):
    assert [asked(view, known=True), asked(view, HTTP_COOKIE="a=b"), asked(view)] == ["1", "2", "3"]
    assert [asked(view, known=True), asked(view, HTTP_COOKIE="a=b"), asked(view)] == ["4", "5", "3"]


def test_it_can_be_turned_off(view, settings):
    settings.TINGET_REMEMBER_SECONDS = 0
    assert [asked(view), asked(view)] == ["1", "2"]


def test_what_is_made_for_one_visitor_is_not_kept():
    made = []

    @kept_for_visitors
    def with_a_form(request):
        made.append(get_token(request))
        return HttpResponse(made[-1])

    @kept_for_visitors
    def with_a_cookie(_request):
        made.append("")
        answer = HttpResponse("")
        answer.set_cookie("a", "b")
        return answer

    @kept_for_visitors
    def missing(_request):
        made.append("")
        return HttpResponse("", status=404)

    for page in (with_a_form, with_a_cookie, missing):
        made.clear()
        asked(page, f"/{page.__name__}/")
        asked(page, f"/{page.__name__}/")
        assert len(made) == 2, page.__name__
