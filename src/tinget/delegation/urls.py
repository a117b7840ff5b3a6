"""The addresses of delegation, under the authority's."""

from django.urls import path

from tinget.delegation import views

app_name = "delegation"
urlpatterns = [
    path("delegationsordning/", views.show_scheme, name="scheme"),
    path("delegationsordning/ny/", views.adopt, name="adopt"),
    path("delegationsbeslut/", views.register, name="register"),
    path("delegationsbeslut/nytt/", views.record, name="record"),
    path("delegationsbeslut/<int:delegated_id>/publicera/", views.publish, name="publish"),
]
