"""Tables of release: the request, what was found of each record, what was handed out, the refusal."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tinget.foundation.models import OwnedModel
from tinget.release.rules import NAME_LENGTH, PROVISION_LENGTH, Channel, Outcome, Way

KEPT = "Två år efter att begäran avslutats; ett avslagsbeslut med sina handlingar bevaras."


class ReleaseRequest(OwnedModel):
    """A request for official records; who asks is nobody's business unless they say so (TF 2:18)."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "name": "den som begär, om den vill säga det",
        "email": "dit handlingarna ska, om den som begär vill",
        "text": "kan nämna den som begär och andra",
    }
    DISPOSAL: ClassVar[str] = KEPT

    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    received_on = models.DateField()
    channel = models.CharField(max_length=10)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    email = models.EmailField(blank=True)
    text = models.TextField()
    way = models.CharField(max_length=10)
    code_sha256 = models.CharField(max_length=64, unique=True)
    received_by = models.CharField(max_length=200)
    closed_on = models.DateField(null=True)
    is_demonstration = models.BooleanField(default=False)
    submission = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "year", "serial"], name="release_number_once"),
            models.UniqueConstraint(fields=["authority_id", "submission"], name="release_submitted_once"),
            models.CheckConstraint(condition=~Q(text=""), name="release_says_what"),
            models.CheckConstraint(condition=Q(channel__in=list(Channel)), name="release_channel_known"),
            models.CheckConstraint(condition=Q(way__in=list(Way)), name="release_way_known"),
        ]
        indexes = [
            models.Index(
                fields=["authority_id", "received_on", "id"],
                condition=Q(closed_on__isnull=True),
                name="release_open",
            )
        ]


class RequestedRecord(OwnedModel):
    """A record that the request is about, and what an official found of it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"assessed_by": "den som prövade"}
    DISPOSAL: ClassVar[str] = KEPT

    request = models.ForeignKey(
        ReleaseRequest, on_delete=models.PROTECT, db_constraint=False, related_name="records"
    )
    record = models.ForeignKey(
        "registry.Record", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    outcome = models.CharField(max_length=10, default=Outcome.WAITING.value)
    provision = models.CharField(max_length=PROVISION_LENGTH, blank=True)
    assessed_on = models.DateField(null=True)
    assessed_by = models.CharField(max_length=200, blank=True)
    # What is handed out, by content; the file's own name, which may tell something, is not kept here.
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    media_type = models.CharField(max_length=150, blank=True)
    masked_document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, db_constraint=False, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "record"], name="requested_once"),
            models.CheckConstraint(condition=Q(outcome__in=list(Outcome)), name="release_outcome_known"),
            models.CheckConstraint(
                condition=~Q(outcome__in=[Outcome.MASKED.value, Outcome.REFUSED.value]) | ~Q(provision=""),
                name="withheld_by_provision",
            ),
        ]


class Delivery(OwnedModel):
    """One time that something was handed out, on which way and at what fee (whole kronor)."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"by": "den som lämnade ut"}
    DISPOSAL: ClassVar[str] = KEPT

    request = models.ForeignKey(
        ReleaseRequest, on_delete=models.PROTECT, db_constraint=False, related_name="deliveries"
    )
    way = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    pages = models.PositiveIntegerField(default=0)
    fee = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(way__in=list(Way)), name="delivery_way_known")]


class Refusal(OwnedModel):
    """The authority's own written decision to refuse, asked for by the asker, and what became of it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "reasons": "kan nämna en person",
        "decided_by": "den som beslutade",
        "court_outcome": "kan nämna en person",
    }
    DISPOSAL: ClassVar[str] = "Bevaras."

    request = models.OneToOneField(
        ReleaseRequest, on_delete=models.PROTECT, db_constraint=False, related_name="refusal"
    )
    asked_on = models.DateField()
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    provisions = models.CharField(max_length=PROVISION_LENGTH, blank=True)
    reasons = models.TextField(blank=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, db_constraint=False, related_name="+"
    )
    received_on = models.DateField(null=True)
    appealed_on = models.DateField(null=True)
    forwarded_on = models.DateField(null=True)
    court_outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | (~Q(provisions="") & ~Q(reasons="")),
                name="refusal_has_reasons",
            ),
        ]
