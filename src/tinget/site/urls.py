"""Every address, in one place: module by module, the authority's name first."""

from allauth.account import views as account
from django.urls import include, path

from tinget.foundation.language import choose_language
from tinget.foundation.ui import views as ui
from tinget.noticeboard.urls import root_urlpatterns as board_tasks
from tinget.site import accounts, api, health, metrics, security, sessions
from tinget.site.identity import confirming, oidc, saml_views
from tinget.summons.urls import root_urlpatterns as summons_links
from tinget.workflows.start_page.views import start

handler500 = "tinget.foundation.ui.views.server_error"

urlpatterns = [
    path("", start, name="start"),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", metrics.metrics),
    path(".well-known/security.txt", security.security_txt),
    path("stil/", ui.style),
    path("stil/bekrafta/", ui.style_confirm),
    path("om/", ui.about),
    path("sprak/", choose_language, name="choose_language"),
    path("tillganglighet/", ui.accessibility),
    path("api/", api.urls),
    path("konto/logout/", accounts.sign_out),
    path("konto/inloggningar/", sessions.sessions, name="sessions"),
    path("konto/email/", sessions.sessions),  # nobody changes by themselves where their letters go
    path("konto/sakerhet/", include("allauth.mfa.urls")),
    path("konto/oidc/<slug:provider_id>/login/", oidc.begin, name="openid_connect_login"),
    path("konto/oidc/<slug:provider_id>/login/callback/", oidc.callback, name="openid_connect_callback"),
    path("konto/saml/<slug:provider_id>/login/", saml_views.begin, name="saml_login"),
    path("konto/saml/<slug:provider_id>/acs/", saml_views.receive, name="saml_acs"),
    path("konto/saml/<slug:provider_id>/klart/", saml_views.finish, name="saml_finish"),
    path("konto/saml/<slug:provider_id>/metadata/", saml_views.metadata, name="saml_metadata"),
    path("konto/bekrafta/<slug:provider_id>/", confirming.confirm_elsewhere, name="confirm_elsewhere"),
    path("konto/extern/", include("allauth.socialaccount.urls")),
    path("konto/", include("allauth.account.urls")),
    path("logga-in/", account.login, name="account_login"),
    path("logga-ut/", accounts.sign_out, name="account_logout"),
    path("", include("tinget.organisation.urls")),
    path("", include("tinget.signatures.urls")),
    path("", include("tinget.workflows.verify_document.urls")),
    path("", include(board_tasks)),
    path("", include(summons_links)),
    path("<slug:authority>/utan-nat.js", ui.worker, name="offline_worker"),
    path("<slug:authority>/", include("tinget.workflows.public_site.urls")),
    path("<slug:authority>/", include("tinget.workflows.prove_minutes.urls")),
    path("<slug:authority>/", include("tinget.workflows.publish_minutes.urls")),
    path("<slug:authority>/", include("tinget.workflows.ask_signatures.urls")),
    path("<slug:authority>/", include("tinget.workflows.dispatch_decisions.urls")),
    path("<slug:authority>/", include("tinget.workflows.import_minutes.urls")),
    path("<slug:authority>/", include("tinget.workflows.find.urls")),
    path("<slug:authority>/", include("tinget.workflows.follow_by_mail.urls")),
    path("<slug:authority>/", include("tinget.workflows.operations.urls")),
    path("<slug:authority>/", include("tinget.workflows.personal_data.urls")),
    path("<slug:authority>/", include("tinget.workflows.case_file.urls")),
    path("<slug:authority>/", include("tinget.workflows.open_data.urls")),
    path("<slug:authority>/", include("tinget.workflows.moving_in.urls")),
    path("<slug:authority>/", include("tinget.workflows.receive_mail.urls")),
    path("<slug:authority>/", include("tinget.workflows.write_mail.urls")),
    path("<slug:authority>/", include("tinget.messages.urls")),
    path("<slug:authority>/", include("tinget.workflows.report_delegated_decisions.urls")),
    path("<slug:authority>/", include("tinget.workflows.propose_allocation.urls")),
    path("<slug:authority>/", include("tinget.workflows.notice_delegated_decisions.urls")),
    path("<slug:authority>/", include("tinget.registry.urls")),
    path("<slug:authority>/", include("tinget.documents.urls")),
    path("<slug:authority>/", include("tinget.summons.urls")),
    path("<slug:authority>/", include("tinget.meetings.urls")),
    path("<slug:authority>/", include("tinget.noticeboard.urls")),
    path("<slug:authority>/", include("tinget.solutions.urls")),
    path("<slug:authority>/", include("tinget.economy.urls")),
    path("<slug:authority>/", include("tinget.delegation.urls")),
    path("<slug:authority>/", include("tinget.disposal.urls")),
    path("<slug:authority>/", include("tinget.release.urls")),
    path("<slug:authority>/", include("tinget.workflows.place_prepared.urls")),
    path("<slug:authority>/", include("tinget.preparation.urls")),
]
