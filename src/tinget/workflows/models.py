"""What the workflows remember for themselves."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tinget.foundation.models import OwnedModel
from tinget.workflows.moving_in.rules.mapping import Kind, MoveState, RowState


class LoadedFacts(models.Model):
    """A set of published facts that has been loaded, by the hash of its files."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Bevaras; visar varifrån uppgifterna kom."

    sha256 = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField()


class ImportedMinutes(OwnedModel):
    """A file of published minutes and what was understood of it; facts only once a person has accepted it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "text": "the published minutes name those present and those who signed",
        "facts": "the names in the minutes, as they were read",
        "created_by": "who took the file in",
    }
    DISPOSAL: ClassVar[str] = (
        "Utkastet tas bort av den som äger det, eller gallras ett år efter godkännandet."
    )

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    text = models.TextField()
    facts = models.JSONField()
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    accepted_at = models.DateTimeField(null=True)
    meeting_id = models.BigIntegerField(null=True)
    record_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "sha256"], name="imported_minutes_once"),
        ]


class ParagraphPaper(OwnedModel):
    """The minutes of one § that was approved at the meeting, as a document of its own."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Bevaras med protokollet."

    item = models.ForeignKey("meetings.Item", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item"], name="paragraph_paper_once")]


class MovingIn(OwnedModel):
    """A table of another system on its way in; `series` is what each year's last number was before."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"actor": "den som startade eller ångrade inflyttningen"}
    DISPOSAL: ClassVar[str] = "Bevaras; visar varifrån uppgifterna kom. Raderna gallras vid godkännandet."

    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=MoveState.NEW.value)
    total = models.PositiveIntegerField(default=0)
    went = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    series = models.JSONField(default=list)
    actor = models.JSONField(default=dict)
    hindrance = models.TextField(blank=True)  # why it could not be undone
    uploaded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="moving_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in MoveState]), name="moving_state_known"
            ),
        ]


class MovingRow(OwnedModel):
    """A line of such a table: whether it has gone, what it became, or why it did not."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"cells": "det som stod på raden i det andra systemet"}
    DISPOSAL: ClassVar[str] = "Gallras när inflyttningen godkänns eller ångras."

    moving = models.ForeignKey(
        MovingIn, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="rows"
    )
    line = models.PositiveIntegerField()
    cells = models.JSONField()
    state = models.CharField(max_length=10, default=RowState.WAITING.value)
    made_id = models.BigIntegerField(null=True)
    told = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["moving", "line"], name="moving_line_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RowState]), name="moving_row_state_known"
            ),
        ]
        indexes = [models.Index(fields=["moving", "state", "line"], name="moving_row_by_state")]


class SavedSearch(OwnedModel):
    """A search that a person keeps, to see what is new, to get it by e-mail or to follow it as a feed.

    Nobody reads another's: `workflows/migrations/0004_saved_search.py`.
    """

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "person_id": "whose it is",
        "name": "what the person calls it",
        "query": "what the person looks for",
    }
    DISPOSAL: ClassVar[str] = "Tas bort av den som äger den."

    person_id = models.BigIntegerField()
    name = models.CharField(max_length=100)
    query = models.JSONField()  # the fields of the search form that are filled in
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    by_mail = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True)
    token_sha256 = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 -- null is "no feed"

    class Meta:
        indexes = [models.Index(fields=["authority_id", "person_id", "id"], name="saved_search_of_person")]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="saved_search_has_name")]


class Subscription(OwnedModel):
    """An address that wants letters of what is new; nothing is sent to it before it is confirmed."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "email": "besökarens e-postadress",
        "municipality": "vilken kommun besökaren vill följa",
    }
    DISPOSAL: ClassVar[str] = "Tas bort när breven avslutas; utan bekräftelse efter en vecka."

    email = models.EmailField()
    meetings = models.BooleanField()
    decisions = models.BooleanField()
    municipality = models.ForeignKey(
        "organisation.Municipality", on_delete=models.PROTECT, related_name="+", null=True
    )
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    told_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "email"],
                condition=Q(confirmed_at__isnull=True),
                name="subscription_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(meetings=True) | Q(decisions=True), name="subscription_is_about_something"
            ),
        ]


class MinutesExtract(OwnedModel):
    """An extract from approved minutes: which paragraphs, and the document that is signed."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"attested_by": "den som intygar att utdraget är rätt"}
    DISPOSAL: ClassVar[str] = "Bevaras lika länge som handlingen i ärendet som utdraget blev."

    meeting = models.ForeignKey(
        "meetings.Meeting", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    paragraphs = models.JSONField()  # "15", in the minutes' order
    minutes_sha256 = models.CharField(max_length=64)  # the signed file that it was taken from
    attested_by = models.CharField(max_length=150)
    drawn_up_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]


class MinutesChange(OwnedModel):
    """A change that somebody who is to sign the minutes proposes, and what the secretary answered."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "person": "den som föreslog ändringen",
        "proposed_by": "namnet på den som föreslog ändringen",
        "text": "vad som föreslås, kan nämna personer",
        "answered_by": "den som svarade",
    }
    DISPOSAL: ClassVar[str] = "Bevaras med protokollet."

    meeting = models.ForeignKey(
        "meetings.Meeting", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    paragraph = models.PositiveIntegerField(null=True)  # None is the minutes as a whole
    text = models.TextField()
    person = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="+")
    proposed_by = models.CharField(max_length=150)
    proposed_at = models.DateTimeField()
    is_accepted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_accepted__isnull=True, answered_at__isnull=True)
                | Q(is_accepted__isnull=False, answered_at__isnull=False),
                name="minutes_change_answered_whole",
            ),
        ]


class Delivery(OwnedModel):
    """A decision that was sent to one addressee; how far it came is the mail's, by what it is about."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "recipient": "mottagaren som protokollet anger den, ibland en person",
        "name": "mottagarens namn",
        "email": "mottagarens e-postadress",
    }
    DISPOSAL: ClassVar[str] = "Bevaras med den expedierade handlingen, som bevis om vem som fick den."

    extract = models.ForeignKey(
        MinutesExtract, on_delete=models.PROTECT, db_constraint=False, related_name="deliveries"
    )
    case = models.ForeignKey(
        "registry.Case", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    record = models.ForeignKey(
        "registry.Record", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    municipality_id = models.BigIntegerField(null=True)
    paragraph = models.CharField(max_length=10)
    recipient = models.CharField(max_length=300)
    name = models.CharField(max_length=300)
    email = models.EmailField()
    sent_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    is_put_right = models.BooleanField(default=False)  # it was sent anew after this one

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["extract", "paragraph", "name"],
                condition=Q(is_put_right=False),
                name="delivery_once_at_a_time",
            ),
        ]


class Alarm(OwnedModel):
    """Something of the installation that broke, and when it worked again; told once of each."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Gallras två år efter att felet upphörde."

    key = models.CharField(max_length=200)
    what = models.CharField(max_length=200)
    raised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "key"], condition=Q(ended_at__isnull=True), name="alarm_stands_once"
            ),
        ]
