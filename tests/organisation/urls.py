"""The organisation's addresses alone, with the sign-in pages that its templates link to."""

from django.urls import include, path
from ninja import NinjaAPI

from tinget.foundation.http import public
from tinget.organisation.rest import router

api = NinjaAPI(urls_namespace="organisation-tests")
api.add_router("", router)
addresses, _app, _namespace = api.urls
for address in addresses:
    address.callback = public(address.callback)

urlpatterns = [
    path("konto/", include("allauth.account.urls")),
    path("api/", include((addresses, "api"))),
    path("", include("tinget.organisation.urls")),
]
