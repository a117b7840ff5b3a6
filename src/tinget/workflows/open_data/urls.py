"""The addresses of the catalogue and of the register's feed."""

from django.urls import path

from tinget.workflows.open_data import views

app_name = "open_data"
urlpatterns = [
    path("dcat.jsonld", views.catalog, name="catalog"),
    path("diarium.atom", views.register_feed, name="feed"),
]
