"""The register's addresses, under the authority's."""

from django.urls import path

from tinget.registry.views import (
    case_changes,
    case_lists,
    cases,
    classification,
    day_lists,
    decisions,
    follow_ups,
    record_lists,
    records,
    registering,
    secrecy,
    secret_registering,
    sorting,
    web_diary,
)

CASE = "arenden/<int:year>/<int:serial>/"
RECORD = "handlingar/<int:record_id>/"

app_name = "registry"
urlpatterns = [
    path("arenden/", case_lists.case_list, name="cases"),
    path("arenden/ny/", cases.register_case, name="register_case"),
    path(CASE, cases.show_case, name="case"),
    path(f"{CASE}andra/", case_changes.change_case, name="change_case"),
    path(f"{CASE}avsluta/", case_changes.close_case, name="close_case"),
    path(f"{CASE}oppna/", case_changes.reopen_case, name="reopen_case"),
    path(f"{CASE}makulera/", case_changes.void_case, name="void_case"),
    path(f"{CASE}handling/", registering.register_record, name="register_record_in_case"),
    path("bevakningar/", follow_ups.follow_ups, name="follow_ups"),
    path("bevakningar/<int:follow_up_id>/klar/", follow_ups.end_follow_up, name="end_follow_up"),
    path("klassificering/", classification.classification, name="classification"),
    path("klassificering/ny/", classification.keep_scheme, name="new_scheme"),
    path("klassificering/<int:scheme_id>/", classification.keep_scheme, name="keep_scheme"),
    path("handlingar/", record_lists.record_list, name="records"),
    path("handlingar/ny/", registering.register_record, name="register_record"),
    path("handlingar/forslag/", registering.suggestions, name="suggestions"),
    path("handlingar/att-sortera/", sorting.sorting, name="sorting"),
    path(RECORD, records.show_record, name="record"),
    path(f"{RECORD}fil/", records.record_file, name="record_file"),
    path(f"{RECORD}andra/", records.correct_record, name="correct_record"),
    path(f"{RECORD}allman/", records.make_official, name="make_official"),
    path(f"{RECORD}makulera/", records.void_record, name="void_record"),
    path(f"{RECORD}bifoga/", records.attach_file, name="attach_file"),
    path(f"{RECORD}slang/", records.discard_draft, name="discard_draft"),
    path("postlista/", day_lists.day_list, name="day_list_today"),
    path("postlista/<str:day>/", day_lists.day_list, name="day_list"),
    path("arenden/ny/sekretess/", secret_registering.register_secret_case, name="register_secret_case"),
    path(
        "handlingar/ny/sekretess/", secret_registering.register_secret_record, name="register_secret_record"
    ),
    path(
        f"{CASE}handling/sekretess/",
        secret_registering.register_secret_record,
        name="register_secret_record_in_case",
    ),
    path(f"{CASE}sekretess/", secrecy.case_secrecy, name="case_secrecy"),
    path(f"{RECORD}sekretess/", secrecy.record_secrecy, name="record_secrecy"),
    path("sekretess/", secrecy.marked, name="marked"),
    path("sekretess/visningar/", secrecy.looks, name="looks"),
    path("sekretess/<int:marking_id>/visa/", secrecy.look, name="look"),
    path("sekretess/<int:marking_id>/lista/", secrecy.need_to_know, name="need_to_know"),
    path("sekretess/<int:marking_id>/hav/", secrecy.lift, name="lift"),
    path("webbdiarium/", web_diary.web_diary, name="web_diary"),
    path(f"{CASE}webbdiarium/", web_diary.case_on_the_web, name="case_on_the_web"),
    path(f"{RECORD}webbdiarium/", web_diary.record_on_the_web, name="record_on_the_web"),
    path("beslut/", decisions.decision_list, name="decisions"),
    path("beslut/<int:year>/<int:paragraph>/", decisions.show_decision, name="decision"),
    path(
        "beslut/<int:year>/<str:series>-<int:decision_number>/",
        decisions.show_numbered_decision,
        name="numbered_decision",
    ),
]
