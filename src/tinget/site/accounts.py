"""How allauth behaves here: accounts are made by invitation, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Sign-up is closed."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Return False: an account follows from a mandate."""
        return False
