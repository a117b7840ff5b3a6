"""The addresses of the minutes' way from the last gavel to the boards."""

from django.urls import path

from tinget.workflows.publish_minutes import addendum_views, approving_views, extract_views, views

app_name = "publish_minutes"
urlpatterns = [
    path("sammantraden/<slug:address>/protokoll/", views.chain, name="chain"),
    path("sammantraden/<slug:address>/protokoll/upprata/", views.draw_up, name="draw_up"),
    path(
        "sammantraden/<slug:address>/anslagsbevis/upprata/",
        views.draw_up_notice_certificate,
        name="certificate",
    ),
    path("anslagstavla/<int:notice_id>/laga-kraft/bevis/", views.certify_legal_force, name="legal_force"),
    path(
        "sammantraden/<slug:address>/protokoll/omedelbart/<int:item_id>/",
        views.draw_up_at_once,
        name="draw_up_at_once",
    ),
    path(
        "sammantraden/<slug:address>/anslagsbevis/omedelbart/<int:item_id>/",
        views.certify_at_once,
        name="certify_at_once",
    ),
    path("sammantraden/<slug:address>/rattelser/", addendum_views.addenda, name="addenda"),
    path("sammantraden/<slug:address>/protokoll/andringar/", approving_views.changes, name="changes"),
    path(
        "sammantraden/<slug:address>/protokoll/andringar/<int:change_id>/",
        approving_views.answer,
        name="answer_change",
    ),
    path("sammantraden/<slug:address>/protokoll/justerare/", approving_views.reserve, name="reserve"),
    path("sammantraden/<slug:address>/utdrag/", extract_views.extracts, name="extracts"),
]
