"""The public pages' addresses."""

from django.urls import path, register_converter

from tinget.workflows.public_site import overview_views, views


class MeetingAddress:
    """A meeting's word in its address: its day, and a number where there were several that day."""

    regex = r"\d{4}-\d{2}-\d{2}(?:-\d+)?"

    def to_python(self, value: str) -> str:
        """Return the address as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the address as it stands."""
        return value


register_converter(MeetingAddress, "meeting")

app_name = "public_site"
urlpatterns = [
    path("", views.authority_page, name="authority"),
    path("statistik/", overview_views.statistics, name="statistics"),
    path("kommuner/<slug:municipality>/", overview_views.municipality, name="municipality"),
    path("protokollsbeslut.atom", overview_views.decision_feed, name="decision_feed"),
    path("protokoll/<meeting:address>.pdf", views.minutes_pdf, name="minutes_pdf"),
    path("protokoll/<meeting:address>-webb.pdf", views.web_pdf, name="web_pdf"),
    path("protokoll/<meeting:address>/hela", views.whole_minutes, name="whole_minutes"),
    path("protokoll/<meeting:address>/", views.minutes, name="minutes"),
    path("protokoll/<meeting:address>/<int:paragraph>", views.minutes_item, name="minutes_item"),
]
