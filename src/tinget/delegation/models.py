"""Tables of delegation: scheme versions and points, decisions by delegates, reports to the committee."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tinget.delegation.rules.schemes import MATTER_LENGTH, NAME_LENGTH, NUMBER_LENGTH, Delegate, Matter
from tinget.foundation.models import OwnedModel

DELEGATES = [delegate.value for delegate in Delegate]
MATTERS = [matter.value for matter in Matter]
KEPT = "Bevaras."


class SchemeVersion(OwnedModel):
    """A version of the delegation scheme, and the days it holds; public from its adoption."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    name = models.CharField(max_length=NAME_LENGTH)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    adopted_on = models.DateField()
    adopted_by = models.CharField(max_length=NAME_LENGTH)  # the decision, as it is called: "§ 12/2026"
    published_at = models.DateTimeField(null=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "is_demonstration", "valid_from"], name="delegation_begins_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="delegation_has_days",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__gte=F("adopted_on")), name="delegation_not_retroactive"
            ),
        ]


class SchemePoint(OwnedModel):
    """A point of a version: who may decide what, within which bounds."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"holder": "den funktion eller ledamot som får besluta"}
    DISPOSAL: ClassVar[str] = KEPT

    scheme = models.ForeignKey(
        SchemeVersion, on_delete=models.PROTECT, db_constraint=False, related_name="points"
    )
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=NUMBER_LENGTH)
    matter = models.CharField(max_length=MATTER_LENGTH)
    delegate = models.CharField(max_length=20)
    holder = models.CharField(max_length=NAME_LENGTH, blank=True)
    conditions = models.TextField(blank=True)
    amount_limit = models.BigIntegerField(null=True)  # whole SEK
    is_reported = models.BooleanField(default=True)
    may_delegate_further = models.BooleanField(default=False)
    is_urgent = models.BooleanField(default=False)
    is_appealable = models.BooleanField(default=True)
    kind = models.CharField(max_length=20, default=Matter.ORDINARY.value)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="delegation_point_once"),
            models.CheckConstraint(condition=Q(delegate__in=DELEGATES), name="delegation_delegate_known"),
            models.CheckConstraint(condition=Q(kind__in=MATTERS), name="delegation_matter_known"),
            models.CheckConstraint(
                condition=Q(is_urgent=False) | Q(is_reported=True), name="delegation_urgent_is_reported"
            ),
        ]


class CommitteeReport(OwnedModel):
    """Decisions put before the committee at a meeting; `about` names the meeting ("meetings.meeting:5")."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"made_by": "den som gjorde anmälan"}
    DISPOSAL: ClassVar[str] = KEPT

    about = models.CharField(max_length=60)
    meeting_day = models.DateField()
    record = models.ForeignKey(
        "registry.Record", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=NAME_LENGTH)
    reported_on = models.DateField(null=True)  # the day of the meeting, once the item was handled there
    withdrawn_at = models.DateTimeField(null=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "about"],
                condition=Q(withdrawn_at__isnull=True),
                name="delegation_report_once_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=True) | Q(withdrawn_at__isnull=True),
                name="delegation_reported_or_withdrawn",
            ),
        ]


class DelegatedDecision(OwnedModel):
    """How a decision of the register was made by a delegate: by whom, by which point, and what departed."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "decided_by": "den som beslutade",
        "person_id": "den som beslutade, om personen har ett uppdrag",
        "recorded_by": "den som förde in beslutet",
        "reason": "kan nämna en person",
    }
    DISPOSAL: ClassVar[str] = KEPT

    decision = models.OneToOneField(
        "registry.Decision", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    point = models.ForeignKey(
        SchemePoint, on_delete=models.PROTECT, db_constraint=False, related_name="decisions"
    )
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=NAME_LENGTH)
    person_id = models.BigIntegerField(null=True)
    amount = models.BigIntegerField(null=True)  # whole SEK
    is_further = models.BooleanField(default=False)
    is_urgent = models.BooleanField(default=False)
    is_reported = models.BooleanField(default=True)
    findings = models.JSONField(default=list)  # [{rule, source, text}]
    reason = models.TextField(blank=True)
    late_reason = models.TextField(blank=True)
    report = models.ForeignKey(
        CommitteeReport, on_delete=models.PROTECT, db_constraint=False, null=True, related_name="decisions"
    )
    minutes = models.ForeignKey(
        "registry.Record", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )  # its own minutes, where it is not reported but can be appealed (KL 6:40)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=NAME_LENGTH)
    published_at = models.DateTimeField(null=True)
    is_demonstration = models.BooleanField(default=False)
    submission = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "submission"], name="delegated_submitted_once"),
            models.UniqueConstraint(fields=["authority_id", "year", "number"], name="delegated_number_once"),
            models.CheckConstraint(condition=~Q(decided_by=""), name="delegated_by_somebody"),
        ]
        indexes = [
            models.Index(
                fields=["authority_id", "year", "number"],
                condition=Q(published_at__isnull=False),
                name="delegated_published",
            ),
            models.Index(
                fields=["authority_id", "decided_on"],
                condition=Q(is_reported=True, report__isnull=True),
                name="delegated_to_report",
            ),
            models.Index(
                fields=["authority_id", "decided_on"],
                condition=Q(is_reported=False, minutes__isnull=True),
                name="delegated_to_notice",
            ),
        ]


class DelegatedBasis(OwnedModel):
    """A record that the decision rests on."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    delegated = models.ForeignKey(
        DelegatedDecision, on_delete=models.PROTECT, db_constraint=False, related_name="basis"
    )
    record = models.ForeignKey(
        "registry.Record", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delegated", "record"], name="delegated_basis_once")]
