"""The addresses of the shared solutions, under the authority's."""

from django.urls import path

from tinget.solutions.views import changes, pages

app_name = "solutions"
urlpatterns = [
    path("losningar/", pages.listing, name="solutions"),
    path("losningar/matris/", pages.matrix, name="matrix"),
    path("losningar/kommun/<slug:municipality>/", pages.municipality, name="municipality"),
    path("losningar/<slug:solution>/", pages.solution, name="solution"),
    path("losningar/<slug:solution>/lage/", changes.status, name="record_status"),
    path("losningar/<slug:solution>/deltagande/", changes.participation, name="participation"),
]
