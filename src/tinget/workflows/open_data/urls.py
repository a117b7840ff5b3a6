"""The addresses of the catalogue and of the register's feed."""

from django.urls import path

from tinget.workflows.open_data import views

app_name = "open_data"
urlpatterns = [
    path("dcat.jsonld", views.catalog, name="catalog"),
    path("diarium.atom", views.register_feed, name="feed"),
    path("oppna-data/", views.open_data, name="open_data"),
    path("oparl/", views.oparl_system, name="oparl"),
    path("oparl/<int:year>.json", views.year_dump, name="dump"),
    path("oparl/<slug:object_type>/", views.oparl_list, name="oparl_list"),
    path("oparl/<slug:object_type>/<path:key>", views.oparl_object, name="oparl_object"),
]
