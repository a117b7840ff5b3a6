"""The address where a meeting's decisions are dispatched."""

from django.urls import path

from tinget.workflows.dispatch_decisions import views

app_name = "dispatch_decisions"
urlpatterns = [
    path("sammantraden/<slug:address>/expediering/", views.dispatching, name="dispatching"),
]
