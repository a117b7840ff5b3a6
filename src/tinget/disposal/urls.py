"""The addresses of disposal, under the authority's."""

from django.urls import path

from tinget.disposal.views import plans, runs

app_name = "disposal"
urlpatterns = [
    path("informationshanteringsplan/", plans.show_plan, name="plan"),
    path("informationshanteringsplan/ny/", plans.adopt_plan, name="adopt_plan"),
    path("gallring/", runs.overview, name="overview"),
    path("gallring/foresla/", runs.propose, name="propose"),
    path("gallring/stopp/nytt/", plans.place_hold, name="place_hold"),
    path("gallring/stopp/<int:hold_id>/hav/", plans.lift_hold, name="lift_hold"),
    path("gallring/<int:run_id>/", runs.show_run, name="run"),
    path("gallring/<int:run_id>/bekrafta/", runs.confirm, name="confirm"),
    path("gallring/<int:run_id>/genomgangen/", runs.endorse, name="endorse"),
    path("gallring/<int:run_id>/genomfor-inte/", runs.abandon, name="abandon"),
    path("gallring/<int:run_id>/<int:proposal_id>/undanta/", runs.except_record, name="except"),
    path("gallring/<int:run_id>/<int:proposal_id>/ta-med/", runs.include_record, name="include"),
]
