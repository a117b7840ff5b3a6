"""The organisation's addresses."""

from django.urls import path

from tinget.organisation import views

urlpatterns = [
    path("roll/", views.change_role, name="change_role"),
    path("demonstration/roll/", views.choose_demonstration_role, name="choose_demonstration_role"),
    path("kommuner/", views.municipalities, name="municipalities"),
    path("<slug:authority>/arbetsgrupper/", views.assignments, name="assignments"),
    path("<slug:authority>/arbetsgrupper/nytt/", views.begin_assignment, name="begin_assignment"),
    path(
        "<slug:authority>/arbetsgrupper/<int:assignment_id>/avsluta/",
        views.end_assignment,
        name="end_assignment",
    ),
    path("<slug:authority>/fortroendevalda/byta/", views.replace_holder, name="replace_holder"),
    path("<slug:authority>/fortroendevalda/", views.offices, name="offices"),
]
