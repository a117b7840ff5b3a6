"""Signed files stay provable: the time stamp is renewed in time, once, and the document gets the new file."""

import datetime as dt

import pytest
from cryptography.hazmat.primitives import serialization

from tests.factories.committee import acting
from tests.factories.signatures import a_request
from tests.fakes.trust import TrustService
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.pdf.verifying import sound
from tinget.organisation.api import system_actor
from tinget.signatures import actions
from tinget.signatures import api as signatures
from tinget.signatures.models import SigningRequest
from tinget.signatures.rules import SEAL

pytestmark = pytest.mark.slow


@pytest.fixture
def scope(committee, in_scope):
    with in_scope(committee.id):
        yield committee


@pytest.fixture
def service(settings, tmp_path):
    """A time-stamping authority that this installation trusts, with a certificate that ends in sixty days."""
    service = TrustService()
    service.time = service.identity("Prov-tidsstämpel 1", stamps=True, days=60)
    settings.TINGET_TIME_STAMPS, settings.TINGET_DATA = f"{service.address}/time", tmp_path
    trusted = tmp_path / "keys" / "trusted"
    trusted.mkdir(parents=True)
    (trusted / "prov.pem").write_bytes(service.root.public_bytes(serialization.Encoding.PEM))
    yield service
    service.close()


def test_a_stamp_is_renewed_in_the_last_ninety_days_and_not_before(scope, service):
    now, system, mine = service.now, system_actor(scope.id), acting("Sekreterare")
    read = signatures.request(a_request(scope.id, names=("Sekreterare",), at=now))
    signatures.sign(mine, signer_id=read.signers[0].id, read_sha256=read.file.sha256, at=now)
    assert SigningRequest.objects.get(pk=read.id).stamped_until == now + dt.timedelta(days=60)
    assert actions.due_for_renewal(scope.id, at=now - dt.timedelta(days=31)) == []
    assert not actions.renew_stamp(system, request_id=read.id, at=now - dt.timedelta(days=31))
    assert actions.due_for_renewal(scope.id, at=now) == [read.id]
    with pytest.raises(NotPermitted):
        actions.renew_stamp(mine, request_id=read.id, at=now)
    service.answers = False
    with pytest.raises(NotPossible):
        actions.renew_stamp(system, request_id=read.id, at=now)
    service.answers = True
    service.time = service.identity("Prov-tidsstämpel 2", stamps=True, days=2000)
    assert actions.renew_stamp(system, request_id=read.id, at=now)
    assert not actions.renew_stamp(system, request_id=read.id, at=now)
    line = signatures.request(read.id)
    assert [one.reason.value for one in line.steps] == ["received", "prepared", "signed", "renewed"]
    reports = signatures.reports(read.id)
    assert [one.field for one in reports if one.is_stamp] == ["Tidsstämpel", "Tidsstämpel 2"]
    assert sound(reports, fields=[read.signers[0].field, SEAL])
    assert actions.due_for_renewal(scope.id, at=now) == []
