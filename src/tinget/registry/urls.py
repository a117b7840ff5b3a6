"""The register's addresses, under the authority's."""

from django.urls import path

from tinget.registry.views import cases, decisions, records

app_name = "registry"
urlpatterns = [
    path("arenden/", cases.case_list, name="cases"),
    path("arenden/ny/", cases.register_case, name="register_case"),
    path("arenden/<int:year>/<int:serial>/", cases.show_case, name="case"),
    path("arenden/<int:year>/<int:serial>/avsluta/", cases.close_case, name="close_case"),
    path("arenden/<int:year>/<int:serial>/oppna/", cases.reopen_case, name="reopen_case"),
    path(
        "arenden/<int:year>/<int:serial>/handling/",
        records.register_record,
        name="register_record_in_case",
    ),
    path("handlingar/", records.record_list, name="records"),
    path("handlingar/ny/", records.register_record, name="register_record"),
    path("handlingar/<int:record_id>/fil/", records.record_file, name="record_file"),
    path("beslut/", decisions.decision_list, name="decisions"),
    path("beslut/<int:year>/<int:paragraph>/", decisions.show_decision, name="decision"),
]
