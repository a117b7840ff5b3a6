"""The addresses of messages, under the authority's."""

from django.urls import path

from tinget.messages.views import inbox, sent

app_name = "messages"
urlpatterns = [
    path("meddelanden/", inbox.inbox, name="inbox"),
    path("meddelanden/<int:message_id>/", inbox.show_message, name="message"),
    path("meddelanden/<int:message_id>/tillbaka/", inbox.take_back, name="take_back"),
    path("meddelanden/<int:message_id>/original.eml", inbox.original, name="original"),
    path("meddelanden/<int:message_id>/<int:number>/<str:name>", inbox.attachment, name="attachment"),
    path("utskick/", sent.sent, name="sent"),
    path("utskick/<int:mail_id>/igen/", sent.send_again, name="send_again"),
]
