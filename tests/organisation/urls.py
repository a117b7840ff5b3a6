"""The organisation's addresses alone, with the sign-in pages that its templates link to."""

from django.shortcuts import render
from django.urls import include, path
from ninja import NinjaAPI

from tinget.foundation import clock
from tinget.foundation.http import public
from tinget.organisation.api import demonstration_roles
from tinget.organisation.rest import router

api = NinjaAPI(urls_namespace="organisation-tests")
api.add_router("", router)
addresses, _app, _namespace = api.urls
for address in addresses:
    address.callback = public(address.callback)


@public
def start(request):
    """Offer the roles as the sign-in page does, and go on to the page where they are changed."""
    roles = demonstration_roles(on=clock.today())
    context = {"demonstration_roles": roles, "redirect_field_value": "/roll/"}
    return render(request, "ui/demonstration_roles.html", context)


urlpatterns = [
    path("start/", start),
    path("konto/", include("allauth.account.urls")),
    path("api/", include((addresses, "api"))),
    path("", include("tinget.organisation.urls")),
]
