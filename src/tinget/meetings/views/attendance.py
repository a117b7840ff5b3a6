"""Registering who is there: a row for each municipality, who presides, and others."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.meetings import actions, queries
from tinget.meetings.forms import AttendanceForm
from tinget.meetings.permissions import RECORD
from tinget.meetings.queries import SeatRow
from tinget.meetings.rules.lines import MeetingView, named_with_place
from tinget.meetings.rules.seats import PresentAs
from tinget.meetings.views import showing
from tinget.organisation.api import Role, Seat, holders, require


@dataclass(frozen=True, slots=True)
class SeatBox:
    """A seat with its box to tick."""

    person_id: int
    name: str
    is_ticked: bool
    is_serving: bool


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """A municipality's two seats; None where nobody is known to hold it."""

    municipality: str
    member: SeatBox | None
    substitute: SeatBox | None

    @property
    def is_served(self) -> bool:
        """Whether anybody serves for the municipality, as registered."""
        return any(box is not None and box.is_serving for box in (self.member, self.substitute))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_attendance(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Register attendance; who serves and whether there is a quorum is reckoned when it is saved."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, RECORD, authority=owner.id)
    rows = queries.seats_on(meeting.id)
    form = AttendanceForm(
        request.POST if request.method == "POST" else None,
        people=people_of(rows),
        initial=_initial(meeting, rows, request),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def register() -> bool:
            actions.register_presence(
                actor,
                meeting_id=meeting.id,
                person_ids=given["present"],
                chair_id=given["chair"],
                at=clock.now(),
                others=form.others_there(),
                reason=given["reason"],
            )
            return True

        if attempt(form, register):
            messages.success(request, _told(queries.meeting_by_id(meeting.id)))
            return redirect(meeting.url)
    ticked = {int(one) for one in form["present"].value() or () if str(one).isdigit()}
    context = {
        **showing.around(owner, meeting),
        "page_title": _("Närvaro"),
        "form": form,
        "rows": [_row(row, ticked, meeting) for row in rows],
        "all_url": "?alla=1",
    }
    return render(request, "meetings/attendance.html", context)


def people_of(rows: list[SeatRow]) -> list[tuple[int, str]]:
    """List who holds a seat, to choose by."""
    return [
        (seat.person_id, named_with_place(_name(seat), row.municipality.name))
        for row in rows
        for seat in (row.member, row.substitute)
        if seat is not None
    ]


def _name(seat: Seat) -> str:
    return f"{seat.name} ({seat.party})" if seat.party else seat.name


def _initial(meeting: MeetingView, rows: list[SeatRow], request: HttpRequest) -> dict[str, object]:
    """Begin from what is registered; else with the chair, and all members where that was asked for."""
    others = "\n".join(
        ", ".join(filter(None, (one.name, one.office)))
        for one in meeting.presence
        if one.as_ is PresentAs.OTHER
    )
    if meeting.quorum is not None and "alla" not in request.GET:
        here = [one.person_id for one in meeting.presence if one.person_id is not None and one.is_present]
        return {"present": here, "chair": meeting.chair_id, "others": others}
    chairs = holders(meeting.authority, Role.CHAIR, on=meeting.day, demonstration=meeting.is_demonstration)
    members = (
        [row.member.person_id for row in rows if row.member is not None] if "alla" in request.GET else []
    )
    return {"present": members, "chair": chairs[0].id if chairs else None, "others": others}


def _row(row: SeatRow, ticked: set[int], meeting: MeetingView) -> MunicipalityRow:
    serving = {one.person_id for one in meeting.presence if one.is_serving}
    return MunicipalityRow(
        municipality=row.municipality.name,
        member=_box(row.member, ticked, serving),
        substitute=_box(row.substitute, ticked, serving),
    )


def _box(seat: Seat | None, ticked: set[int], serving: set[int | None]) -> SeatBox | None:
    if seat is None:
        return None
    return SeatBox(seat.person_id, _name(seat), seat.person_id in ticked, seat.person_id in serving)


def _told(meeting: MeetingView) -> str:
    found = meeting.quorum
    if found is None:
        return _("Närvaron är registrerad.")
    verdict = _("Nämnden är beslutsför.") if found.is_met else _("Nämnden är inte beslutsför.")
    told = _("Närvaron är registrerad: %(serving)s av %(of)s tjänstgör.") % {
        "serving": found.serving,
        "of": found.of,
    }
    return f"{told} {verdict}"
