"""The addresses of asking for signatures, under the authority's."""

from django.urls import path

from tinget.workflows.ask_signatures import views

app_name = "ask_signatures"
urlpatterns = [
    path("underskrifter/", views.asked, name="asked"),
    path("underskrifter/begar/", views.ask, name="ask"),
    path("underskrifter/<int:signing_id>/", views.asked_one, name="asked_one"),
    path("underskrifter/<int:signing_id>/paminn/", views.remind, name="remind"),
    path("underskrifter/<int:signing_id>/ta-tillbaka/", views.withdraw, name="withdraw"),
]
