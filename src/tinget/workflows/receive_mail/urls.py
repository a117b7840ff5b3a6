"""The address where a message is registered."""

from django.urls import path

from tinget.workflows.receive_mail import views

app_name = "receive_mail"
urlpatterns = [
    path("meddelanden/<int:message_id>/registrera/", views.register, name="register"),
]
