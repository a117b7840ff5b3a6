"""Addresses for the look's own tests: the style page, the sign-in page with roles, the error pages."""

from allauth.account.forms import LoginForm
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path

from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.http import public
from tinget.foundation.ui import views


@public
def sign_in_with_roles(request):
    roles = [
        {"id": 1, "name": "Sekreterare", "text": "Norrbottens e-nämnd"},
        {"id": 2, "name": "Registrator, Kiruna", "text": "Anslagstavlan i Kiruna kommun"},
    ]
    return render(request, "account/login.html", {"form": LoginForm(), "demonstration_roles": roles})


@public
def forbidden(request):
    raise NotPermitted("Bara sekreteraren får registrera en handling.")


@public
def conflict(request):
    raise NotPossible("Protokollet är redan justerat.")


@public
def broken(request):
    raise RuntimeError


@public
def chosen(request):
    return HttpResponse(request.POST["person"])


urlpatterns = [
    path("stil/", views.style),
    path("stil/bekrafta/", views.style_confirm),
    path("om/", views.about),
    path("tillganglighet/", views.accessibility),
    path("roller/", sign_in_with_roles),
    path("valj/", chosen, name="choose_demonstration_role"),
    path("nekad/", forbidden),
    path("krock/", conflict),
    path("trasig/", broken),
    path("konto/", include("allauth.account.urls")),
]
handler500 = "tinget.foundation.ui.views.server_error"
