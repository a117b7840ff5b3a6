"""The addresses of economy and solutions, with what their pages link to."""

from django.urls import include, path

urlpatterns = [
    path("konto/", include("allauth.account.urls")),
    path("", include("tinget.organisation.urls")),
    path("<slug:authority>/", include("tinget.solutions.urls")),
    path("<slug:authority>/", include("tinget.economy.urls")),
]
