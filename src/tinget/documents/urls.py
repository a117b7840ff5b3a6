"""The documents' addresses, under the authority's."""

from django.urls import path

from tinget.documents import views

app_name = "documents"
urlpatterns = [
    path("dokument/<int:document_id>/", views.show_document, name="document"),
    path("dokument/<int:document_id>/<int:number>/<str:name>", views.download, name="download"),
]
