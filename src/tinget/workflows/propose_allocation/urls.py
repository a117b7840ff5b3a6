"""The address of putting an allocation before the committee."""

from django.urls import path

from tinget.workflows.propose_allocation import views

app_name = "propose_allocation"
urlpatterns = [
    path("ekonomi/fordelning/<slug:allocation>/till-namnden/", views.propose, name="propose"),
]
