"""What a summons does when something it told of is marked as secret afterwards: it tells no more of it."""

from dataclasses import replace

from tinget.foundation import ledger
from tinget.organisation.api import system_actor
from tinget.registry.api import Marked
from tinget.summons.actions.registering import withhold
from tinget.summons.models import Summons
from tinget.summons.rules.content import AgendaItem, Content, Left, Paper, from_json


def follow_marking(event: Marked) -> None:
    """Show the public title where the secret one was told, and withdraw the one PDF that holds the paper.

    What has been sent is with those it was sent to; the ledger keeps the file's fingerprint.
    """
    for row in Summons.objects.select_for_update().filter(authority_id=event.authority).order_by("pk"):
        before = from_json(row.content)
        after = _veiled(before, event)
        changes = [one.replace(event.title, event.public_title) for one in row.changes]
        if after == before and changes == row.changes:
            continue
        row.content, row.changes, row.sha256, row.message = after.to_json(), changes, "", ""
        row.save(update_fields=["content", "changes", "sha256", "message"])
        withhold(row, restriction=event.restriction)
        actor = system_actor(event.authority)
        ledger.append(
            actor, "withdraw_booklet", on=f"meetings.meeting:{row.meeting_id}", authority=event.authority
        )


def _veiled(content: Content, event: Marked) -> Content:
    return replace(content, items=tuple(_item(one, event) for one in content.items))


def _item(item: AgendaItem, event: Marked) -> AgendaItem:
    papers = tuple(_paper(one, event) for one in item.papers)
    if event.case_id is None or item.case_id != event.case_id:
        return replace(item, papers=papers)
    return replace(item, title=event.public_title, proposal="", summary="", papers=papers)


def _paper(paper: Paper, event: Marked) -> Paper:
    if event.record_id is None or paper.record_id != event.record_id:
        return paper
    title = event.public_title
    return replace(paper, title=title, document_id=None, version_id=None, pages=0, left=Left.MARKED)
