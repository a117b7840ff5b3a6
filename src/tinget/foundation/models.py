"""Tables of the plumbing: ledger, serials, outgoing mail; and the abstract owned row."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _


class OwnedModel(models.Model):
    """A row that belongs to one authority; row-level security keeps it inside that authority's scope."""

    authority_id = models.BigIntegerField()

    class Meta:
        abstract = True


class LedgerEntry(models.Model):
    """What was done, by whom, when, on what; written once, emptied only by lawful disposal."""

    PERSONAL_DATA = {"entry": "who did what, and values that were changed"}
    DISPOSAL = "kept as long as the object it tells of; emptied with a disposal entry of its own"

    authority_id = models.BigIntegerField()
    salt = models.BinaryField(null=True)
    entry = models.TextField(null=True)  # noqa: DJ001 -- null is "disposed of", which no text is
    on = models.GeneratedField(
        expression=RawSQL("((entry)::jsonb ->> 'on')", []),
        output_field=models.TextField(null=True),
        db_persist=True,
    )
    restriction_id = models.BigIntegerField(null=True)  # outside the digest: who may read it can change

    class Meta:
        indexes = [models.Index(fields=["authority_id", "on", "id"], name="ledger_on_idx")]


class LedgerLink(models.Model):
    """One link of an authority's chain: the salted digest of an entry and the hash that binds it."""

    PERSONAL_DATA: dict[str, str] = {}
    DISPOSAL = "never: digests tell nothing without the entries"

    authority_id = models.BigIntegerField()
    position = models.BigIntegerField()
    entry_id = models.BigIntegerField()
    digest = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "position"], name="ledger_position_once"),
            models.UniqueConstraint(fields=["authority_id", "entry_id"], name="ledger_entry_linked_once"),
        ]


class LedgerHead(models.Model):
    """The newest link of each authority's chain."""

    PERSONAL_DATA: dict[str, str] = {}
    DISPOSAL = "never"

    authority_id = models.BigIntegerField(primary_key=True)
    count = models.BigIntegerField()
    hash = models.BinaryField()


class LedgerAnchor(OwnedModel):
    """A time stamp over the head of a chain, from outside: what came before cannot be written anew unseen."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "never"

    position = models.BigIntegerField()
    hash = models.BinaryField()
    token = models.BinaryField()  # RFC 3161
    at = models.DateTimeField()
    holds_until = models.DateTimeField()  # when the stamp's certificate ends

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "position"], name="ledger_anchored_once"),
        ]


class Serial(OwnedModel):
    """The last number drawn in a series of one authority and year (year 0: a series without years)."""

    PERSONAL_DATA: dict[str, str] = {}
    DISPOSAL = "never"

    series = models.CharField(max_length=60)
    year = models.IntegerField()
    last = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "series", "year"], name="serial_once"),
        ]


class Restriction(OwnedModel):
    """A need to know: rows that carry it are seen only by the persons who are cleared for it."""

    PERSONAL_DATA: dict[str, str] = {}
    DISPOSAL = "with the last row that carries it"

    on = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "on"],
                condition=models.Q(lifted_at__isnull=True),
                name="restricted_once",
            ),
        ]


class Clearance(OwnedModel):
    """A person on the need-to-know list of a restriction, from one moment to another."""

    PERSONAL_DATA = {"person_id": "who may see what is secret, and from when to when"}
    DISPOSAL = "with its restriction"

    restriction = models.ForeignKey(
        Restriction, on_delete=models.PROTECT, db_constraint=False, related_name="clearances"
    )
    person_id = models.BigIntegerField()
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["restriction", "person_id"],
                condition=models.Q(ended_at__isnull=True),
                name="cleared_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person_id", "authority_id"],
                condition=models.Q(ended_at__isnull=True),
                name="clearance_of_person",
            ),
        ]


class OutgoingMail(OwnedModel):
    """A message to be sent, or sent; sending is a job: at least once, perhaps twice."""

    PERSONAL_DATA = {
        "to": "the addressee's e-mail address",
        "body": "what was written to them",
        "failure": "the mail server's answer may repeat the address",
    }
    DISPOSAL = "two years after sending"

    to = models.EmailField(_("till"))
    subject = models.CharField(_("ämne"), max_length=200)
    body = models.TextField(_("text"))
    sender = models.EmailField(blank=True)  # empty: TINGET_MAIL_FROM
    about = models.CharField(max_length=80, blank=True)
    attachments = models.JSONField(default=list)  # sha256, name and media type of files in the store
    message_id = models.CharField(max_length=200, blank=True)
    in_reply_to = models.CharField(max_length=200, blank=True)  # the Message-ID of what it answers
    state = models.CharField(max_length=12, default="queued")
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(_("skapat"))
    sent_at = models.DateTimeField(_("skickat"), null=True)
    returned_at = models.DateTimeField(null=True)
    failure = models.TextField(_("fel"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "handed_over", "failed", "returned"]),
                name="mail_state_known",
            ),
            models.UniqueConstraint(
                fields=["authority_id", "message_id"],
                condition=~models.Q(message_id=""),
                name="mail_message_id_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority_id", "about", "id"], condition=~models.Q(about=""), name="mail_about"
            ),
            models.Index(fields=["authority_id", "state", "id"], name="mail_by_state"),
        ]


class RequestKey(OwnedModel):
    """What a request by the API has made, by the key that its sender gave, so that it is made once."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL = "30 days after the request"

    key = models.UUIDField()  # the sender's key and the person who sent it, as one
    digest = models.CharField(max_length=64)
    made = models.BigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "key"], name="request_key_once")]
        indexes = [models.Index(fields=["authority_id", "created_at"], name="request_key_by_age")]


class SearchEntry(OwnedModel):
    """What one object is found by; made anew from the object, whose rights it carries.

    The tsvector columns `head` and `words` are the database's own: `foundation/migrations/0005_search.sql`.
    """

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "title": "the object's title, which may name a person",
        "body": "the object's text, which may name persons",
        "insiders": "senders, recipients, officers and notes",
        "lexemes": "names of persons to filter by",
    }
    DISPOSAL: ClassVar[str] = "follows the object; removed with it"

    on = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=80, blank=True)
    title = models.TextField()
    title_forms = models.TextField(blank=True)
    title_parts = models.TextField(blank=True)
    body = models.TextField(blank=True)
    body_parts = models.TextField(blank=True)
    insiders = models.TextField(blank=True)
    insiders_parts = models.TextField(blank=True)
    lexemes = ArrayField(models.TextField(), default=list)
    day = models.DateField(null=True)
    sorted_on = models.DateField()
    url = models.CharField(max_length=300)
    note = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True)
    lapses = models.BooleanField(default=False, db_default=False)  # is on the web for a time only
    restriction_id = models.BigIntegerField(null=True)
    added_at = models.DateTimeField()
    indexed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "on"], name="search_entry_once"),
            models.CheckConstraint(
                condition=models.Q(restriction_id__isnull=True) | models.Q(published_at__isnull=True),
                name="search_restricted_is_not_public",
            ),
        ]
        indexes = [models.Index(fields=["authority_id", "indexed_at"], name="search_entry_indexed")]


class SearchWord(OwnedModel):
    """A word learnt from entries; only the search functions read it, for what the asker may see."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"word": "may be a name"}
    DISPOSAL: ClassVar[str] = "when the vocabulary is learnt anew"

    word = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "word"], name="search_word_once")]


class SearchProgress(OwnedModel):
    """How far a rebuild of the authority's entries has come, for one noun."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "when the rebuild is done"

    noun = models.CharField(max_length=40)
    last = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "noun"], name="search_progress_once")]
