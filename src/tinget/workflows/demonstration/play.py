"""A made-up meeting that plays itself, from registration to the boards, by the same actions as the pages."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.foundation.errors import NotPossible
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.signatures import api as signatures
from tinget.workflows.demonstration.prepare import CLASS_CODE
from tinget.workflows.demonstration.roles import CHAIR, SECRETARY, acting_as
from tinget.workflows.publish_minutes.at_once import NOTICE
from tinget.workflows.publish_minutes.certificate import draw_up_certificate
from tinget.workflows.publish_minutes.drawing_up import MEETING
from tinget.workflows.publish_minutes.minutes import draw_up_minutes, minutes_address

ABSENT, SUBSTITUTED, APPROVER = "Pajala", "Kiruna", "Boden"
DAYS_TO_APPROVE = 7


@dataclass(frozen=True)
class PlayedMeeting:
    """What came of it: the minutes' public address, and the document with the signed PDF."""

    meeting_id: int
    minutes_address: str
    document_id: int


def play_meeting(authority: organisation.Authority, *, at: dt.datetime) -> PlayedMeeting:
    """Play a whole meeting on the day of `at`; each step is a transaction of its own, as on the pages."""
    meeting_id = prepare_meeting(authority, at=at)
    hold_meeting(authority, meeting_id, at=at)
    with acting_as(SECRETARY, at=at) as secretary:
        document_id = draw_up_minutes(secretary, authority=authority.id, meeting_id=meeting_id, at=at)
    for name in (SECRETARY, CHAIR, f"Ledamot, {APPROVER}"):
        sign_as(name, authority, f"{MEETING}{meeting_id}", at=at)
    notice = put_up_everywhere(authority, meeting_id, at=at)
    with acting_as(SECRETARY, at=at) as secretary:
        draw_up_certificate(secretary, authority=authority.id, notice_id=notice.id, at=at)
    sign_as(SECRETARY, authority, f"{NOTICE}{notice.id}", at=at)
    with acting_as(SECRETARY, at=at):
        meeting = meetings.meeting_by_id(meeting_id)
    return PlayedMeeting(meeting_id, minutes_address(authority.slug, meeting.address), document_id)


def prepare_meeting(authority: organisation.Authority, *, at: dt.datetime) -> int:
    """Register two cases with a record each, and put them on the agenda of a meeting today."""
    with acting_as(SECRETARY, at=at) as secretary:
        meeting_id = meetings.plan_meeting(
            secretary, authority=authority.id, planned_on=at.date(), at=at, place=_("Demonstrationsrummet")
        )
    for title, proposal in (
        (_("Övningsärende: gemensam utbildning i informationssäkerhet"), _("godkänna utbildningsplanen")),
        (_("Övningsärende: nya öppettider för den gemensamma supporten"), _("ändra öppettiderna")),
    ):
        prepare_case(authority, meeting_id, title, proposal, at=at)
    with acting_as(SECRETARY, at=at) as secretary:
        meetings.add_item(
            secretary,
            meeting_id=meeting_id,
            kind=meetings.ItemKind.INFORMATION,
            wording=meetings.ItemWording(
                title=_("Information om pågående övningar"), rapporteur=_("Samordnaren")
            ),
        )
    return meeting_id


def prepare_case(
    authority: organisation.Authority, meeting_id: int, title: str, proposal: str, *, at: dt.datetime
) -> None:
    """Register a case with its record, and put it on the meeting's agenda."""
    with acting_as(SECRETARY, at=at) as secretary:
        case_id = registry.register_case(
            secretary, authority=authority.id, title=title, class_code=CLASS_CODE, day=at.date()
        )
        record_id = registry.register_record_with_file(
            secretary,
            authority=authority.id,
            case_id=case_id,
            title=_("Samordnarens förslag till beslut"),
            direction=registry.Direction.DRAWN_UP,
            dated_on=at.date(),
            counterpart="",
            content=(_("DEMONSTRATION. Påhittat underlag.") + f"\n\n{proposal}\n").encode(),
            name="forslag.txt",
            at=at,
        )
        item_id = meetings.place_case_on_agenda(secretary, meeting_id=meeting_id, case_id=case_id)
        meetings.write_item(
            secretary,
            item_id=item_id,
            wording=meetings.ItemWording(
                title=title,
                rapporteur=_("Samordnaren"),
                proposal=_("E-nämnden beslutar att %(text)s.") % {"text": proposal},
                summary=_("Ett påhittat ärende som visar hur ett beslut kommer till."),
                meeting_text=_("Samordnaren föredrar ärendet."),
            ),
            record_ids=[record_id],
            recipients=[_("Samtliga ingående kommuner")],
        )


def hold_meeting(authority: organisation.Authority, meeting_id: int, *, at: dt.datetime) -> None:
    """Open, take attendance, elect the approver, decide, close: what the secretary records at the table."""
    for item in open_with_those_who_came(authority, meeting_id, at=at):
        with acting_as(SECRETARY, at=at) as secretary:
            handle_item(secretary, authority, meeting_id, item, at=at)
    with acting_as(SECRETARY, at=at) as secretary:
        meetings.close_meeting(secretary, meeting_id=meeting_id, at=at)


def open_with_those_who_came(
    authority: organisation.Authority, meeting_id: int, *, at: dt.datetime
) -> tuple[meetings.ItemLine, ...]:
    """Open the meeting, take attendance, and return what is to be handled."""
    with acting_as(SECRETARY, at=at) as secretary:
        meetings.open_meeting(secretary, meeting_id=meeting_id, at=at)
    with acting_as(SECRETARY, at=at) as secretary:
        chairs = organisation.holders(authority.id, organisation.Role.CHAIR, on=at.date(), demonstration=True)
        meetings.register_presence(
            secretary,
            meeting_id=meeting_id,
            person_ids=who_came(authority, at=at),
            chair_id=chairs[0].id,
            at=at,
            others=[(_("Samordnare"), _("föredragande"))],
        )
    with acting_as(SECRETARY, at=at):
        return meetings.meeting_by_id(meeting_id).items


def who_came(authority: organisation.Authority, *, at: dt.datetime) -> list[int]:
    """Every member came but two; one of the two has a substitute from the same municipality there."""
    came = []
    for seat in organisation.seats(authority.id, on=at.date(), demonstration=True):
        is_member = seat.as_ is organisation.Role.MEMBER
        if (is_member and seat.municipality not in {ABSENT, SUBSTITUTED}) or (
            not is_member and seat.municipality == SUBSTITUTED
        ):
            came.append(seat.person_id)
    return came


def handle_item(
    secretary: organisation.Actor,
    authority: organisation.Authority,
    meeting_id: int,
    item: meetings.ItemLine,
    *,
    at: dt.datetime,
) -> None:
    """Do with an item what its kind asks for: elect, decide, adopt or note."""
    if item.kind is meetings.ItemKind.APPROVER_ELECTION:
        approver = next(
            seat
            for seat in organisation.seats(authority.id, on=at.date(), demonstration=True)
            if seat.municipality == APPROVER and seat.as_ is organisation.Role.MEMBER
        )
        due = at.date() + dt.timedelta(days=DAYS_TO_APPROVE)
        meetings.elect_approver(
            secretary,
            meeting_id=meeting_id,
            person_id=approver.person_id,
            due=due,
            at=at,
            place=_("Digitalt"),
        )
    elif item.kind is meetings.ItemKind.CASE:
        meetings.decide_item(
            secretary, item_id=item.id, at=at, text=item.proposal, kind=meetings.DecisionKind.APPROVE
        )
    elif item.kind is meetings.ItemKind.AGENDA:
        text = _("E-nämnden fastställer dagordningen.")
        meetings.decide_item(secretary, item_id=item.id, at=at, text=text, kind=meetings.DecisionKind.ADOPT)
    else:
        meetings.note_item(secretary, item_id=item.id, at=at)


def sign_as(name: str, authority: organisation.Authority, about: str, *, at: dt.datetime) -> None:
    """Read and sign the newest paper about this thing, as the role account of that name."""
    with acting_as(name, at=at) as actor:
        line = signatures.requests_about(authority.id, about)[0]
        signer = next(one for one in line.signers if one.person_id == actor.person_id)
        signatures.sign(actor, signer_id=signer.id, read_sha256=line.file.sha256, at=at)


def put_up_everywhere(
    authority: organisation.Authority, meeting_id: int, *, at: dt.datetime
) -> noticeboard.NoticeView:
    """Let each municipality's registrar confirm that the notice is up on its board."""
    with acting_as(SECRETARY, at=at):
        notice = noticeboard.notice_of(authority.id, f"{MEETING}{meeting_id}", today=at.date())
    if notice is None:
        raise NotPossible(_("Anslaget skickades inte."))
    for posting in notice.postings:
        with acting_as(f"Registrator, {posting.municipality.name}", at=at) as registrar:
            noticeboard.confirm_up(registrar, posting_id=posting.id, on=at.date(), at=at)
    return notice
