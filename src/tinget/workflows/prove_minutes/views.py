"""Downloading the bundle that proves minutes."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tinget.foundation import clock, limits
from tinget.foundation.http import public
from tinget.workflows.prove_minutes.gathering import bundle_of
from tinget.workflows.prove_minutes.subjects import Subject, subject_at

MOST = 20  # bundles a minute: each reads the ledger and makes a seal
seldom = limits.for_visitors(each_minute=MOST, of="proof")


@public
@require_safe
@seldom
def minutes(_request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Send the proof of a meeting's minutes, to those who may read them."""
    return _sent(subject_at(authority, address, None, today=clock.today()))


@public
@require_safe
@seldom
def paragraph(_request: HttpRequest, authority: str, address: str, paragraph: int) -> HttpResponse:
    """Send the proof of a § that was approved at the meeting, to those who may read it."""
    return _sent(subject_at(authority, address, paragraph, today=clock.today()))


def _sent(subject: Subject) -> HttpResponse:
    answer = HttpResponse(bundle_of(subject, at=clock.now()), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{subject.name}"'
    return answer
