"""The addresses of noticeboard and signatures, with what their pages link to, and their HTTP API."""

from django.urls import include, path
from ninja import NinjaAPI

from tinget.foundation.http import public
from tinget.noticeboard import rest as noticeboard_rest
from tinget.noticeboard import urls as noticeboard
from tinget.signatures import rest as signatures_rest

api = NinjaAPI(urls_namespace="noticeboard-tests")
api.add_router("", noticeboard_rest.router)
api.add_router("", signatures_rest.router)
addresses, _app, _namespace = api.urls
for address in addresses:
    address.callback = public(address.callback)

urlpatterns = [
    path("konto/", include("allauth.account.urls")),
    path("api/", include((addresses, "api"))),
    path("", include("tinget.organisation.urls")),
    path("", include("tinget.signatures.urls")),
    path("", include(noticeboard.root_urlpatterns)),
    path("<slug:authority>/", include(noticeboard.urlpatterns)),
]
