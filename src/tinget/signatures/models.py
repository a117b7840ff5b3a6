"""Tables of signing: the request, who signs, with which e-identity, and the chain of files."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tinget.foundation.models import OwnedModel
from tinget.signatures.rules import EidState, FileReason, RequestState

STATES = [state.value for state in RequestState]
EID_STATES = [state.value for state in EidState]
REASONS = [reason.value for reason in FileReason]


class SigningRequest(OwnedModel):
    """A paper that some people are asked to sign; `about` names it as text ("documents.document:7")."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "asked_by": "den som begärde underskrifterna",
        "asker": "den som begärde underskrifterna",
        "message": "hälsningen till dem som ska skriva under",
        "withdrawn_reason": "varför begäran togs tillbaka",
    }
    DISPOSAL: ClassVar[str] = "Bevaras lika länge som handlingen som skrevs under."

    about = models.CharField(max_length=100)
    purpose = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    name = models.CharField(max_length=200)  # the file's name
    state = models.CharField(max_length=10)
    created_at = models.DateTimeField()
    is_demonstration = models.BooleanField(default=False)
    asked_by = models.CharField(max_length=150, blank=True)
    asker = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="+", null=True)
    in_order = models.BooleanField(default=False)
    eid_required = models.BooleanField(default=False, db_default=False)
    due_on = models.DateField(null=True)
    message = models.TextField(blank=True)
    bundle = models.CharField(max_length=36, blank=True)  # asked for at once, signed together
    withdrawn_reason = models.TextField(blank=True)
    stamped_until = models.DateTimeField(null=True)  # when the newest time stamp's certificate ends

    class Meta:
        indexes = [
            models.Index(fields=["authority_id", "about"], name="signing_about_idx"),
            models.Index(fields=["authority_id", "bundle"], name="signing_bundle_idx"),
            models.Index(fields=["authority_id", "stamped_until"], name="signing_stamped_idx"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="signing_state_known"),
        ]


class Signer(OwnedModel):
    """Somebody who is asked to sign in one capacity, and when they did or declined."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "person": "den som ska skriva under",
        "email": "adressen till den som inte har konto här",
        "organisation": "vem den utomstående företräder",
        "name": "namnet som det stod när underskriften begärdes",
        "capacity": "i vilken egenskap personen skriver under",
        "declined_reason": "varför personen inte skriver under",
        "instead_of": "den som fick förhinder",
        "instead_reason": "varför någon annan skriver under i stället",
    }
    DISPOSAL: ClassVar[str] = "Bevaras lika länge som handlingen som skrevs under."

    request = models.ForeignKey(
        SigningRequest, on_delete=models.PROTECT, related_name="signers", db_constraint=False
    )
    order = models.PositiveSmallIntegerField()
    person = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="+", null=True)
    email = models.EmailField(blank=True)
    organisation = models.CharField(max_length=150, blank=True)
    name = models.CharField(max_length=150)
    capacity = models.CharField(max_length=60)
    field = models.CharField(max_length=100)
    signed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    declined_reason = models.TextField(blank=True)
    instead_of = models.CharField(max_length=150, blank=True)  # who was asked first
    instead_reason = models.TextField(blank=True)
    told_on = models.DateField(null=True)  # when it became their turn
    reminded_on = models.DateField(null=True)
    code_at = models.DateTimeField(null=True)  # of the newest one-time code, which is derived and not kept
    code_tries = models.PositiveSmallIntegerField(default=0)
    eid = models.ForeignKey(
        "EidSigning", on_delete=models.PROTECT, related_name="+", null=True, db_constraint=False
    )  # the proof from an e-identity, when it was signed with one

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, email="") | (Q(person__isnull=True) & ~Q(email="")),
                name="signer_person_or_address",
            ),
            models.UniqueConstraint(fields=["request", "order"], name="signer_order_once"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(declined_at__isnull=True),
                name="signer_signed_or_declined",
            ),
        ]


class SignedFile(OwnedModel):
    """One file in the chain: as received, with its fields prepared, after each signature."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"sha256": "filen, som bär de undertecknandes namn"}
    DISPOSAL: ClassVar[str] = "Bevaras lika länge som handlingen som skrevs under."

    request = models.ForeignKey(
        SigningRequest, on_delete=models.PROTECT, related_name="files", db_constraint=False
    )
    number = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    at = models.DateTimeField()
    reason = models.CharField(max_length=10)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="signed_file_number_once"),
            models.CheckConstraint(condition=Q(reason__in=REASONS), name="signed_file_reason_known"),
        ]


class EidSigning(OwnedModel):
    """An order to sign with an e-identity: how far it has come, and the proof that it ended with."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "text": "vad personen läste och skrev under",
        "digest": "personnumret som kontrollsumma med nyckel",
        "evidence": "beviset från tjänsten, som bär namn och personnummer",
    }
    DISPOSAL: ClassVar[str] = (
        "Beviset bevaras lika länge som handlingen. Ett försök utan underskrift gallras inom två dygn."
    )

    signer = models.ForeignKey(Signer, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    service = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    told = models.CharField(max_length=60, blank=True)  # the service's own word for how it goes
    text = models.TextField()
    hidden = models.TextField()
    reads = models.JSONField()  # the SHA-256 of what was read, by the signer's id
    reference = models.CharField(max_length=200)
    tokens = models.JSONField()  # emptied when it is over
    asked_at = models.DateTimeField()
    collected_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    evidence = models.CharField(max_length=64, blank=True)  # the file's SHA-256
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["authority_id", "state", "asked_at"], name="signing_eid_idx")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=EID_STATES), name="signing_eid_state_known"),
            models.CheckConstraint(
                condition=~Q(state="complete") | (~Q(evidence="") & ~Q(digest="")),
                name="signing_eid_has_evidence",
            ),
        ]
