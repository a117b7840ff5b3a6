"""The address where delegated decisions are noticed."""

from django.urls import path

from tinget.workflows.notice_delegated_decisions import views

app_name = "notice_delegated_decisions"
urlpatterns = [
    path("delegationsbeslut/ansla/", views.notice, name="notice"),
]
