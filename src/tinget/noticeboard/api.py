"""What other modules may know and ask of the noticeboard."""

from tinget.noticeboard.actions import (
    confirm_down,
    confirm_down_by_token,
    confirm_up,
    confirm_up_by_token,
    load_published_notice,
    post_notice,
    renew_link,
    set_certificate,
)
from tinget.noticeboard.events import NoticeDownEverywhere, NoticeUpEverywhere
from tinget.noticeboard.permissions import ACTION_TEXTS
from tinget.noticeboard.queries import (
    NoticeNotFound,
    NoticeView,
    PostingTask,
    PostingView,
    certificate_content,
    notice,
    notice_of,
    notices,
    render_certificate,
    task,
    tasks_of,
)
from tinget.noticeboard.rules.appeal_time import Clock, Display, clock
from tinget.noticeboard.rules.notices import Finding, NoticeFacts, PostingState, latest_up_on

__all__ = [
    "ACTION_TEXTS",
    "Clock",
    "Display",
    "Finding",
    "NoticeDownEverywhere",
    "NoticeFacts",
    "NoticeNotFound",
    "NoticeUpEverywhere",
    "NoticeView",
    "PostingState",
    "PostingTask",
    "PostingView",
    "certificate_content",
    "clock",
    "confirm_down",
    "confirm_down_by_token",
    "confirm_up",
    "confirm_up_by_token",
    "latest_up_on",
    "load_published_notice",
    "notice",
    "notice_of",
    "notices",
    "post_notice",
    "render_certificate",
    "renew_link",
    "set_certificate",
    "task",
    "tasks_of",
]
