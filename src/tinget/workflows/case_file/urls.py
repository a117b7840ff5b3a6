"""The addresses of a whole case as one file."""

from django.urls import path

from tinget.workflows.case_file import views

app_name = "case_file"
urlpatterns = [
    path("arenden/<int:year>/<int:serial>/arende.pdf", views.case_as_pdf, name="pdf"),
    path("arenden/<int:year>/<int:serial>/arende.zip", views.case_as_zip, name="zip"),
]
