"""Reads of the noticeboard, by noun: notices and postings, the certificate, appeals and legal force."""

from tinget.noticeboard.queries.certificate import certificate_content, render_certificate
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
)
from tinget.noticeboard.queries.on_board import board_content, on_board
from tinget.noticeboard.queries.silence import Silence, silent_boards

__all__ = [
    "AppealLine",
    "AppealNotFound",
    "Contact",
    "LegalForceView",
    "NoticeNotFound",
    "NoticeView",
    "PostingTask",
    "PostingView",
    "Silence",
    "appeal",
    "board_content",
    "certificate_content",
    "contacts",
    "digest",
    "displays_of",
    "legal_force",
    "legal_force_of",
    "link_of",
    "notice",
    "notice_of",
    "notices",
    "on_board",
    "render_certificate",
    "silent_boards",
    "task",
    "task_of_token",
    "tasks_of",
]
