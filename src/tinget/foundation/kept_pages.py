"""Public pages that are remembered for visitors until anything is written: many read, few write."""

import functools
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.language import language_of

MOST_PAGES, MOST_BYTES = 500, 200_000  # each process keeps its own, at most 100 MB and commonly 8
View = Callable[..., HttpResponse]


class _Pages:
    """The pages that were asked for last, each with what held when it was made."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.kept: OrderedDict[Any, tuple[Any, float, HttpResponse]] = OrderedDict()

    def find(self, key: Any, state: Any) -> HttpResponse | None:
        with self.lock:
            made_of, until, answer = self.kept.get(key, (None, 0.0, None))
            if answer is None or made_of != state or until < time.monotonic():
                return None
            self.kept.move_to_end(key)
            return answer

    def keep(self, key: Any, state: Any, answer: HttpResponse) -> None:
        with self.lock:
            self.kept[key] = (state, time.monotonic() + settings.TINGET_REMEMBER_SECONDS, answer)
            self.kept.move_to_end(key)
            while len(self.kept) > MOST_PAGES:
                self.kept.popitem(last=False)


_pages = _Pages()


def kept_for_visitors(view: View) -> View:
    """Remember the view's page for those who are not signed in, until anything is written or the day ends.

    Only for pages that are the same for all visitors. Any entry in any ledger ends what is remembered.
    """

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        if not _is_plain_visit(request):
            return view(request, *args, **words)
        key = (request.get_host(), request.get_full_path(), language_of(request))
        heads = _written()
        state = (heads, clock.today())
        known = _pages.find(key, state)
        if known is not None:
            return _copy(known)
        made = view(request, *args, **words)
        if heads is not None and _may_be_kept(request, made):
            _pages.keep(key, state, _copy(made))
        return made

    return answer


def _is_plain_visit(request: HttpRequest) -> bool:
    is_on = settings.TINGET_REMEMBER_SECONDS > 0
    is_alike = not set(request.COOKIES) - {settings.LANGUAGE_COOKIE_NAME}
    return is_on and request.method == "GET" and is_alike and not actor_of(request).is_known


def _may_be_kept(request: HttpRequest, answer: HttpResponse) -> bool:
    """Refuse what is no whole page, and what was made for one visitor alone."""
    return (
        answer.status_code == HTTPStatus.OK
        and not answer.streaming
        and not answer.cookies
        and "CSRF_COOKIE" not in request.META
        and len(answer.content) <= MOST_BYTES
    )


def _copy(answer: HttpResponse) -> HttpResponse:
    """Return the same page anew: what stands around the view writes in the headers of what it is given."""
    return HttpResponse(answer.content, headers=dict(answer.headers))


def _written() -> str | None:
    """Return what the heads of all ledgers come to, as far as this transaction sees; it names nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tinget_written()")
        (heads,) = cursor.fetchone()
        return heads if heads is None else str(heads)
