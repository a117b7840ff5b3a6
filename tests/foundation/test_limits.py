"""What is counted is kept until its time is out, however much others make us count."""

import ipaddress
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection, connections, router, transaction
from hypothesis import given
from hypothesis import strategies as st

from tinget.foundation import shared_cache
from tinget.foundation.limits import network_of

OTHERS = 1000  # more than Django's own table would hold before it threw away


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_all_of_a_network_counts_as_one_visitor_and_another_network_does_not(network, one, other):
    first, second = (str(ipaddress.IPv6Address(network << 64 | host)) for host in (one, other))
    assert network_of(first) == network_of(second)
    elsewhere = str(ipaddress.IPv6Address((network ^ 1) << 64 | one))
    assert network_of(elsewhere) != network_of(first)


@given(st.ip_addresses(v=4), st.ip_addresses(v=4))
def test_an_old_address_counts_for_itself(one, other):
    assert (network_of(str(one)) == network_of(f"::ffff:{other}")) is (one == other)


@pytest.mark.django_db
def test_nobody_pushes_out_what_another_has_used_up():
    cache.set("mine", [1, 2], 60)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO tinget_cache VALUES (%s, '', now() + interval '1 hour')",
            [(f":1:{number}",) for number in range(OTHERS)],
        )
    cache.set("another", "x", 60)
    assert cache.get("mine") == [1, 2]
    assert not cache.add("mine", 3, 60)
    assert cache.touch("mine", 60)
    assert not cache.touch("nobody's", 60)
    cache.set("mine", 4, None)
    assert cache.get("mine") == 4


@pytest.fixture
def apart(django_db_setup, django_db_blocker, monkeypatch):
    """Count as outside the tests, on a line of its own; what was counted is taken away."""
    monkeypatch.setattr(router, "routers", [shared_cache.Apart()])
    with django_db_blocker.unblock():
        yield
        cache.delete("tried")
        connections[shared_cache.COUNTS].close()


def test_a_try_counts_although_it_failed_and_nobody_waits_for_the_page(apart):
    cache.set("tried", 0, 60)
    with pytest.raises(PermissionError), transaction.atomic():
        cache.incr("tried")
        raise PermissionError
    with transaction.atomic(), ThreadPoolExecutor(1) as others:
        cache.incr("tried")
        assert others.submit(_counted_by_another).result(30) == 3
    assert cache.get("tried") == 3


def test_of_many_at_once_each_counts(apart):
    cache.set("tried", 0, 60)
    with ThreadPoolExecutor(4) as others:
        counts = [others.submit(_counted_by_another) for _ in range(20)]
        assert sorted(one.result(30) for one in counts) == list(range(1, 21))


def _counted_by_another():
    try:
        return cache.incr("tried")
    finally:
        connections[shared_cache.COUNTS].close()


@pytest.mark.django_db
def test_a_count_that_nobody_began_is_none():
    with pytest.raises(ValueError, match="never"):
        cache.incr("never")


@pytest.mark.django_db
def test_what_is_over_is_as_if_it_were_not_and_is_removed():
    cache.set("short", 1, 0.05)
    cache.set("long", 1, 60)
    time.sleep(0.06)
    assert cache.add("short", 2, 0.05)
    time.sleep(0.06)
    assert shared_cache.forget_what_is_over() >= 1
    assert cache.get("long") == 1
    assert cache.get("short") is None
