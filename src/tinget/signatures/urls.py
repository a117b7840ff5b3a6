"""The addresses of signing, at the root: a signature is asked of a person, whatever the authority."""

from django.urls import path

from tinget.signatures.views import by_link, eid, mine

app_name = "signatures"
urlpatterns = [
    path("underskrifter/", mine.waiting, name="waiting"),
    path("underskrifter/svar/", eid.receive, name="remote_answer"),
    path("underskrifter/<int:signer_id>/", mine.signing, name="signing"),
    path("underskrifter/<int:signer_id>/avboj/", mine.decline, name="decline"),
    path("underskrifter/<int:signer_id>/e-legitimation/", eid.follow, name="eid"),
    path("underskrifter/<int:signer_id>/e-legitimation/kod.svg", eid.code, name="eid_code"),
    path("underskrifter/<int:signer_id>/e-legitimation/bevis/", eid.proof, name="eid_proof"),
    path("underskrifter/<int:signer_id>/e-legitimation/<slug:service>/", eid.start, name="start_eid"),
    path("underskrifter/<int:signer_id>/<str:name>", mine.paper, name="paper"),
    path("underskrift/<str:token>/", by_link.show, name="by_link"),
    path("underskrift/<str:token>/skicka-kod/", by_link.send_code, name="send_code"),
    path("underskrift/<str:token>/kod/", by_link.tell_code, name="tell_code"),
    path("underskrift/<str:token>/skriv-under/", by_link.sign, name="sign_by_link"),
    path("underskrift/<str:token>/avboj/", by_link.decline, name="decline_by_link"),
    path("underskrift/<str:token>/e-legitimation/", eid.follow_by_link, name="eid_by_link"),
    path("underskrift/<str:token>/e-legitimation/kod.svg", eid.code_by_link, name="eid_code_by_link"),
    path(
        "underskrift/<str:token>/e-legitimation/<slug:service>/",
        eid.start_by_link,
        name="start_eid_by_link",
    ),
    path("underskrift/<str:token>/<int:signer_id>/<str:name>", by_link.paper, name="paper_by_link"),
]
