"""The addresses of preparation, under the authority's."""

from django.urls import path

from tinget.preparation.views import group, moving, showing

app_name = "preparation"
HERE = "beredning/<int:preparation_id>/"
urlpatterns = [
    path("beredning/", showing.listing, name="preparations"),
    path("beredning/nytt/", moving.begin, name="begin"),
    path("beredning/gruppen/", group.listing, name="group"),
    path("beredning/gruppen/nytt/", group.new_meeting, name="new_group_meeting"),
    path("beredning/gruppen/<int:group_meeting_id>/", group.meeting, name="group_meeting"),
    path(HERE, showing.show, name="preparation"),
    path(f"{HERE}forslag/", moving.write, name="write"),
    path(f"{HERE}vidare/", moving.move, name="move"),
    path(f"{HERE}svara/", moving.answer, name="answer"),
]
