"""The addresses of preparation, under the authority's."""

from django.urls import path

from tinget.preparation.views import group, moving, showing, wheel, year_plans

app_name = "preparation"
HERE = "beredning/<int:preparation_id>/"
urlpatterns = [
    path("beredning/", showing.listing, name="preparations"),
    path("beredning/nytt/", moving.begin, name="begin"),
    path("beredning/vack/", moving.raise_matter, name="raise_matter"),
    path("beredning/gruppen/", group.listing, name="group"),
    path("beredning/gruppen/nytt/", group.new_meeting, name="new_group_meeting"),
    path("beredning/gruppen/<int:group_meeting_id>/", group.meeting, name="group_meeting"),
    path("beredning/arshjul/", wheel.show, name="wheel"),
    path("beredning/arshjul/nytt/", wheel.new_matter, name="new_matter"),
    path("beredning/arshjul/<int:matter_id>/", wheel.change_matter, name="matter"),
    path("beredning/arshjul/<int:matter_id>/ta-bort/", wheel.retire_matter, name="retire_matter"),
    path("beredning/sammantradesplan/", year_plans.listing, name="year_plans"),
    path("beredning/sammantradesplan/<int:plan_year>/", year_plans.plan, name="year_plan"),
    path("beredning/sammantradesplan/<int:plan_year>/lagg-fram/", year_plans.propose, name="propose_plan"),
    path("beredning/sammantradesplan/<int:plan_year>/beslutad/", year_plans.decide, name="decide_plan"),
    path(HERE, showing.show, name="preparation"),
    path(f"{HERE}forslag/", moving.write, name="write"),
    path(f"{HERE}vidare/", moving.move, name="move"),
    path(f"{HERE}svara/", moving.answer, name="answer"),
]
