"""The addresses of searching."""

from django.urls import path

from tinget.workflows.find import views

app_name = "find"
urlpatterns = [
    path("sok/", views.find, name="find"),
    path("sok/atom", views.feed, name="feed"),
    path("sok/sparade/", views.saved_searches, name="saved"),
    path("sok/sparade/<int:search_id>/", views.open_saved, name="open_saved"),
    path("sok/sparade/<int:search_id>/andra/", views.change_saved, name="change_saved"),
    path("sok/sluta/<str:token>/", views.stop_mail, name="stop_mail"),
    path("sok/bevakning/<str:token>/", views.own_feed, name="own_feed"),
]
