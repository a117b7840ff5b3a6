"""How often a visitor may ask for what is dear to make: so many times a minute from one address."""

import functools
import ipaddress
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from tinget.foundation import clock
from tinget.foundation.http import actor_of, address_of

View = Callable[..., HttpResponseBase]
OF_ONE_VISITOR = 64  # bits of an IPv6 address
_KEPT = 120  # seconds: longer than the minute that is counted


def for_visitors(*, each_minute: int, of: str, method: str = "") -> Callable[[View], View]:
    """Refuse a visitor who asks for this (`of`) more often; whoever is signed in is not counted.

    Where a method is given, only requests by it count: looking at a form is not sending it.
    """

    def limit(view: View) -> View:
        @functools.wraps(view)
        def answer(request: HttpRequest, *args: Any, **words: Any) -> HttpResponseBase:
            counts = method in ("", request.method) and not actor_of(request).is_known
            if counts and _count(request, of) > each_minute:
                return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
            return view(request, *args, **words)

        return answer

    return limit


def _count(request: HttpRequest, of: str) -> int:
    """Count this time, in the table that all processes share; the address itself is not kept."""
    minute = int(clock.now().timestamp()) // 60
    who = salted_hmac("tinget.limits", network_of(address_of(request))).hexdigest()
    key = f"limits:{of}:{minute}:{who}"
    cache.add(key, 0, _KEPT)
    return cache.incr(key)


def network_of(address: str) -> str:
    """Return what counts as one visitor: of IPv6 the network, since one machine has addresses without end."""
    told = ipaddress.ip_address(address)
    if isinstance(told, ipaddress.IPv4Address):
        return address
    if told.ipv4_mapped:
        return str(told.ipv4_mapped)
    return str(ipaddress.ip_network((told.packed, OF_ONE_VISITOR), strict=False))
