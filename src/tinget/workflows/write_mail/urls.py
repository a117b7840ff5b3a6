"""The addresses where a message, or an answer to one, is written."""

from django.urls import path

from tinget.workflows.write_mail import views

app_name = "write_mail"
urlpatterns = [
    path("meddelanden/nytt/", views.write, name="write"),
    path("meddelanden/<int:message_id>/svara/", views.answer, name="answer"),
]
