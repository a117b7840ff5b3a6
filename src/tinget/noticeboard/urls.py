"""The noticeboard's addresses: `urlpatterns` under the authority's, `root_urlpatterns` at the root."""

from django.urls import path

from tinget.noticeboard.views import (
    appeals,
    awards,
    boards,
    correcting,
    hooks,
    observing,
    reports,
    sharing,
    summonses,
)

urlpatterns = [
    path("anslagstavla/", boards.board, name="noticeboard"),
    path("anslagstavla/tavlor/", observing.addresses, name="noticeboard_addresses"),
    path("anslagstavla/kallelser/", summonses.choice, name="noticeboard_summonses"),
    path("anslagstavla/<int:notice_id>/", boards.notice, name="noticeboard_notice"),
    path("anslagstavla/<int:notice_id>/laga-kraft/", appeals.legal_force, name="noticeboard_legal_force"),
    path("anslagstavla/<int:notice_id>/tilldelning/", awards.log_award, name="noticeboard_award"),
    path(
        "anslagstavla/<int:notice_id>/tilldelning/<int:award_id>/",
        awards.log_award_event,
        name="noticeboard_award_event",
    ),
    path("anslagstavla/<int:notice_id>/overklagande/", appeals.log_appeal, name="noticeboard_appeal"),
    path(
        "anslagstavla/<int:notice_id>/overklagande/<int:appeal_id>/",
        appeals.log_ruling,
        name="noticeboard_ruling",
    ),
    path(
        "anslagstavla/<int:notice_id>/domstolens-svar/",
        appeals.log_court_answer,
        name="noticeboard_court_answer",
    ),
    path(
        "anslagstavla/<int:notice_id>/<slug:municipality>/",
        reports.by_staff,
        name="noticeboard_enter",
    ),
    path(
        "anslagstavla/<int:notice_id>/<slug:municipality>/lank/",
        reports.renew_link,
        name="noticeboard_renew_link",
    ),
    path(
        "anslagstavla/<int:notice_id>/<slug:municipality>/ratta/<int:display_id>/",
        correcting.correct,
        name="noticeboard_correct",
    ),
    path(
        "anslagstavla/<int:notice_id>/<slug:municipality>/iakttagelser/",
        observing.looks,
        name="noticeboard_looks",
    ),
    path(
        "anslagstavla/<int:notice_id>/<slug:municipality>/iakttagelser/<int:look_id>/",
        observing.kept_page,
        name="noticeboard_kept_page",
    ),
    path("anslagstavla/<slug:municipality>/element.js", sharing.element, name="noticeboard_element"),
    path("anslagstavla/<slug:municipality>/anslag.json", sharing.board_json, name="noticeboard_json"),
    path("anslagstavla/<slug:municipality>/anslag.atom", sharing.board_feed, name="noticeboard_feed"),
    path("anslagstavla/<slug:municipality>/avisering/", hooks.hook, name="noticeboard_hook"),
    path("anslagstavla/<slug:municipality>/", boards.copy, name="noticeboard_copy"),
]

root_urlpatterns = [
    path("anslag/<str:token>/", reports.by_link, name="noticeboard_link"),
    path("anslagsuppgifter/", reports.tasks, name="noticeboard_tasks"),
    path("anslagsuppgifter/<int:posting_id>/", reports.by_registrar, name="noticeboard_task"),
]
