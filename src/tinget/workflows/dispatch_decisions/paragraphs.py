"""What there is to dispatch from a meeting: who is to have each paragraph, and who has it."""

from dataclasses import dataclass

from tinget.foundation import clock
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.workflows.dispatch_decisions.following import DeliveryLine, deliveries, last_addresses
from tinget.workflows.dispatch_decisions.rules import Addressee, Place, addressees_of
from tinget.workflows.dispatch_decisions.sending import signed_extract


@dataclass(frozen=True)
class Dispatching:
    """A paragraph on its way: `waiting` are those without it, each with the address that is known."""

    paragraph: str
    title: str
    extract_id: int | None
    document_id: int | None
    sent: tuple[DeliveryLine, ...]
    waiting: tuple[tuple[Addressee, str], ...]


def dispatching_of(
    actor: organisation.Actor, place: organisation.Authority, meeting: meetings.MeetingView
) -> list[Dispatching]:
    """List the paragraphs with a decision or with recipients."""
    known = deliveries(actor, place.id, meeting_id=meeting.id)
    places = [Place(one.id, one.name, one.org_name) for one in organisation.boards(place.id, on=meeting.day)]
    addresses = _addresses(actor) | last_addresses(place.id)
    items = [
        one for one in meeting.items if one.paragraph is not None and (one.decision_id or one.recipients)
    ]
    found = []
    for item in items:
        paragraph = str(item.paragraph)
        extract = signed_extract(place.id, meeting.id, paragraph)
        sent = tuple(one for one in known if one.paragraph == paragraph and not one.is_put_right)
        have = {one.name for one in sent if not one.must_be_put_right}
        wanted = addressees_of(item.recipients, places)
        wanted += [
            Addressee(one.name, one.name)
            for one in sent
            if one.must_be_put_right and one.name not in {other.name for other in wanted}
        ]
        waiting = tuple((one, _address(one, addresses)) for one in wanted if one.name not in have)
        found.append(
            Dispatching(
                paragraph=paragraph,
                title=item.title,
                extract_id=extract.pk if extract else None,
                document_id=extract.document_id if extract else None,
                sent=sent,
                waiting=waiting,
            )
        )
    return found


def _address(one: Addressee, addresses: dict[str, str]) -> str:
    return one.written_address or addresses.get(one.name, "")


def _addresses(actor: organisation.Actor) -> dict[str, str]:
    """Give the address of each municipality's registrar, by the municipality's name."""
    registrars = organisation.board_registrars(on=clock.today(), demonstration=actor.is_demonstration)
    known = organisation.addresses([one.id for people in registrars.values() for one in people])
    names = {one.id: one.org_name for one in organisation.municipalities()}
    return {
        names[municipality]: known[one.id]
        for municipality, people in registrars.items()
        for one in people
        if one.id in known and municipality in names
    }
