"""Telling a municipality's own system: what is told, and that a receiver knows it by its signature."""

import base64
import datetime as dt
import hashlib
import hmac
import json
import re
import time
from http.server import BaseHTTPRequestHandler

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.committee import AT, acting
from tests.factories.noticeboard import APPROVED, posting_of
from tests.fakes.serving import serving
from tinget.foundation import clock, ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.jobs import jobs_of
from tinget.kernel.dates import DAY
from tinget.noticeboard import actions, jobs
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.models import HookMessage
from tinget.noticeboard.rules.hooks import Told, changes
from tinget.organisation.api import boards, municipality_by_slug

NOTICES = st.dictionaries(st.sampled_from("12345"), st.fixed_dictionaries({"up_on": st.sampled_from("abc")}))
SECRET = re.compile(r'value="(whsec_[^"]+)"')


@given(NOTICES, NOTICES)
def test_whoever_follows_the_changes_knows_what_is_to_be_up(before, now):
    known = dict(before)
    for one in changes(before, now):
        key = next(key for key, notice in {**before, **now}.items() if notice is one.notice)
        if one.told is Told.DOWN:
            del known[key]
        else:
            assert (key in known) is (one.told is Told.CHANGED)
            known[key] = one.notice
    assert known == now


class Receiver:
    """A municipality's system: keeps what arrives with a signature that it knows, and refuses the rest."""

    def __init__(self):
        self.secret, self.taken, self.refused, self.is_ill = "", [], 0, False

    def answer(self, headers, body):
        """Check as Standard Webhooks tells receivers to; return the status."""
        key, moment = headers["webhook-id"], headers["webhook-timestamp"]
        secret = base64.b64decode(self.secret.removeprefix("whsec_"))
        signed = hmac.new(secret, f"{key}.{moment}.".encode() + body, hashlib.sha256).digest()
        good = {f"v1,{base64.b64encode(signed).decode()}"} & set(headers["webhook-signature"].split())
        if not good or abs(time.time() - int(moment)) > 300:
            self.refused += 1
            return 401
        if self.is_ill:
            return 503
        self.taken.append((key, json.loads(body)))
        return 204


@pytest.fixture
def receiver(settings):
    settings.TINGET_INNER_ADDRESSES = True
    known = Receiver()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(known.answer(self.headers, body))
            self.end_headers()

    with serving(Door) as address:
        known.address = f"{address}/avisering"
        yield known


@pytest.fixture
def page(settings, signed_in):
    settings.ROOT_URLCONF = "tests.noticeboard.urls"
    client = signed_in("Sekreterare")
    return lambda **told: (
        client.post("/e-namnden/anslagstavla/kiruna/avisering/", told, follow=True)
        if told
        else client.get("/e-namnden/anslagstavla/kiruna/avisering/")
    ).content.decode()


@pytest.fixture
def work(committee, in_scope, monkeypatch):
    """Run what the board's jobs have to do on a day, and return what is still to be delivered."""
    monkeypatch.setattr(ledger.entries, "_listeners", [("noticeboard.posting:", noticeboard.follow_notices)])

    def run(day=APPROVED):
        monkeypatch.setattr(clock, "now", lambda: dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC))
        jobs.tell_hooks(authority=committee.id)
        with in_scope(committee.id):
            waiting = list(HookMessage.objects.filter(delivered_at=None).order_by("pk"))
        for one in waiting:
            try:
                jobs.deliver(authority=committee.id, message=one.pk)
            except ConnectionError:
                continue
        with in_scope(committee.id):
            return HookMessage.objects.filter(delivered_at=None).count()

    return run


@pytest.mark.slow
def test_a_system_is_told_up_changed_and_down_and_knows_the_signature(
    committee, notice_id, receiver, page, work, in_scope
):
    page(do="save", address=receiver.address)
    receiver.secret = SECRET.search(page(do="secret"))[1]
    assert "whsec_" not in page()  # shown once
    assert work() == 0
    with in_scope(committee.id):
        for board in boards(committee.id):
            actions.confirm_up(
                acting("Sekreterare"),
                posting_id=posting_of(notice_id, board.name),
                on=APPROVED,
                at=AT,
                note="sett",
            )
        asked = [one.name for one in jobs_of(committee.id) if one.name == actions.TELL_HOOKS]
    assert len(asked) == 15  # when the address was saved, and for each board that told
    assert work() == work() == 0
    with in_scope(committee.id):
        removal = noticeboard.notice(notice_id, today=APPROVED).clock.removal.date
    work(removal)
    told = [(one["type"], one["data"]["notice"]["last_day_to_appeal"]) for _key, one in receiver.taken]
    last = (removal - DAY).isoformat()
    assert told == [("notice.up", None), ("notice.changed", last), ("notice.down", last)]
    assert receiver.refused == 0
    assert page().count("Framme") == 3


def test_what_does_not_arrive_is_tried_again_as_the_same_message_and_by_the_new_secret(
    committee, notice_id, receiver, page, work, in_scope
):
    page(do="save", address=receiver.address)
    receiver.secret, receiver.is_ill = SECRET.search(page(do="secret"))[1], True
    assert work() == 1
    assert "Systemet svarade 503." in page()
    receiver.is_ill = False
    new = SECRET.search(page(do="secret"))[1]
    assert work() == 1
    assert receiver.refused == 1  # signed by a secret that it does not know
    receiver.secret = new
    with in_scope(committee.id):
        HookMessage.objects.update(attempts=8)
    assert "Kom inte fram." in page()
    page(do="try")
    assert work() == 0
    with in_scope(committee.id):
        keys = dict(HookMessage.objects.values_list("told", "key"))
    assert [(key, one["type"]) for key, one in receiver.taken] == [
        (keys["notice.up"], "notice.up"),
        (keys["trial"], "trial"),
    ]


def test_only_the_staff_and_only_where_nobody_else_can_read(committee, in_scope, settings):
    settings.TINGET_INNER_ADDRESSES = False
    kiruna = municipality_by_slug("kiruna").id
    with in_scope(committee.id):
        for name, refusal in (("Ordförande", NotPermitted), ("Sekreterare", NotPossible)):
            with pytest.raises(refusal):
                actions.set_hook(
                    acting(name),
                    authority=committee.id,
                    municipality=kiruna,
                    address="http://kiruna.example/",
                )
        with pytest.raises(NotPermitted):
            actions.renew_secret(acting("Ordförande"), authority=committee.id, municipality=kiruna)
