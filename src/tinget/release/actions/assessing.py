"""What is found of each record: released, released with masks, or refused; each test is made anew."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import files, need_to_know
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.pdf import masking
from tinget.foundation.pdf.masking import Area, Masked, Picture
from tinget.organisation.api import Actor
from tinget.registry import api as registry
from tinget.release.actions.requests import request_to_change, tell
from tinget.release.models import ReleaseRequest, RequestedRecord
from tinget.release.permissions import HANDLE
from tinget.release.queries import RequestNotFound
from tinget.release.rules import PROVISION_LENGTH, Outcome

PDF = "application/pdf"
SHOWN_DPI = 100


def point_out_record(actor: Actor, *, request_id: int, record_id: int) -> int:
    """Say that the request is about this record, and return its place in the request."""
    row = request_to_change(actor, HANDLE, request_id)
    if record_id not in registry.records([record_id]):
        raise NotPossible(_("Handlingen finns inte i diariet."))
    if RequestedRecord.objects.filter(request=row, record_id=record_id).exists():
        raise NotPossible(_("Handlingen är redan utpekad i begäran."))
    made = RequestedRecord.objects.create(authority_id=row.authority_id, request=row, record_id=record_id)
    tell(actor, "point_out_record", row, {"of_record": record_id})
    return made.pk


def assess(actor: Actor, *, item_id: int, outcome: Outcome | str, provision: str, at: dt.datetime) -> None:
    """Say that a record is released whole, or refused by a provision; a marking is a warning, no answer."""
    item, row = _item_to_change(actor, item_id)
    outcome, provision = Outcome(outcome), " ".join(provision.split())[:PROVISION_LENGTH]
    if outcome not in {Outcome.RELEASED, Outcome.REFUSED}:
        raise NotPossible(_("Välj att lämna ut handlingen eller att inte göra det."))
    if outcome is Outcome.REFUSED and not any(sign.isdigit() for sign in provision):
        raise NotPossible(_("Ange bestämmelsen som hindrar utlämnandet, som 25 kap. 1 § OSL."))
    _must_be_cleared(actor, item)
    file = _file(actor, item) if outcome is Outcome.RELEASED else None
    item.outcome, item.assessed_on, item.assessed_by = outcome.value, at.date(), actor.name
    item.provision = provision if outcome is Outcome.REFUSED else ""
    item.sha256, item.size = (file.sha256, file.size) if file else ("", 0)
    item.media_type, item.masked_document_id = file.media_type if file else "", None
    item.save()
    changes = {"of_record": item.record_id, "outcome": item.outcome, "provision": item.provision}
    tell(actor, "assess_record", row, changes)


def pages_of(
    actor: Actor, *, item_id: int, page: int, areas: Sequence[Area], words: Sequence[str], at: dt.datetime
) -> Picture:
    """Show a page as it will be masked; of a secret record this is a look, and is written down."""
    item, _row = _item_to_change(actor, item_id)
    content = _pdf(actor, item, at=at)
    return masking.picture(content, page=page, areas=areas, words=words, dpi=SHOWN_DPI)


def mask_record(
    actor: Actor,
    *,
    item_id: int,
    areas: Sequence[Area],
    words: Sequence[str],
    provision: str,
    at: dt.datetime,
) -> Masked:
    """Make the masked copy, a document of its own that anybody in the authority may read, and release it."""
    item, row = _item_to_change(actor, item_id)
    provision = " ".join(provision.split())[:PROVISION_LENGTH]
    if not any(sign.isdigit() for sign in provision):
        raise NotPossible(_("Ange bestämmelsen som det maskerade skyddas av, som 25 kap. 1 § OSL."))
    if not areas and not any(word.strip() for word in words):
        raise NotPossible(_("Välj något att maskera: skriv ord eller peka ut ytor."))
    content = _pdf(actor, item, at=at)
    title = _("Maskerad kopia av %(label)s") % {"label": _label(item)}
    made = masking.mask(content, areas=areas, words=words, title=title)
    if not made.places:
        raise NotPossible(_("Inget av orden finns i filen, och ingen yta är vald. Ingen kopia är gjord."))
    stored = files.store(row.authority_id, made.pdf, name="maskerad.pdf")
    document = documents.create_document(
        actor, authority=row.authority_id, title=title, file=stored, name="maskerad.pdf", at=at
    )
    item.outcome, item.provision = Outcome.MASKED.value, provision
    item.assessed_on, item.assessed_by = at.date(), actor.name
    item.sha256, item.size, item.media_type = stored.sha256, stored.size, stored.media_type
    item.masked_document_id = document.id
    item.save()
    changes = {"of_record": item.record_id, "document": document.id, "places": made.places}
    tell(actor, "mask_record", row, changes | {"provision": provision})
    return made


def _item_to_change(actor: Actor, item_id: int) -> tuple[RequestedRecord, ReleaseRequest]:
    item = RequestedRecord.objects.filter(pk=item_id).first()
    if item is None:
        raise RequestNotFound(str(item_id))
    return item, request_to_change(actor, HANDLE, item.request_id)


def _must_be_cleared(actor: Actor, item: RequestedRecord) -> None:
    marking = registry.marking_of_record(item.record_id)
    if marking is not None and not marking.clears(actor):
        raise NotPermitted(
            _("Handlingen är sekretessmarkerad. Be någon på listan över dem som behöver veta att pröva den.")
        )


def _file(actor: Actor, item: RequestedRecord) -> documents.VersionLine | None:
    record = registry.records([item.record_id])[item.record_id]
    if record.document_id is None:
        return None
    with need_to_know.opened(actor.person_id):
        found = documents.newest_versions([record.document_id]).get(record.document_id)
    if found is None:
        raise NotPermitted(_("Filen visas bara för dem som behöver veta. Be någon av dem att pröva den."))
    return found


def _pdf(actor: Actor, item: RequestedRecord, *, at: dt.datetime) -> bytes:
    _must_be_cleared(actor, item)
    file = _file(actor, item)
    if file is None:
        raise NotPossible(_("Handlingen har ingen fil. Maskera den på papper."))
    if file.media_type != PDF:
        raise NotPossible(_("Bara PDF kan maskeras här. Gör en PDF av filen, eller maskera på papper."))
    registry.look_at_pages(actor, record_id=item.record_id, at=at)
    with files.open_stored(item.authority_id, file.sha256) as stored:
        return stored.read()


def _label(item: RequestedRecord) -> str:
    record = registry.records([item.record_id])[item.record_id]
    return record.label or _("handling utan id")
