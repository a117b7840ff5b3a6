"""The addresses of personal data."""

from django.urls import path

from tinget.workflows.personal_data import views

app_name = "personal_data"
urlpatterns = [
    path("personuppgifter/", views.processing, name="processing"),
    path("personuppgifter/sok/", views.search, name="search"),
]
