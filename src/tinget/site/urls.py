"""Every address, in one place: module by module, the authority's name first."""

from django.urls import include, path

from tinget.site import health

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("konto/", include("allauth.account.urls")),
]
