"""The addresses of release, under the authority's: `begar-ut/` for everybody, `utlamnande/` for the staff."""

from django.urls import path

from tinget.release.views import asking, handling, masking

app_name = "release"
urlpatterns = [
    path("begar-ut/", asking.ask, name="ask"),
    path("begar-ut/folj/", asking.follow, name="follow"),
    path("utlamnande/", handling.request_list, name="requests"),
    path("utlamnande/ny/", handling.enter, name="enter"),
    path("utlamnande/<int:request_id>/", handling.show_request, name="request"),
    path("utlamnande/<int:request_id>/handling/", handling.point_out, name="point_out"),
    path("utlamnande/<int:request_id>/handling/<int:item_id>/", handling.assess, name="assess"),
    path("utlamnande/<int:request_id>/handling/<int:item_id>/maskera/", masking.mask, name="mask"),
    path("utlamnande/<int:request_id>/<slug:step>/", handling.take_step, name="step"),
]
