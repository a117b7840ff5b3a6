"""The addresses of letters to visitors."""

from django.urls import path

from tinget.workflows.follow_by_mail import views

app_name = "follow_by_mail"
urlpatterns = [
    path("prenumerera/", views.ask, name="ask"),
    path("prenumerera/bekrafta/<str:token>/", views.confirm, name="confirm"),
    path("prenumerera/sluta/<str:token>/", views.end, name="end"),
]
