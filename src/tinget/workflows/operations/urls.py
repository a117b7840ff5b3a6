"""The addresses of the operations page."""

from django.urls import path

from tinget.workflows.operations import views

app_name = "operations"
urlpatterns = [
    path("drift/", views.health_page, name="health"),
    path("bakgrundsarbete/", views.jobs_page, name="jobs"),
    path("bakgrundsarbete/<int:job_id>/igen/", views.retry_job, name="retry"),
]
