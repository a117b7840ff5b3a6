"""How allauth behaves here: accounts are made by invitation, and signing out leaves nothing behind."""

from allauth.account import views
from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Sign-up is closed."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Return False: an account follows from a mandate."""
        return False


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; the browser forgets papers that it kept and what was not sent: others may use it next."""
    response: HttpResponse = views.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"storage"'
    return response
