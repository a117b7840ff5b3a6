"""The organisation's writes: one verb, one function, one ledger entry."""

from tinget.organisation.actions.demonstration import prepare_demonstration_roles
from tinget.organisation.actions.loading import load_organisation

__all__ = ["load_organisation", "prepare_demonstration_roles"]
