"""How far a meeting's minutes have come, told as steps, and what the secretary can do now."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinget.foundation.ui.words import short_date
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.signatures import api as signatures
from tinget.workflows.publish_minutes.at_once import NOTICE
from tinget.workflows.publish_minutes.drawing_up import MEETING, is_put_right_since, may_certify, was_declined


@dataclass(frozen=True)
class Step:
    """One step as the stepper shows it; `state` is done, now or next; `doing` is said while it is now."""

    text: str
    state: str
    doing: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Progress:
    """Where the minutes of a meeting stand."""

    meeting: meetings.MeetingView
    signing: signatures.SigningLine | None
    notice: noticeboard.NoticeView | None
    certificate: signatures.SigningLine | None
    today: dt.date

    @property
    def is_closed(self) -> bool:
        """Whether the meeting has been held and has ended."""
        return self.meeting.held_on is not None and self.meeting.state is not meetings.MeetingState.OPEN

    @property
    def is_drawn_up(self) -> bool:
        """Whether minutes lie before those who sign, or have been signed."""
        return self.signing is not None and self.meeting.state is not meetings.MeetingState.CLOSED

    @property
    def may_draw_up(self) -> bool:
        """Whether the minutes can be drawn up now: the first time, or anew when somebody declined to sign."""
        if self.meeting.is_published_fact:
            return False
        state = self.meeting.state
        return state is meetings.MeetingState.CLOSED or (
            state is meetings.MeetingState.MINUTES_DRAWN_UP and was_declined(self.signing)
        )

    @property
    def may_certify(self) -> bool:
        """Whether a certificate of notice can be drawn up now, the first time or anew."""
        return may_certify(self.notice, self.certificate)

    @property
    def is_certificate_outdated(self) -> bool:
        """Whether a board's day was put right after the certificate was signed."""
        return self.notice is not None and is_put_right_since(self.notice, self.certificate)

    @property
    def is_appeal_over(self) -> bool:
        """Whether the last day to appeal has passed."""
        return bool(self.notice and self.notice.clock and self.notice.clock.has_run_out(self.today))


def progress_of(authority: int, meeting: meetings.MeetingView, *, today: dt.date) -> Progress:
    """Gather how far a meeting's minutes have come."""
    about = f"{MEETING}{meeting.id}"
    notice = noticeboard.notice_of(authority, about, today=today)
    certified = signatures.requests_about(authority, f"{NOTICE}{notice.id}") if notice else []
    asked = signatures.requests_about(authority, about)
    return Progress(meeting, asked[0] if asked else None, notice, certified[0] if certified else None, today)


def steps_of(progress: Progress) -> list[Step]:
    """Tell the steps from the closed meeting to the end of the time to appeal; one is the present one."""
    signing, notice, certificate = progress.signing, progress.notice, progress.certificate
    told = [
        (_("Sammanträde"), _("Sammanträdet pågår"), progress.is_closed, ""),
        (_("Protokoll"), _("Protokollet ska upprättas"), progress.is_drawn_up, ""),
        (_("Underskrifter"), _("Protokollet undertecknas"), _is_complete(signing), _signed(signing)),
        (
            _("Anslag"),
            _("Justeringen anslås"),
            bool(notice and notice.clock),
            _up(notice),
        ),
        (
            _("Anslagsbevis"),
            _("Anslagsbeviset ska undertecknas"),
            _is_complete(certificate) and not progress.is_certificate_outdated,
            _("en dag är rättad efter beviset") if progress.is_certificate_outdated else "",
        ),
        (
            _("Överklagandetid"),
            _("Överklagandetiden löper"),
            progress.is_appeal_over,
            _last_day(notice),
        ),
    ]
    now = next((index for index, (*_texts, done, _note) in enumerate(told) if not done), len(told))
    return [
        Step(text, "done" if done else "now" if index == now else "next", doing, note)
        for index, (text, doing, done, note) in enumerate(told)
    ]


def refusal_of(line: signatures.SigningLine) -> str:
    """Tell who declined to sign, and why; nothing where nobody did."""
    declined = next((signer for signer in line.signers if signer.declined_at is not None), None)
    if declined is None:
        return ""
    return _("%(name)s, %(capacity)s, har avböjt: %(reason)s") % {
        "name": declined.name,
        "capacity": declined.capacity.lower(),
        "reason": declined.declined_reason,
    }


def _is_complete(line: signatures.SigningLine | None) -> bool:
    return line is not None and line.state is signatures.RequestState.COMPLETE


def _signed(line: signatures.SigningLine | None) -> str:
    if line is None:
        return ""
    if refusal := refusal_of(line):
        return refusal
    return _("%(signed)s av %(total)s har skrivit under") % {
        "signed": line.signed,
        "total": len(line.signers),
    }


def _up(notice: noticeboard.NoticeView | None) -> str:
    if notice is None:
        return ""
    return ngettext("%(up)s av %(total)s anslagstavla", "%(up)s av %(total)s anslagstavlor", notice.total) % {
        "up": notice.up_count,
        "total": notice.total,
    }


def _last_day(notice: noticeboard.NoticeView | None) -> str:
    if notice is None or notice.clock is None:
        return ""
    return _("sista dag %(day)s") % {"day": short_date(notice.clock.last_day.date)}
