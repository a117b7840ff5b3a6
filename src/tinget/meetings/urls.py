"""The meetings' addresses, under the authority's."""

from django.urls import path

from tinget.meetings.views import (
    afterwards,
    agenda,
    attendance,
    calendar,
    follow_up,
    grounds,
    items,
    leading,
    live,
    meetings,
    on_paper,
    own_words,
    rules,
    screen,
    statistics,
    timing,
)

app_name = "meetings"
HERE = "sammantraden/<slug:address>/"
urlpatterns = [
    path("sammantraden/", meetings.meeting_list, name="meetings"),
    path("sammantraden/kalender.ics", calendar.committee_calendar, name="calendar"),
    path("sammantraden/regler/", rules.rules_in_force, name="rules"),
    path("sammantraden/uppfoljning/", follow_up.list_follow_up, name="follow_up"),
    path("sammantraden/uppfoljning/<int:assignment_id>/", follow_up.show_assignment, name="assignment"),
    path("sammantraden/statistik/", statistics.show_statistics, name="statistics"),
    path("sammantraden/nytt/", meetings.plan_meeting, name="plan_meeting"),
    path(HERE, meetings.show_meeting, name="meeting"),
    path(f"{HERE}flytta/", meetings.move_meeting, name="move_meeting"),
    path(f"{HERE}stall-in/", meetings.cancel_meeting, name="cancel_meeting"),
    path(f"{HERE}dagordning/", agenda.edit_agenda, name="agenda"),
    path(f"{HERE}dagordning/flytta/", agenda.move_item, name="move_item"),
    path(f"{HERE}dagordning/tider/", timing.time_items, name="time_items"),
    path(f"{HERE}dagordning/ta-bort/", agenda.remove_item, name="remove_item"),
    path(f"{HERE}pagar/", live.show_live, name="live"),
    path(f"{HERE}pagar/i-efterhand/", afterwards.write_afterwards, name="afterwards"),
    path(f"{HERE}pagar/version/", live.live_version, name="live_version"),
    path(f"{HERE}pagar/skriftligt/", own_words.write_motion, name="write_motion"),
    path(f"{HERE}skarm/", screen.show_screen, name="screen"),
    path(f"{HERE}skarm/version/", screen.screen_version, name="screen_version"),
    path(f"{HERE}regler/", rules.applied_rules, name="applied_rules"),
    path(f"{HERE}narvaro/", attendance.edit_attendance, name="attendance"),
    path(f"{HERE}narvaro/lista/", on_paper.print_attendance_list, name="attendance_list"),
    path(f"{HERE}narvaro/rostlista/", on_paper.print_voting_list, name="voting_list"),
    path(f"{HERE}narvaro/tider/", statistics.show_times, name="times"),
    path(f"{HERE}punkt/<int:item_id>/", items.show_item, name="item"),
    path(f"{HERE}punkt/<int:item_id>/grund/", grounds.show_grounds, name="grounds"),
    path(f"{HERE}punkt/<int:item_id>/reservation/", own_words.explain_reservation, name="reservation"),
    path(f"{HERE}punkt/<int:item_id>/uppdrag/", follow_up.assign, name="assign"),
    path(f"{HERE}justerare/", leading.elect_approver, name="approver"),
    path(f"{HERE}oppna/", leading.open_meeting, name="open_meeting"),
    path(f"{HERE}avsluta/", leading.close_meeting, name="close_meeting"),
]
