"""The items of an agenda, with what each rests on and who is sent it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tinget.foundation.models import OwnedModel
from tinget.meetings.models.meeting import KEPT, Meeting
from tinget.meetings.rules.agenda import ItemKind
from tinget.meetings.rules.states import ItemState


class Item(OwnedModel):
    """An item of the agenda, from the opening on with its § number."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "rapporteur": "den som föredrar",
        "proposal": "kan nämna personer",
        "summary": "kan nämna personer",
        "meeting_text": "kan nämna den som yttrat sig eller yrkat",
        "procedure": "kan nämna den som yrkat",
        "decision_text": "kan nämna den som valts",
        "votes": "hur var och en röstade öppet, som protokollet visar (KL 5:67)",
    }
    DISPOSAL: ClassVar[str] = KEPT

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, db_constraint=False, related_name="items")
    position = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField(null=True)
    paragraph = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    case = models.ForeignKey(
        "registry.Case", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    external_case_number = models.CharField(max_length=60, blank=True)  # a case of another authority
    rapporteur = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)  # how long it is meant to take
    proposal = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    meeting_text = models.TextField(blank=True)
    procedure = models.TextField(blank=True)
    decision_text = models.TextField(blank=True)  # the draft before the gavel, the decision after it
    decision_points = models.JSONField(default=list)
    decision_kind = models.CharField(max_length=20, blank=True)
    decision = models.ForeignKey(
        "registry.Decision", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    is_late = models.BooleanField(default=False)  # added when the summons had gone out, and told of in none
    state = models.CharField(max_length=20, default=ItemState.OPEN.value)
    is_immediate = models.BooleanField(default=False)
    closed_for = models.CharField(max_length=20, blank=True)  # why never in public, beyond the case's secrecy
    votes = models.JSONField(default=list)  # open votes by name, a fair copy of the events for whoever reads
    # Who served when the gavel fell, as person ids: what was true then, whatever the list says later.
    served = models.JSONField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "year", "paragraph"],
                name="paragraph_once_a_year",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ItemKind]), name="item_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ItemState]), name="item_state_known"
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=True) | Q(external_case_number=""), name="item_has_one_case"
            ),
        ]


class ItemBasis(OwnedModel):
    """A record that the decision rests on; printed as it stood when it was chosen."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"title": "kan nämna den som handlingen gäller"}
    DISPOSAL: ClassVar[str] = KEPT

    item = models.ForeignKey(Item, on_delete=models.PROTECT, db_constraint=False, related_name="basis")
    position = models.PositiveSmallIntegerField()
    record = models.ForeignKey(
        "registry.Record", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    title = models.CharField(max_length=300)
    record_id_printed = models.CharField(max_length=60, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]


class ItemRecipient(OwnedModel):
    """Somebody to whom the decision is sent."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"text": "mottagaren, ibland en namngiven person"}
    DISPOSAL: ClassVar[str] = KEPT

    item = models.ForeignKey(Item, on_delete=models.PROTECT, db_constraint=False, related_name="recipients")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]
