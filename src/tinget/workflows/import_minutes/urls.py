"""The addresses of old minutes: take in, look, correct, accept."""

from django.urls import path

from tinget.workflows.import_minutes import views

app_name = "import_minutes"
urlpatterns = [
    path("aldre-protokoll/", views.imports, name="imports"),
    path("aldre-protokoll/<int:draft_id>/", views.draft, name="draft"),
    path("aldre-protokoll/<int:draft_id>/sammantradet/", views.meeting, name="meeting"),
    path("aldre-protokoll/<int:draft_id>/godkann/", views.accept_draft, name="accept"),
    path("aldre-protokoll/<int:draft_id>/ta-bort/", views.discard_draft, name="discard"),
    path("aldre-protokoll/<int:draft_id>/<int:paragraph>/", views.item, name="item"),
]
