"""The addresses of reporting delegated decisions."""

from django.urls import path

from tinget.workflows.report_delegated_decisions import views

app_name = "report_delegated_decisions"
urlpatterns = [
    path("delegationsbeslut/anmalan/", views.report, name="report"),
    path("delegationsbeslut/anmalan/<int:report_id>/ta-tillbaka/", views.take_back, name="take_back"),
]
