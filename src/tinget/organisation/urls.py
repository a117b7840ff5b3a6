"""The organisation's addresses."""

from django.urls import path

from tinget.organisation.views import (
    accounts,
    addresses,
    authorities,
    invitation,
    pages,
    parties,
    second_step,
)

urlpatterns = [
    path("roll/", pages.change_role, name="change_role"),
    path("demonstration/roll/", pages.choose_demonstration_role, name="choose_demonstration_role"),
    path("valkommen/<str:token>/", invitation.open_account, name="invitation"),
    path("konto/adress/", addresses.own_address, name="own_address"),
    path("ny-adress/<str:token>/", addresses.answer_address, name="answer_address"),
    path("kommuner/", pages.municipalities, name="municipalities"),
    path("<slug:authority>/arbetsgrupper/", pages.assignments, name="assignments"),
    path("<slug:authority>/arbetsgrupper/nytt/", pages.begin_assignment, name="begin_assignment"),
    path(
        "<slug:authority>/arbetsgrupper/<int:assignment_id>/avsluta/",
        pages.end_assignment,
        name="end_assignment",
    ),
    path("<slug:authority>/konton/", accounts.accounts, name="accounts"),
    path("<slug:authority>/konton/tva-steg/", second_step.second_step, name="second_step"),
    path("<slug:authority>/konton/namnd/", authorities.add_authority, name="add_authority"),
    path("<slug:authority>/konton/nytt/", accounts.give_office, name="give_office"),
    path("<slug:authority>/konton/<int:person_id>/", accounts.person, name="account"),
    path("<slug:authority>/konton/<int:person_id>/bjud-in/", accounts.invite, name="invite"),
    path("<slug:authority>/konton/<int:person_id>/adress/", addresses.address, name="address"),
    path(
        "<slug:authority>/konton/<int:person_id>/steg/", second_step.take_away_steps, name="take_away_steps"
    ),
    path("<slug:authority>/konton/<int:person_id>/stang/", accounts.close, name="close_account"),
    path("<slug:authority>/konton/<int:person_id>/oppna/", accounts.reopen, name="reopen_account"),
    path("<slug:authority>/konton/uppdrag/<int:mandate_id>/avsluta/", accounts.end_office, name="end_office"),
    path("<slug:authority>/kommuner/", parties.parties, name="parties"),
    path("<slug:authority>/kommuner/<slug:municipality>/avsluta/", parties.end_party, name="end_party"),
    path("<slug:authority>/fortroendevalda/byta/", pages.replace_holder, name="replace_holder"),
    path("<slug:authority>/fortroendevalda/", pages.offices, name="offices"),
]
