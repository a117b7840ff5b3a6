"""Reads of the noticeboard, by noun: notices and postings, the certificate, appeals and legal force."""

from tinget.noticeboard.queries.certificate import certificate_content, render_certificate
from tinget.noticeboard.queries.corrections import DisplayNotFound, ToldTime, told_time, told_times
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

__all__ = [
    "AppealLine",
    "AppealNotFound",
    "BoardToSee",
    "Contact",
    "DisplayNotFound",
    "LegalForceView",
    "Look",
    "NoticeNotFound",
    "NoticeView",
    "PostingTask",
    "PostingView",
    "Silence",
    "ToldTime",
    "appeal",
    "board_addresses",
    "board_content",
    "boards_to_see",
    "certificate_content",
    "contacts",
    "digest",
    "displays_of",
    "legal_force",
    "legal_force_of",
    "link_of",
    "looks_of",
    "notice",
    "notice_of",
    "notices",
    "on_board",
    "render_certificate",
    "silent_boards",
    "task",
    "task_of_token",
    "tasks_of",
    "told_now",
    "told_time",
    "told_times",
]
