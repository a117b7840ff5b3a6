"""Reads of the noticeboard, by noun: notices and postings, the certificate, appeals and legal force."""

from tinget.noticeboard.queries.awards import (
    AwardLine,
    AwardNotFound,
    award,
    awards_of,
    contracts_to_sign,
    facts_of_award,
)
from tinget.noticeboard.queries.certificate import certificate_content, render_certificate
from tinget.noticeboard.queries.corrections import DisplayNotFound, ToldTime, told_time, told_times
from tinget.noticeboard.queries.force_certificates import (
    ForceCertificateLine,
    force_certificate,
    force_certificates,
    force_content,
    paragraphs_to_certify,
    render_force_certificate,
)
from tinget.noticeboard.queries.legal_force import (
    AppealLine,
    AppealNotFound,
    LegalForceView,
    appeal,
    legal_force,
    legal_force_of,
)
from tinget.noticeboard.queries.links import digest, link_of
from tinget.noticeboard.queries.notices import (
    Contact,
    NoticeNotFound,
    NoticeView,
    PostingTask,
    PostingView,
    contacts,
    displays_of,
    notice,
    notice_of,
    notices,
    task,
    task_of_token,
    tasks_of,
    told_now,
)
from tinget.noticeboard.queries.observing import BoardToSee, Look, board_addresses, boards_to_see, looks_of
from tinget.noticeboard.queries.on_board import board_content, on_board
from tinget.noticeboard.queries.silence import Silence, silent_boards
from tinget.noticeboard.queries.ways import ForceWay, add_force_way, ways_from_force

__all__ = [
    "AppealLine",
    "AppealNotFound",
    "AwardLine",
    "AwardNotFound",
    "BoardToSee",
    "Contact",
    "DisplayNotFound",
    "ForceCertificateLine",
    "ForceWay",
    "LegalForceView",
    "Look",
    "NoticeNotFound",
    "NoticeView",
    "PostingTask",
    "PostingView",
    "Silence",
    "ToldTime",
    "add_force_way",
    "appeal",
    "award",
    "awards_of",
    "board_addresses",
    "board_content",
    "boards_to_see",
    "certificate_content",
    "contacts",
    "contracts_to_sign",
    "digest",
    "displays_of",
    "facts_of_award",
    "force_certificate",
    "force_certificates",
    "force_content",
    "legal_force",
    "legal_force_of",
    "link_of",
    "looks_of",
    "notice",
    "notice_of",
    "notices",
    "on_board",
    "paragraphs_to_certify",
    "render_certificate",
    "render_force_certificate",
    "silent_boards",
    "task",
    "task_of_token",
    "tasks_of",
    "told_now",
    "told_time",
    "told_times",
    "ways_from_force",
]
