"""Writes of the noticeboard, by noun: the posting, letters, what boards confirm, corrections, appeals."""

from tinget.noticeboard.actions.appeals import record_appeal, record_court_answer, record_ruling
from tinget.noticeboard.actions.awards import (
    record_award,
    record_contract,
    record_review,
    record_review_decision,
)
from tinget.noticeboard.actions.confirming import (
    confirm_down,
    confirm_down_by_token,
    confirm_up,
    confirm_up_by_token,
)
from tinget.noticeboard.actions.correcting import correct_display
from tinget.noticeboard.actions.force_certificates import (
    add_force_certificate,
    keep_force_certificate_moment,
    outdate_force_certificates,
)
from tinget.noticeboard.actions.hooks import (
    DELIVER,
    TELL_HOOKS,
    follow_notices,
    note_delivery,
    renew_secret,
    set_hook,
    tell_hooks,
    try_hook,
)
from tinget.noticeboard.actions.letters import remind_registrars
from tinget.noticeboard.actions.observing import record_look, set_board_addresses
from tinget.noticeboard.actions.posting import (
    keep_certificate_moment,
    load_published_notice,
    post_notice,
    renew_link,
    set_certificate,
)
from tinget.noticeboard.actions.summonses import (
    choose_summons_notices,
    complete_summons_notice,
    post_summons_notice,
)

__all__ = [
    "DELIVER",
    "TELL_HOOKS",
    "add_force_certificate",
    "choose_summons_notices",
    "complete_summons_notice",
    "confirm_down",
    "confirm_down_by_token",
    "confirm_up",
    "confirm_up_by_token",
    "correct_display",
    "follow_notices",
    "keep_certificate_moment",
    "keep_force_certificate_moment",
    "load_published_notice",
    "note_delivery",
    "outdate_force_certificates",
    "post_notice",
    "post_summons_notice",
    "record_appeal",
    "record_award",
    "record_contract",
    "record_court_answer",
    "record_look",
    "record_review",
    "record_review_decision",
    "record_ruling",
    "remind_registrars",
    "renew_link",
    "renew_secret",
    "set_board_addresses",
    "set_certificate",
    "set_hook",
    "tell_hooks",
    "try_hook",
]
