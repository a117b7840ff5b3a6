"""The organisation's addresses."""

from django.urls import path

from tinget.organisation import views

urlpatterns = [
    path("roll/", views.change_role, name="change_role"),
    path("demonstration/roll/", views.choose_demonstration_role, name="choose_demonstration_role"),
    path("kommuner/", views.municipalities, name="municipalities"),
    path("<slug:authority>/fortroendevalda/", views.offices, name="offices"),
]
