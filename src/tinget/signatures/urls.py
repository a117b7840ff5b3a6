"""The addresses of signing, at the root: a signature is asked of a person, whatever the authority."""

from django.urls import path

from tinget.signatures import views

app_name = "signatures"
urlpatterns = [
    path("underskrifter/", views.waiting, name="waiting"),
    path("underskrifter/<int:signer_id>/", views.signing, name="signing"),
    path("underskrifter/<int:signer_id>/avboj/", views.decline, name="decline"),
    path("underskrifter/<int:signer_id>/<str:name>", views.paper, name="paper"),
]
