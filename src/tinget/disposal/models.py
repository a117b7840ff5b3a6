"""Tables of disposal: versions of the records plan with rules, legal holds, runs and what they proposed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tinget.disposal.rules import (
    CODE_LENGTH,
    KIND_LENGTH,
    OPEN,
    TEXT_LENGTH,
    CountsFrom,
    Outcome,
    RunState,
)
from tinget.foundation.models import OwnedModel

KEPT = "Bevaras: visar med vilket stöd handlingar har gallrats."


class PlanVersion(OwnedModel):
    """A version of the records plan, and the days it holds; public from its adoption."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    name = models.CharField(max_length=TEXT_LENGTH)
    adopted_by = models.CharField(max_length=TEXT_LENGTH)  # the decision, as it is called: "§ 12/2026"
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "is_demonstration", "valid_from"], name="plan_begins_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="plan_has_days"
            ),
        ]


class PlanRule(OwnedModel):
    """A rule of a version: a class and kind of records is kept for ever, or goes after years."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, db_constraint=False, related_name="rules")
    position = models.PositiveIntegerField()
    class_code = models.CharField(max_length=CODE_LENGTH, blank=True)  # "" is any
    kind = models.CharField(max_length=KIND_LENGTH, blank=True)  # "" is any
    years = models.PositiveSmallIntegerField(null=True)  # null: for ever
    counts_from = models.CharField(max_length=20, default=CountsFrom.CLOSING.value)
    source = models.CharField(max_length=TEXT_LENGTH, blank=True)
    media = models.CharField(max_length=TEXT_LENGTH, blank=True)
    secrecy_hint = models.CharField(max_length=TEXT_LENGTH, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "class_code", "kind"], name="plan_rule_once"),
            models.CheckConstraint(
                condition=Q(counts_from__in=[one.value for one in CountsFrom]), name="plan_rule_counts_known"
            ),
        ]


class LegalHold(OwnedModel):
    """A stop for disposal, of a case, a class or the whole register, for a reason and a time."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"reason": "kan nämna den som saken rör"}
    DISPOSAL: ClassVar[str] = KEPT

    case = models.ForeignKey(
        "registry.Case", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    class_code = models.CharField(max_length=CODE_LENGTH, blank=True)
    reason = models.TextField()
    first = models.DateField()
    last = models.DateField(null=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="hold_has_reason"),
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="hold_has_days"
            ),
            models.CheckConstraint(condition=Q(case__isnull=True) | Q(class_code=""), name="hold_on_one"),
        ]


class DisposalRun(OwnedModel):
    """A run: proposed from the register as it stood, looked through, confirmed by another, and certified."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "proposed_by": "den som föreslog gallringen",
        "proposed_by_id": "den som föreslog gallringen",
        "confirmed_by": "den som beslutade att gallra",
    }
    DISPOSAL: ClassVar[str] = KEPT

    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    day = models.DateField()
    state = models.CharField(max_length=20, default=RunState.PROPOSING.value)
    after_id = models.BigIntegerField(default=0)  # how far in the register the proposal has come
    until_id = models.BigIntegerField(default=0)
    proposed_count = models.PositiveIntegerField(default=0)
    proposed_by = models.CharField(max_length=TEXT_LENGTH, blank=True)  # "": nobody stands behind it yet
    proposed_by_id = models.BigIntegerField(null=True)
    confirmed_by = models.CharField(max_length=TEXT_LENGTH, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    abandoned_reason = models.TextField(blank=True)
    certificate = models.ForeignKey(
        "registry.Record", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "is_demonstration"],
                condition=Q(state__in=sorted(state.value for state in OPEN)),
                name="one_open_disposal_run",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RunState]), name="disposal_run_state_known"
            ),
        ]


class ProposedDisposal(OwnedModel):
    """A record that a run proposes: by which rule, counted from which day, and what became of it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"excepted_reason": "kan nämna den som handlingen rör"}
    DISPOSAL: ClassVar[str] = KEPT

    run = models.ForeignKey(
        DisposalRun, on_delete=models.PROTECT, db_constraint=False, related_name="proposals"
    )
    record = models.ForeignKey(
        "registry.Record", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    rule = models.ForeignKey(PlanRule, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    counted_from = models.DateField()
    excepted_reason = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, blank=True, default=Outcome.PENDING.value)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "record"], name="proposed_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=[one.value for one in Outcome]), name="disposal_outcome_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["run", "id"],
                condition=Q(outcome=Outcome.PENDING.value, excepted_reason=""),
                name="disposal_pending",
            )
        ]


class DisposedFile(OwnedModel):
    """A file that a run has left without a name, and that is to be removed from the store."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "När filen är borttagen, samma dag."

    run = models.ForeignKey(DisposalRun, on_delete=models.PROTECT, db_constraint=False, related_name="files")
    content = models.CharField(max_length=64)  # SHA-256 in hex; not called so, since it names no file to keep

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "content"], name="disposed_file_once")]
