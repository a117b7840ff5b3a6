"""The addresses of proof, beside the minutes themselves (the converter is the public site's)."""

from django.urls import path

from tinget.workflows.prove_minutes import views

app_name = "prove_minutes"
urlpatterns = [
    path("protokoll/<meeting:address>-bevis.zip", views.minutes, name="minutes"),
    path("protokoll/<meeting:address>/<int:paragraph>-bevis.zip", views.paragraph, name="paragraph"),
]
