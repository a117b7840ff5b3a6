"""One readable list: who listens to which event, and what pages of lower modules are filled with."""

from django.http import HttpRequest

from tinget.foundation.scoping import PUBLIC, Scope


def scope_of_request(request: HttpRequest) -> Scope:
    """Find who asks and in which office, and what they may see."""
    return PUBLIC
