"""The addresses of moving in: take up a table, say what its columns hold, try, run, undo or accept."""

from django.urls import path

from tinget.workflows.moving_in import views

app_name = "moving_in"
urlpatterns = [
    path("inflyttning/", views.movings, name="movings"),
    path("inflyttning/<int:moving_id>/", views.moving, name="moving"),
    path("inflyttning/<int:moving_id>/kolumner/", views.mapping, name="mapping"),
    path("inflyttning/<int:moving_id>/provflytt/", views.trial, name="trial"),
    path("inflyttning/<int:moving_id>/flytta/", views.start, name="start"),
    path("inflyttning/<int:moving_id>/angra/", views.undo, name="undo"),
    path("inflyttning/<int:moving_id>/godkann/", views.accept, name="accept"),
]
