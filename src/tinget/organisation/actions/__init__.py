"""The organisation's writes: one verb, one function, one ledger entry."""

from tinget.organisation.actions.assignments import NewAssignment, begin_assignment, end_assignment
from tinget.organisation.actions.demonstration import prepare_demonstration_roles
from tinget.organisation.actions.loading import load_organisation
from tinget.organisation.actions.mandates import NewMandate, give_mandate, take_back_mandates
from tinget.organisation.actions.replacing import MandateNotFound, replace_holder
from tinget.organisation.actions.web_diary import keep_web_diary_months

__all__ = [
    "MandateNotFound",
    "NewAssignment",
    "NewMandate",
    "begin_assignment",
    "end_assignment",
    "give_mandate",
    "keep_web_diary_months",
    "load_organisation",
    "prepare_demonstration_roles",
    "replace_holder",
    "take_back_mandates",
]
