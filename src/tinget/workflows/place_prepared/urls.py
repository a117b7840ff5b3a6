"""The address of putting a prepared case on an agenda."""

from django.urls import path

from tinget.workflows.place_prepared import views

app_name = "place_prepared"
urlpatterns = [
    path("beredning/<int:preparation_id>/till-dagordningen/", views.place, name="place"),
]
