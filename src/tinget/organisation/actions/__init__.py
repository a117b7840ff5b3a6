"""The organisation's writes: one verb, one function, one ledger entry."""

from tinget.organisation.actions.accounts import (
    InvitationLapsed,
    close_account,
    invite,
    open_account,
    reopen_account,
    send_password_link,
)
from tinget.organisation.actions.addresses import answer_address, ask_for_address, ask_for_own_address
from tinget.organisation.actions.assignments import NewAssignment, begin_assignment, end_assignment
from tinget.organisation.actions.authorities import (
    NewAuthority,
    NewMunicipality,
    add_authority,
    add_party,
    create_authority,
)
from tinget.organisation.actions.demonstration import prepare_demonstration_roles
from tinget.organisation.actions.groups import GroupOffice, follow_groups
from tinget.organisation.actions.leaving import end_party
from tinget.organisation.actions.loading import load_organisation
from tinget.organisation.actions.mandates import NewMandate, give_mandate, take_back_mandates
from tinget.organisation.actions.offices import NewOffice, end_office, give_office
from tinget.organisation.actions.replacing import MandateNotFound, replace_holder
from tinget.organisation.actions.second_step import require_second_step, take_away_steps
from tinget.organisation.actions.web_diary import keep_web_diary_months

__all__ = [
    "GroupOffice",
    "InvitationLapsed",
    "MandateNotFound",
    "NewAssignment",
    "NewAuthority",
    "NewMandate",
    "NewMunicipality",
    "NewOffice",
    "add_authority",
    "add_party",
    "answer_address",
    "ask_for_address",
    "ask_for_own_address",
    "begin_assignment",
    "close_account",
    "create_authority",
    "end_assignment",
    "end_office",
    "end_party",
    "follow_groups",
    "give_mandate",
    "give_office",
    "invite",
    "keep_web_diary_months",
    "load_organisation",
    "open_account",
    "prepare_demonstration_roles",
    "reopen_account",
    "replace_holder",
    "require_second_step",
    "send_password_link",
    "take_away_steps",
    "take_back_mandates",
]
