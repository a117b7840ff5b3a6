"""Registering a summons that was sent as a dispatched record, with its one PDF (OSL 5:1, TF 2:10)."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinget.documents import api as documents
from tinget.foundation import need_to_know
from tinget.foundation.files import StoredFile
from tinget.meetings.api import MeetingView
from tinget.organisation.api import system_actor
from tinget.registry import api as registry
from tinget.summons.models import Summons
from tinget.summons.rules.summoning import KIND_TEXTS, Kind


def register(row: Summons, meeting: MeetingView, file: StoredFile, *, called: int, at: dt.datetime) -> int:
    """Register the summons; whoever may call need not have the register, so Tinget does it."""
    actor = system_actor(meeting.authority, demonstration=meeting.is_demonstration)
    title = _("%(kind)s: %(meeting)s") % {"kind": KIND_TEXTS[Kind(row.kind)], "meeting": meeting.title}
    name = _("kallelse-%(address)s.pdf") % {"address": meeting.address}
    made = documents.create_document(
        actor, authority=meeting.authority, title=title, file=file, name=name, at=at
    )
    documents.freeze(actor, document_id=made.id, at=at)
    counterpart = ngettext(
        "%(count)s kallad till sammanträdet", "%(count)s kallade till sammanträdet", called
    ) % {"count": called}
    return registry.register_record(
        actor,
        authority=meeting.authority,
        case_id=None,
        title=title,
        direction=registry.Direction.DISPATCHED,
        dated_on=at.date(),
        counterpart=counterpart,
        day=at.date(),
        media=registry.Media.DIGITAL,
        document_id=made.id,
    )


def withhold(row: Summons, *, restriction: int) -> None:
    """Restrict the registered PDF, when something in it is marked as secret afterwards, as that was."""
    record = registry.records([row.record_id or 0]).get(row.record_id or 0)
    found = documents.documents([record.document_id or 0]) if record else {}
    cleared = need_to_know.cleared_for(restriction)
    for document in found.values():
        actor = system_actor(row.authority_id, demonstration=document.is_demonstration)
        with need_to_know.opened(cleared[0]):
            documents.restrict(actor, document_id=document.id, restriction=restriction)
