"""Every address, in one place: module by module, the authority's name first."""

from allauth.account import views as account
from django.urls import include, path

from tinget.foundation.ui import views as ui
from tinget.site import health

handler500 = "tinget.foundation.ui.views.server_error"

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("stil/", ui.style),
    path("stil/bekrafta/", ui.style_confirm),
    path("om/", ui.about),
    path("tillganglighet/", ui.accessibility),
    path("konto/", include("allauth.account.urls")),
    path("logga-in/", account.login, name="account_login"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("", include("tinget.organisation.urls")),
    path("<slug:authority>/", include("tinget.registry.urls")),
    path("<slug:authority>/", include("tinget.documents.urls")),
]
