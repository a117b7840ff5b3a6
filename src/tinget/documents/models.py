"""The tables of documents and their versions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tinget.documents.rules import NAME_LENGTH, TITLE_LENGTH
from tinget.documents.rules.locks import Ending
from tinget.documents.rules.renditions import RenditionKind, RenditionState
from tinget.foundation.models import OwnedModel


class Document(OwnedModel):
    """A document; what it says lies in its versions."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"title": "kan nämna den som dokumentet handlar om"}
    DISPOSAL: ClassVar[str] = (
        "Följer den handling som dokumentet hör till, enligt informationshanteringsplanen."
    )

    title = models.CharField(max_length=TITLE_LENGTH)
    is_demonstration = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    restriction_id = models.BigIntegerField(null=True)
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="document_has_title")]


class Version(OwnedModel):
    """A file as it was at one time; never changed."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "created_by": "den som lade in versionen",
        "name": "filnamnet kan nämna en person",
        "comment": "kan nämna en person",
    }
    DISPOSAL: ClassVar[str] = "Följer dokumentet."

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="versions"
    )
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=150)
    name = models.CharField(max_length=NAME_LENGTH)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    comment = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True)
    restriction_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="version_number_from_one"),
        ]
        indexes = [models.Index(fields=["authority_id", "sha256"], name="version_by_content")]


class CheckOut(OwnedModel):
    """Somebody works on the document; until it ends nobody else lays in a version."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "person_id": "den som checkade ut dokumentet",
        "name": "den som checkade ut dokumentet",
        "reason": "kan nämna en person",
    }
    DISPOSAL: ClassVar[str] = "Gallras två år efter att utcheckningen upphörde."

    document = models.ForeignKey(Document, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    token = models.CharField(max_length=43)
    person_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    restriction_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(ended_at__isnull=True), name="checked_out_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_how="")
                | Q(ended_how__in=[ending.value for ending in Ending]),
                name="check_out_ends_somehow",
            ),
        ]


class VersionText(OwnedModel):
    """The words of a version, as they were read out of its file."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"text": "det som versionen innehåller"}
    DISPOSAL: ClassVar[str] = "Följer versionen."

    version = models.OneToOneField(
        Version, on_delete=models.PROTECT, db_constraint=False, related_name="extracted"
    )
    text = models.TextField()
    extracted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    restriction_id = models.BigIntegerField(null=True)


class Rendition(OwnedModel):
    """Something made of a version: its text, pictures of its pages, a copy in another format."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Följer versionen; kan göras om."

    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="renditions"
    )
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=20, blank=True)
    notes = models.JSONField(default=list)
    flavour = models.CharField(max_length=10, blank=True)
    told_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    restriction_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "kind"], name="rendition_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in RenditionKind]), name="rendition_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RenditionState]), name="rendition_state_known"
            ),
        ]


class RenditionFile(OwnedModel):
    """A file of a rendition; page 0 is the whole, or the small first picture."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Följer versionen; kan göras om."

    rendition = models.ForeignKey(
        Rendition, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="files"
    )
    page = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=150)
    published_at = models.DateTimeField(null=True)
    restriction_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rendition", "page"], name="rendition_page_once")]


class DocumentTemplate(OwnedModel):
    """A DOCX with fields to fill."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"created_by": "den som lade in mallen"}
    DISPOSAL: ClassVar[str] = "När mallen tagits ur bruk och inte längre behövs."

    title = models.CharField(max_length=TITLE_LENGTH)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=NAME_LENGTH)
    fields = models.JSONField()
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    retired_at = models.DateTimeField(null=True)


class StaffReport(OwnedModel):
    """The text of a document that is written here, as it was last saved; `body` is our own HTML of it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "body": "det som skrivs kan nämna personer",
        "facts": "handläggare och ärende",
        "saved_by": "den som sparade senast",
        "saved_by_id": "den som sparade senast",
    }
    DISPOSAL: ClassVar[str] = "Arbetsmaterial; gallras när handlingen är upprättad och ärendet avslutat."

    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, db_constraint=False, related_name="written"
    )
    body = models.TextField(blank=True)
    facts = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=200)
    saved_by_id = models.BigIntegerField(null=True)
    restriction_id = models.BigIntegerField(null=True)


class StaffReportAside(OwnedModel):
    """What a second writer had written when the first had saved meanwhile: kept, to be taken in by hand."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "body": "det som skrivits kan nämna personer",
        "written_by": "den som skrev",
        "written_by_id": "den som skrev",
    }
    DISPOSAL: ClassVar[str] = "Arbetsmaterial; gallras med tjänsteskrivelsens text."

    report = models.ForeignKey(
        StaffReport, on_delete=models.PROTECT, db_constraint=False, related_name="asides"
    )
    body = models.TextField()
    revision = models.PositiveIntegerField()
    writing = models.UUIDField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200)
    written_by_id = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    restriction_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "writing"], name="aside_once_a_writing")]
