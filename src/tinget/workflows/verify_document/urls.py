"""The address of checking a document, at the root: it may come from any authority."""

from django.urls import path

from tinget.workflows.verify_document import views

app_name = "verify_document"
urlpatterns = [path("kontrollera/", views.verify, name="verify")]
